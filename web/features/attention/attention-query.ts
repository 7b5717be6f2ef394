import { queryOptions } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';
import { HOUSEHOLD_DATA } from '#web/lib/queries.ts';

/** Asked for again with everything that depends on the household's data, and when the tab is back. */
export const attentionQuery = queryOptions({
  queryKey: [...HOUSEHOLD_DATA, 'attention'],
  queryFn: ({ signal }) => api('GET attention', { signal }),
});
