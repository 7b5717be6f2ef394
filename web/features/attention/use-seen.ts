import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AttentionView } from '#shared/schemas/attention-schemas.ts';
import { api } from '#web/lib/api.ts';
import { attentionQuery } from './attention-query.ts';

/**
 * Says that what is shown was seen, so that no bell counts it any more.
 * @returns the keys of what was new when it was first shown here
 */
export function useSeen(view: AttentionView | undefined): ReadonlySet<string> {
  const queryClient = useQueryClient();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    const keys = (view?.items ?? []).filter(({ isNew }) => isNew).map(({ key }) => key);
    if (keys.length === 0) return;
    setFresh((all) => new Set([...all, ...keys]));
    queryClient.setQueryData(attentionQuery.queryKey, (data) => data && asSeen(data));
    // Without a connection it is new again next time: nobody needs to be told of that.
    api('PUT attention/seen', { body: { keys } }).catch(() => {});
  }, [view, queryClient]);

  return fresh;
}

function asSeen(view: AttentionView): AttentionView {
  const items = view.items.map((item) => ({ ...item, isNew: false }));
  return { ...view, items, newCount: 0 };
}
