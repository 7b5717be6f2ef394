import type { ReplyCache } from './cache.ts';

/** Keeps nothing: every answer is computed. */
export function createNoCache(): ReplyCache {
  return {
    peek: () => undefined,
    getOrCompute: async (_householdId, _key, compute) => compute(),
    invalidate: async () => {},
    close: async () => {},
  };
}
