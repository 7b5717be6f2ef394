import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Snooze } from '#shared/schemas/reminder-link-schemas.ts';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';

/** What a link is about, and using it, which works once. */
export function useReminderLink(token: string) {
  const queryClient = useQueryClient();
  const params = { token };
  const link = useQuery({
    queryKey: ['reminder-link', token],
    queryFn: ({ signal }) => api('GET reminder-links/{token}', { params, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const redeem = useMutation({
    mutationFn: (until?: Snooze) =>
      api('POST reminder-links/{token}', { params, body: until ? { until } : {} }),
    // In this browser somebody may be signed in.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: HOUSEHOLD_DATA }),
  });
  return { link, redeem };
}

export type ReminderLinkRedemption = ReturnType<typeof useReminderLink>['redeem'];
