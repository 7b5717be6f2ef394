import { LRUCache } from 'lru-cache';
import type { SharedValues } from '#server/shared-state/shared-values.ts';

type Answer = (error: Error | null, result: { current: number; ttl: number }) => void;

/** What @fastify/rate-limit makes with `new` and counts with. */
export interface RateStore {
  incr(key: string, answer: Answer, timeWindow: number): void;
  /** For the routes of one group, which are counted apart from the others. */
  child(options: { groupId?: string }): RateStore;
}

const CLIENTS = 50_000;

/**
 * Counts what a client asks of all processes together; while what they share is away, what it
 * asks of this one. A limit that fails open would be none on the day somebody needs it.
 */
export function createSharedRateStore(values: SharedValues): RateStore {
  const own = new LRUCache<string, { current: number }>({ max: CLIENTS, ttl: 1 });

  function countHere(key: string, timeWindow: number): { current: number; ttl: number } {
    const counted = own.get(key) ?? { current: 0 };
    if (counted.current === 0) own.set(key, counted, { ttl: timeWindow });
    counted.current += 1;
    return { current: counted.current, ttl: own.getRemainingTTL(key) };
  }

  function storeOf(group: string): RateStore {
    return {
      incr(client, answer, timeWindow) {
        const key = `rate:${group}:${client}`;
        values.increment(key, timeWindow).then(
          ({ count, timeToLive }) => answer(null, { current: count, ttl: timeToLive }),
          () => answer(null, countHere(key, timeWindow)),
        );
      },
      child: ({ groupId = '' }) => storeOf(groupId),
    };
  }
  return storeOf('');
}
