import { queryOptions } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';

export const CHANNELS = ['channels'] as const;

/** A member has at most twenty: one page is all of them. */
export const channelsQuery = queryOptions({
  queryKey: CHANNELS,
  queryFn: ({ signal }) => api('GET channels', { query: { limit: 200 }, signal }),
});
