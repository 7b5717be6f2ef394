import type { CachedReply, ReplyCache } from './cache.ts';

/** How often an answer was asked for, by what it took. They add up to all that were asked for. */
export interface CacheCounts {
  /** Answers that were there, in whichever tier, or that another request was computing already. */
  readonly hits: number;
  /** Answers that this request had to compute, or failed to. */
  readonly misses: number;
  /** Older answers given because the source is away. */
  readonly stale: number;
}

export interface CountedCache extends ReplyCache {
  counts(): CacheCounts;
}

/** Counts once for each answer: a `peek` that finds nothing is followed by `getOrCompute`. */
export function createCountedCache(cache: ReplyCache): CountedCache {
  const counts = { hits: 0, misses: 0, stale: 0 };

  function countFound(found: CachedReply | undefined): CachedReply | undefined {
    if (found) counts.hits += 1;
    return found;
  }

  return {
    counts: () => ({ ...counts }),
    peek(householdId, key) {
      const found = cache.peek(householdId, key);
      return found instanceof Promise ? found.then(countFound) : countFound(found);
    },
    async getOrCompute(householdId, key, compute) {
      let outcome: keyof typeof counts = 'hits';
      try {
        const reply = await cache.getOrCompute(householdId, key, () => {
          outcome = 'misses';
          return compute();
        });
        if (reply.staleFor !== undefined) outcome = 'stale';
        return reply;
      } finally {
        counts[outcome] += 1;
      }
    },
    invalidate: cache.invalidate,
    close: cache.close,
  };
}
