import { useLingui } from '@lingui/react/macro';
import { useIsMutating, useMutation } from '@tanstack/react-query';
import type { ErrorGroupView } from '#shared/schemas/error-schemas.ts';
import { api } from '#web/lib/api.ts';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { ERRORS } from './errors-query.ts';

/** Resolves an open error and reopens a resolved one, and offers to take that back. */
export function useResolving({ id, state }: Pick<ErrorGroupView, 'id' | 'state'>) {
  const { t } = useLingui();
  const undoable = useUndoable(ERRORS);
  const resolve = () => api('POST operator/errors/{id}/resolve', { params: { id } });
  const reopen = () => api('POST operator/errors/{id}/reopen', { params: { id } });
  const key = ['resolve error', id];
  const change = useMutation({
    mutationKey: key,
    mutationFn: () =>
      state === 'open'
        ? undoable({ run: resolve, undo: reopen, done: t`Resolved`, undone: t`Open again` })
        : undoable({ run: reopen, undo: resolve, done: t`Open again`, undone: t`Resolved` }),
  });
  return { change: () => change.mutate(), isBusy: useIsMutating({ mutationKey: key }) > 0 };
}
