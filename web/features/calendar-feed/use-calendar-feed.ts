import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';

/** Not part of the household's data: no change of that changes it. */
export const calendarFeedQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: ({ signal }) => api('GET calendar-feed', { signal }),
});

/** The address is known only from the answer that made it. */
export function useCalendarFeed() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries(calendarFeedQuery);
  const create = useMutation({
    mutationFn: () => api('POST calendar-feed'),
    onSuccess: refresh,
  });
  const revoke = useMutation({
    mutationFn: () => api('DELETE calendar-feed'),
    onSuccess: () => {
      create.reset();
      return refresh();
    },
  });
  return { create, revoke };
}
