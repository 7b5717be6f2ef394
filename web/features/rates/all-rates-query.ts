import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';

/** Years of daily rates do not fit one page. */
export const allRatesQuery = infiniteQueryOptions({
  queryKey: [...HOUSEHOLD_DATA, 'all-rates'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam }) =>
    api('GET rates', { query: { limit: 200, cursor: pageParam }, signal }),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});
