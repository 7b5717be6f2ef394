import type { CacheHolding, CacheTally } from '#server/observability/metrics/cache-use.ts';
import type { CachedReply, ReplyCache } from './cache.ts';

/** Counts once for each answer: a `peek` that finds nothing is followed by `getOrCompute`. */
export function createCountedCache(
  cache: ReplyCache,
  tally: CacheTally,
  holding?: CacheHolding,
): ReplyCache {
  function countFound(found: CachedReply | undefined): CachedReply | undefined {
    if (found) tally.hits += 1;
    return found;
  }

  return {
    peek(householdId, key) {
      const found = cache.peek(householdId, key);
      return found instanceof Promise ? found.then(countFound) : countFound(found);
    },
    async getOrCompute(householdId, key, compute) {
      let outcome: keyof CacheTally = 'hits';
      try {
        const computeCounted = () => {
          outcome = 'misses';
          return compute();
        };
        const reply = await cache.getOrCompute(householdId, key, computeCounted, holding);
        if (reply.staleFor !== undefined) outcome = 'stale';
        return reply;
      } finally {
        tally[outcome] += 1;
      }
    },
    invalidate: cache.invalidate,
    close: cache.close,
  };
}
