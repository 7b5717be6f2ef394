import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '#web/lib/api.ts';

/** Whatever changes one of them may change what the others show. */
export const ALERTS = ['operator', 'alerts'] as const;
const REFRESH_MS = 10_000;

export const alertsQuery = queryOptions({
  queryKey: [...ALERTS, 'now'],
  refetchInterval: REFRESH_MS,
  queryFn: ({ signal }) => api('GET operator/alerts', { signal }),
});

/** Instants are milliseconds since 1970, to the minute, so that the address stays for a while. */
export function alertHistoryQuery(window: { from: number; to: number }) {
  const minute = (at: number) => new Date(Math.ceil(at / 60_000) * 60_000).toISOString();
  const query = { from: minute(window.from), to: minute(window.to) };
  return queryOptions({
    queryKey: [...ALERTS, 'history', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api('GET operator/alerts/history', { query, signal }),
  });
}

export const rulesQuery = queryOptions({
  queryKey: [...ALERTS, 'rules'],
  queryFn: ({ signal }) => api('GET operator/alert-rules', { signal }),
});

export const receiversQuery = queryOptions({
  queryKey: [...ALERTS, 'receivers'],
  queryFn: ({ signal }) => api('GET operator/alert-receivers', { signal }),
});

export const quietQuery = queryOptions({
  queryKey: [...ALERTS, 'quiet'],
  refetchInterval: REFRESH_MS,
  async queryFn({ signal }) {
    const [silences, windows] = await Promise.all([
      api('GET operator/silences', { signal }),
      api('GET operator/maintenance-windows', { signal }),
    ]);
    return { silences: silences.items, windows: windows.items };
  },
});
