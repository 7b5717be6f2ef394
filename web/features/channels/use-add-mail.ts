import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ChannelTest } from '#shared/schemas/channel-resource-schemas.ts';
import { api } from '#web/lib/api.ts';
import { CHANNELS } from './channels-query.ts';

/** Adds mail as a channel and sends a test there. What does not take the test is not kept. */
export function useAddMail(onAdded: () => void) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<ChannelTest> => {
      const body = { name: t`Mail`, settings: { kind: 'mail' } } as const;
      const { id } = await api('POST channels', { body });
      const params = { id };
      const takeBack = () => api('DELETE channels/{id}', { params });
      try {
        const test = await api('POST channels/{id}/test', { params });
        if (test.outcome !== 'delivered') await takeBack();
        return test;
      } catch (error) {
        await takeBack().catch(() => {});
        throw error;
      }
    },
    onSuccess: ({ outcome }) => {
      if (outcome === 'delivered') onAdded();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: CHANNELS }),
  });
}
