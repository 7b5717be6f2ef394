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

/** What is kept under keys of one class in this process, and what becomes of it. */
export interface CacheHolding {
  entries: number;
  bytes: number;
  /** What made room for something else, though it was still true. */
  evictions: number;
  /** Given to the tier of all processes, for so long. */
  observeTimeToLive(seconds: number): void;
}

export interface CacheUse {
  /** For what is kept under keys of one class, such as the answers of a route. */
  of(keyClass: string): CacheTally;
  /** The same class's room, for whoever keeps it. */
  holdingOf(keyClass: string): CacheHolding;
  /** Of all classes. */
  total(): CacheTally;
}

type Label = 'class' | 'outcome';
/** Seconds around a quarter of an hour, for which answers are kept, more or less. */
const TIMES_TO_LIVE = [600, 720, 780, 840, 900, 960, 1_020, 1_080];

export function createCacheUse(metrics: Metrics): CacheUse {
  const tallies = new Map<string, CacheTally>();
  const holdings = new Map<string, CacheHolding>();
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
  const byClass = (figure: 'bytes' | 'evictions' | 'entries') =>
    function* (): Iterable<Reading<'class'>> {
      for (const [keyClass, holding] of holdings) {
        yield { labels: { class: keyClass }, value: holding[figure] };
      }
    };
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_cache_class_bytes',
      help: 'Memory that kept answers of one class take.',
      labels: ['class'],
    },
    byClass('bytes'),
  );
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_cache_class_entries',
      help: 'Answers of one class that are kept.',
      labels: ['class'],
    },
    byClass('entries'),
  );
  metrics.read(
    {
      type: 'counter',
      name: 'duetide_cache_class_evictions_total',
      help: 'Answers of one class that made room for others, though they were still true.',
      labels: ['class'],
    },
    byClass('evictions'),
  );
  const timesToLive = metrics.histogram({
    name: 'duetide_cache_time_to_live_seconds',
    help: 'For how long answers are kept for all processes: spread, so that they do not end at once.',
    labels: ['class'],
    bounds: TIMES_TO_LIVE,
  });
  return {
    holdingOf(keyClass) {
      const known = holdings.get(keyClass);
      if (known) return known;
      const times = timesToLive.of({ class: keyClass });
      const observeTimeToLive = (seconds: number) => times.observe(seconds);
      const holding = { entries: 0, bytes: 0, evictions: 0, observeTimeToLive };
      holdings.set(keyClass, holding);
      return holding;
    },
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
