import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { AttentionCount } from '#web/features/attention/attention-count.tsx';
import { attentionQuery } from '#web/features/attention/attention-query.ts';
import { CHANNELS } from '#web/features/channels/channels-query.ts';

/** What the bell counts, asked for again when a channel was added, tested or deleted. */
export function BellCount({ name }: { name: string }) {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success') return;
        if (event.query.queryKey[0] !== CHANNELS[0]) return;
        void queryClient.invalidateQueries({ queryKey: attentionQuery.queryKey });
      }),
    [queryClient],
  );
  return <AttentionCount name={name} />;
}
