import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { JobRunView } from '#shared/schemas/operation-schemas.ts';
import { api } from '#web/lib/api.ts';

export const JOB_DATA = ['operator', 'jobs'] as const;

export const jobsQuery = queryOptions({
  queryKey: JOB_DATA,
  refetchInterval: 10_000,
  queryFn: ({ signal }) => api('GET operator/jobs', { signal }),
});

export function jobRunsQuery(name: string, state: JobRunView['state'] | undefined) {
  return infiniteQueryOptions({
    queryKey: [...JOB_DATA, name, state ?? 'all'],
    refetchInterval: 10_000,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) =>
      api('GET operator/jobs/{name}/runs', {
        params: { name },
        query: { cursor, ...(state && { state }) },
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
