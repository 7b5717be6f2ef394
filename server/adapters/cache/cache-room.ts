import type { Metrics } from '#server/observability/metrics/metric-registry.ts';

/** How much of its room a tier of the cache uses. */
export interface CacheRoom {
  bytes: number;
  limitBytes: number;
  entries: number;
  /** What made room for something else, since the start. */
  evictions: number;
}

/** Shows how full each tier in this process is, by its name. */
export function showCacheRoom(
  tiers: Readonly<Record<string, () => CacheRoom>>,
  metrics: Metrics,
): void {
  const all = () => Object.entries(tiers).map(([tier, room]) => ({ tier, ...room() }));
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_cache_bytes',
      help: 'Memory that kept answers take, and may take.',
      labels: ['tier', 'kind'],
    },
    function* () {
      for (const { tier, bytes, limitBytes } of all()) {
        yield { labels: { tier, kind: 'used' }, value: bytes };
        yield { labels: { tier, kind: 'limit' }, value: limitBytes };
      }
    },
  );
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_cache_entries',
      help: 'Answers that are kept.',
      labels: ['tier'],
    },
    function* () {
      for (const { tier, entries } of all()) yield { labels: { tier }, value: entries };
    },
  );
  metrics.read(
    {
      type: 'counter',
      name: 'duetide_cache_evictions_total',
      help: 'Answers that made room for others, though they were still true.',
      labels: ['tier'],
    },
    function* () {
      for (const { tier, evictions } of all()) yield { labels: { tier }, value: evictions };
    },
  );
}
