import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { HistorySeries, OwnFigures } from '#shared/schemas/history-schemas.ts';
import { api } from '#web/lib/api.ts';
import { labelled, quantile, sumOf, total } from './figures.ts';
import { judgeMinute, type MinuteFigures, type Verdict } from './served-verdict.ts';
import { useHistory } from './use-history.ts';

const MINUTE = 60_000;
const STEP = 10_000;

export interface Served {
  /** Null: that is being asked for. */
  verdict: Verdict | null;
  figures: MinuteFigures;
  /** End of the minute. */
  at: number;
  /** Whether the history could not be read. */
  hasFailed: boolean;
  /** Whose figures they are where the history has none: of the instance that answered. */
  own: OwnFigures | null;
}

/**
 * The last minute, of all instances by their history; where it has nothing to say, of the instance
 * that answers, by its own memory.
 */
export function useServed(now: number): Served {
  const at = Math.floor(now / STEP) * STEP;
  const window = { from: at - MINUTE, to: at };
  const requests = useHistory(
    { metric: 'duetide_http_requests_total', by: ['status'], points: 1 },
    window,
    false,
  );
  const durations = useHistory(
    { metric: 'duetide_http_request_duration_seconds', points: 1 },
    window,
    false,
  );
  const hasFailed = Boolean(requests.error);
  const figures = readMinute(requests.data?.series, durations.data?.series);
  const isWaiting = requests.data === undefined && !hasFailed;
  const isUnknown = hasFailed || (!isWaiting && figures.requests === null);
  const own = useQuery({
    queryKey: ['operator', 'instances', 'own', at],
    queryFn: ({ signal }) => api('GET operator/instances/own', { signal }),
    enabled: isUnknown,
    placeholderData: keepPreviousData,
    gcTime: MINUTE,
  });

  if (isWaiting || (isUnknown && own.isPending)) {
    return { verdict: null, figures, at, hasFailed, own: null };
  }
  if (!isUnknown) return { verdict: judgeMinute(figures), figures, at, hasFailed, own: null };
  if (!own.data) return { verdict: 'unknown', figures, at, hasFailed, own: null };
  return {
    verdict: judgeMinute(own.data.lastMinute),
    figures: own.data.lastMinute,
    at: Date.parse(own.data.at),
    hasFailed,
    own: own.data,
  };
}

function readMinute(
  requests: readonly HistorySeries[] | undefined,
  durations: readonly HistorySeries[] | undefined,
): MinuteFigures {
  const all = requests && total(requests, 1);
  return {
    requests: all?.[0] ?? null,
    errors: sumOf(total(labelled(requests ?? [], { status: '5xx' }), 1)),
    p95: durations ? (quantile(durations, 'p95', 1)[0] ?? null) : null,
  };
}
