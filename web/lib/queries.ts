import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { api } from './api.ts';
import type { ApiContract } from './api-contract.ts';
import { isApiError } from './api-error.ts';
import { rememberSignIn } from './sign-in-memory.ts';

type SubscriptionFilter = ApiContract['GET subscriptions']['query'];

/** Everything that depends on the household's data begins with this: one call refreshes it all. */
export const HOUSEHOLD_DATA = ['household-data'] as const;

/** Who is signed in; null is a good answer: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    try {
      const session = await api('GET auth/session', { signal });
      rememberSignIn(true);
      return session;
    } catch (error) {
      if (!isApiError(error, 'not-signed-in')) throw error;
      rememberSignIn(false);
      return null;
    }
  },
});

export const authOptionsQuery = queryOptions({
  queryKey: ['auth-options'],
  queryFn: ({ signal }) => api('GET auth/options', { signal }),
});

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => api('GET auth/sessions', { signal }),
});

export const summaryQuery = queryOptions({
  queryKey: [...HOUSEHOLD_DATA, 'summary'],
  queryFn: ({ signal }) => api('GET summary', { signal }),
});

export function forecastQuery(months: number) {
  return queryOptions({
    queryKey: [...HOUSEHOLD_DATA, 'forecast', months],
    queryFn: ({ signal }) => api('GET forecast', { query: { months }, signal }),
  });
}

export function calendarQuery(from: CalendarDate, to: CalendarDate) {
  return queryOptions({
    queryKey: [...HOUSEHOLD_DATA, 'calendar', from, to],
    queryFn: ({ signal }) => api('GET calendar', { query: { from, to }, signal }),
  });
}

/** A household has few of them: one page is all of them. */
export const categoriesQuery = queryOptions({
  queryKey: [...HOUSEHOLD_DATA, 'categories'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => api('GET categories', { query: { limit: 200 }, signal }),
});

export const paymentMethodsQuery = queryOptions({
  queryKey: [...HOUSEHOLD_DATA, 'payment-methods'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => api('GET payment-methods', { query: { limit: 200 }, signal }),
});

/** By pair and day. Years of daily rates do not fit one page. */
export const ratesQuery = infiniteQueryOptions({
  queryKey: [...HOUSEHOLD_DATA, 'rates'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam }) =>
    api('GET rates', { query: { limit: 200, cursor: pageParam }, signal }),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** What is known from outside, of today. */
export const providedRatesQuery = queryOptions({
  queryKey: [...HOUSEHOLD_DATA, 'provided-rates'],
  queryFn: ({ signal }) => api('GET rates/provided', { signal }),
});

export function subscriptionsQuery(filter: SubscriptionFilter) {
  return infiniteQueryOptions({
    queryKey: [...HOUSEHOLD_DATA, 'subscriptions', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api('GET subscriptions', { query: { limit: 200, ...filter, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function subscriptionQuery(id: string) {
  return queryOptions({
    queryKey: [...HOUSEHOLD_DATA, 'subscription', id],
    queryFn: ({ signal }) => api('GET subscriptions/{id}', { params: { id }, signal }),
  });
}
