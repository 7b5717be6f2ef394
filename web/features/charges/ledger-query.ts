import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';

const PAGE = 12;

/** The payments of a subscription, newest first. */
export function paymentsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [...HOUSEHOLD_DATA, 'payments', id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) =>
      api('GET subscriptions/{id}/payments', {
        params: { id },
        query: { limit: PAGE, ...(cursor ? { cursor } : {}) },
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function scheduleQuery(id: string, from: CalendarDate, to: CalendarDate) {
  return queryOptions({
    queryKey: [...HOUSEHOLD_DATA, 'schedule', id, from, to],
    queryFn: ({ signal }) =>
      api('GET subscriptions/{id}/schedule', { params: { id }, query: { from, to }, signal }),
  });
}
