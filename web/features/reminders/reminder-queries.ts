import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';

/** What is set, and what comes of it: one call refreshes it all. */
export const REMINDERS = [...HOUSEHOLD_DATA, 'reminders'] as const;

const DAYS_AHEAD = 30;
const PAGE = 50;

export const householdRemindersQuery = queryOptions({
  queryKey: [...REMINDERS, 'household'],
  queryFn: ({ signal }) => api('GET reminder-settings', { signal }),
});

export const myRemindersQuery = queryOptions({
  queryKey: [...REMINDERS, 'mine'],
  queryFn: ({ signal }) => api('GET reminder-settings/mine', { signal }),
});

/** What goes out in the next 30 days, by the member's own dates. */
export function plannedRemindersQuery(today: CalendarDate) {
  // Those may be a day away from the household's.
  const query = { from: addDays(today, -1), to: addDays(today, DAYS_AHEAD) };
  return queryOptions({
    queryKey: [...REMINDERS, 'planned', query.from],
    queryFn: ({ signal }) => api('GET reminders', { query, signal }),
  });
}

export const reminderHistoryQuery = infiniteQueryOptions({
  queryKey: [...REMINDERS, 'history'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam }) =>
    api('GET reminders/history', { query: { limit: PAGE, cursor: pageParam }, signal }),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
