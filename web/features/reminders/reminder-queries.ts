import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';

/** What is set, and what comes of it: one call refreshes it all. */
export const REMINDERS = [...HOUSEHOLD_DATA, 'reminders'] as const;

const DAYS_AHEAD = 30;
/** As far as a subscription's next reminders are looked for. */
const DAYS_OF_A_YEAR = 364;
const PAGE = 50;

export const householdRemindersQuery = queryOptions({
  queryKey: [...REMINDERS, 'household'],
  queryFn: ({ signal }) => api('GET reminder-settings', { signal }),
});

export const myRemindersQuery = queryOptions({
  queryKey: [...REMINDERS, 'mine'],
  queryFn: ({ signal }) => api('GET reminder-settings/mine', { signal }),
});

export function subscriptionRemindersQuery(id: string) {
  return queryOptions({
    queryKey: [...REMINDERS, 'subscription', id],
    queryFn: ({ signal }) =>
      api('GET subscriptions/{id}/reminder-rules', { params: { id }, signal }),
  });
}

/** What goes out in the next 30 days. */
export function plannedRemindersQuery(today: CalendarDate) {
  return plannedQuery(today, DAYS_AHEAD);
}

/** What goes out in the next year about one thing. */
export function subjectRemindersQuery(today: CalendarDate, subject: string) {
  return plannedQuery(today, DAYS_OF_A_YEAR, subject);
}

/** By the member's own dates, which may be a day away from those of the household. */
function plannedQuery(today: CalendarDate, days: number, subject?: string) {
  const range = { from: addDays(today, -1), to: addDays(today, days) };
  return queryOptions({
    queryKey: [...REMINDERS, 'planned', range.from, subject],
    queryFn: ({ signal }) =>
      api('GET reminders', {
        query: subject === undefined ? range : { ...range, subject },
        signal,
      }),
  });
}

export const reminderHistoryQuery = infiniteQueryOptions({
  queryKey: [...REMINDERS, 'history'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam }) =>
    api('GET reminders/history', { query: { limit: PAGE, cursor: pageParam }, signal }),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
