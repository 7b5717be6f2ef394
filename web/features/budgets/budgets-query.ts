import { queryOptions } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';

/** A household has few of them: one page is all of them. */
export const budgetsQuery = queryOptions({
  queryKey: [...HOUSEHOLD_DATA, 'budgets'],
  queryFn: ({ signal }) => api('GET budgets', { query: { limit: 200 }, signal }),
});
