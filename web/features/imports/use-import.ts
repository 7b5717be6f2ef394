import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';
import type { ApiContract } from '#web/lib/api-contract.ts';
import { HOUSEHOLD_DATA, sessionQuery } from '#web/lib/queries.ts';

export type Decision = ApiContract['POST imports/{id}/commit']['body'];

/** Reads files, then stores what was decided. Trying the second again is harmless. */
export function useImport() {
  const queryClient = useQueryClient();
  const read = useMutation({
    mutationFn: (files: readonly File[]) => {
      const body = new FormData();
      for (const file of files) body.append('file', file);
      return api('POST imports', { body });
    },
  });
  const store = useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: Decision }) =>
      api('POST imports/{id}/commit', { params: { id }, body: decision }),
    onSuccess: async (result) => {
      if (result.isHouseholdAdopted) await queryClient.invalidateQueries(sessionQuery);
      void queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA });
    },
  });
  return {
    read,
    store,
    startOver() {
      read.reset();
      store.reset();
    },
  };
}
