import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttentionItem, AttentionView } from '#shared/schemas/attention-schemas.ts';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { attentionQuery } from './attention-query.ts';

/** What was done about an item while the list is open; it stays in its place, to be taken back. */
export interface Settlement {
  item: AttentionItem;
  how: 'dismissed' | 'paid';
  /** Where it stood. */
  at: number;
}

type Row = { item: AttentionItem; how: Settlement['how'] | null };

/** Dismisses and pays what a list shows, and takes that back. */
export function useSettling(view: AttentionView | undefined) {
  const queryClient = useQueryClient();
  const [settled, setSettled] = useState<readonly Settlement[]>([]);

  const rows = rowsOf(view?.items ?? [], settled);
  const isOther = (key: string) => (each: Settlement) => each.item.key !== key;
  const refresh = () => queryClient.invalidateQueries({ queryKey: attentionQuery.queryKey });

  const settle = useMutation({
    mutationFn: ({ item, how }: Omit<Settlement, 'at'>) => send('PUT', item, how),
    onSuccess: async (_, { item, how }) => {
      const at = rows.findIndex((row) => row.item.key === item.key);
      setSettled((all) => [...all.filter(isOther(item.key)), { item, how, at }]);
      await (how === 'paid'
        ? queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA })
        : refresh());
    },
  });

  const undo = useMutation({
    mutationFn: ({ item, how }: Omit<Settlement, 'at'>) => send('DELETE', item, how),
    onSuccess: async (_, { item, how }) => {
      await (how === 'paid'
        ? queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA })
        : refresh());
      setSettled((all) => all.filter(isOther(item.key)));
    },
  });

  return {
    rows,
    settle: settle.mutate,
    undo: undo.mutate,
    /** The item that is being settled or brought back. */
    busyKey:
      (settle.isPending && settle.variables.item.key) ||
      (undo.isPending && undo.variables.item.key) ||
      null,
    error: settle.error ?? undo.error,
  };
}

/** What is open, and between it, where it stood, what was settled. */
function rowsOf(items: readonly AttentionItem[], settled: readonly Settlement[]): Row[] {
  const keys = new Set(settled.map(({ item }) => item.key));
  const rows: Row[] = items
    .filter(({ key }) => !keys.has(key))
    .map((item) => ({ item, how: null }));
  for (const { item, how, at } of settled.toSorted((a, b) => a.at - b.at)) {
    rows.splice(Math.min(at, rows.length), 0, { item, how });
  }
  return rows;
}

async function send(method: 'PUT' | 'DELETE', item: AttentionItem, how: Settlement['how']) {
  if (how === 'paid' && item.kind === 'unpaid') {
    const params = { id: item.subscription.id, dueOn: item.dueOn };
    if (method === 'DELETE') await api('DELETE subscriptions/{id}/payments/{dueOn}', { params });
    else await api('PUT subscriptions/{id}/payments/{dueOn}', { params, body: { status: 'paid' } });
    return;
  }
  const params = { key: item.key };
  if (method === 'DELETE') await api('DELETE attention/{key}/dismissal', { params });
  else await api('PUT attention/{key}/dismissal', { params });
}
