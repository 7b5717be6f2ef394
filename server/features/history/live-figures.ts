import { instantOf } from '#server/clock.ts';
import type { LiveRollup } from '#shared/schemas/history-schemas.ts';
import { FINEST } from './history-levels.ts';
import type { HistoryReader } from './history-reader.ts';

const REQUESTS = 'duetide_http_requests_total';
const DURATION = 'duetide_http_request_duration_seconds';
const CACHE = 'duetide_cache_requests_total';
const HEAP = 'nodejs_heap_bytes';

/** What the overview shows of ten seconds, of all instances. */
export async function liveFigures(reader: HistoryReader, at: number): Promise<LiveRollup> {
  const time = [at, at + FINEST.step] as const;
  const sum = (name: string, match = {}) => reader.sum(name, match, ...time);
  const quantile = (name: string, q: number) => reader.quantile(name, {}, q, ...time);
  const used = await reader.newest(HEAP, { kind: 'used' }, at);
  const limits = new Map(
    (await reader.newest(HEAP, { kind: 'limit' }, at)).map((each) => [each.instanceId, each.value]),
  );
  const shares = used.map(({ instanceId, value }) => value / (limits.get(instanceId) ?? value));
  return {
    at: instantOf(at),
    step: FINEST.step / 1_000,
    requests: await sum(REQUESTS),
    errors: await sum(REQUESTS, { status: '5xx' }),
    p50: await quantile(DURATION, 0.5),
    p95: await quantile(DURATION, 0.95),
    p99: await quantile(DURATION, 0.99),
    cacheRequests: await sum(CACHE),
    cacheHits: await sum(CACHE, { outcome: 'hit' }),
    rejected: await sum('duetide_rate_limit_rejections_total'),
    eventLoopP99: await quantile('duetide_event_loop_delay_seconds', 0.99),
    heapUsed: shares.length > 0 ? Math.max(...shares) : null,
    instances: used.length,
  };
}
