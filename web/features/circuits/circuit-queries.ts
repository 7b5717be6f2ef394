import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';

export const CIRCUIT_DATA = ['operator', 'circuits'] as const;

export const circuitsQuery = queryOptions({
  queryKey: CIRCUIT_DATA,
  refetchInterval: 10_000,
  queryFn: ({ signal }) => api('GET operator/circuits', { signal }),
});

export interface CircuitPeriod {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  every: 'turn' | 'change';
}

export function circuitHistoryQuery({ from, to, every }: CircuitPeriod) {
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return infiniteQueryOptions({
    queryKey: [...CIRCUIT_DATA, 'history', period, every],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) =>
      api('GET operator/circuits/history', { query: { ...period, every, cursor }, signal }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

const REMEMBERED_MS = 400 * 86_400_000;

/** When instances started and stopped, as far back as that is remembered. */
export const startsQuery = queryOptions({
  queryKey: ['operator', 'starts'],
  queryFn: ({ signal }) => {
    const now = Date.now();
    const query = {
      from: new Date(now - REMEMBERED_MS).toISOString(),
      to: new Date(now).toISOString(),
    };
    return api('GET operator/history/marks', { query, signal });
  },
});
