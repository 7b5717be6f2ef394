import { within } from '#server/resilience/time-limit.ts';
import type { WaitingBudgets } from '#server/resilience/waiting-budget.ts';
import { AppError } from '#shared/app-error.ts';
import type { ReplyCache } from './cache.ts';

/**
 * Lets nobody wait longer for an answer than their own request may, whoever computes it: who
 * begins it may have more time left than who joins.
 */
export function createBoundedCache(cache: ReplyCache, budgets: WaitingBudgets): ReplyCache {
  return {
    ...cache,
    async getOrCompute(...asked) {
      const reply = cache.getOrCompute(...asked);
      const budget = budgets.current();
      if (!budget) return reply;
      const stopCounting = budget.begin();
      try {
        return await within(
          budget.left,
          reply,
          () => new AppError('unavailable', { retryAfter: 1 }),
        );
      } finally {
        stopCounting();
      }
    },
  };
}
