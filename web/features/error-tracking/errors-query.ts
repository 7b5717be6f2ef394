import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ErrorGroupView } from '#shared/schemas/error-schemas.ts';
import { api } from '#web/lib/api.ts';

/** All that is known of errors. */
export const ERRORS = ['operator', 'errors'];
const EVERY_MS = 10_000;

export const errorGroupsQuery = (state: ErrorGroupView['state']) =>
  infiniteQueryOptions({
    queryKey: [...ERRORS, 'list', state],
    refetchInterval: EVERY_MS,
    initialPageParam: '',
    queryFn: ({ pageParam: cursor, signal }) =>
      api('GET operator/errors', { query: { state, cursor }, signal }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const errorGroupQuery = (id: string) =>
  queryOptions({
    queryKey: [...ERRORS, 'one', id],
    refetchInterval: EVERY_MS,
    queryFn: ({ signal }) => api('GET operator/errors/{id}', { params: { id }, signal }),
  });
