import type { Metrics, Reading } from './metric-registry.ts';

/** How often something was asked for, by what it took. They add up to all that was asked for. */
export interface CacheTally {
  /** It was there, in whichever tier, or another request was computing it already. */
  hits: number;
  /** This request had to compute it, or failed to. */
  misses: number;
  /** An older answer was given because the source is away. */
  stale: number;
}

export interface CacheUse {
  /** For what is kept under keys of one class, such as the answers of a route. */
  of(keyClass: string): CacheTally;
  /** Of all classes. */
  total(): CacheTally;
}

type Label = 'class' | 'outcome';

export function createCacheUse(metrics: Metrics): CacheUse {
  const tallies = new Map<string, CacheTally>();
  metrics.read(
    {
      type: 'counter',
      name: 'duetide_cache_requests_total',
      help: 'What was asked of the caches: it was there, it had to be computed, or an older answer was given.',
      labels: ['class', 'outcome'],
    },
    function* (): Iterable<Reading<Label>> {
      for (const [keyClass, { hits, misses, stale }] of tallies) {
        yield { labels: { class: keyClass, outcome: 'hit' }, value: hits };
        yield { labels: { class: keyClass, outcome: 'miss' }, value: misses };
        yield { labels: { class: keyClass, outcome: 'stale' }, value: stale };
      }
    },
  );
  return {
    of(keyClass) {
      const tally = tallies.get(keyClass) ?? { hits: 0, misses: 0, stale: 0 };
      tallies.set(keyClass, tally);
      return tally;
    },
    total() {
      const total = { hits: 0, misses: 0, stale: 0 };
      for (const { hits, misses, stale } of tallies.values()) {
        total.hits += hits;
        total.misses += misses;
        total.stale += stale;
      }
      return total;
    },
  };
}
