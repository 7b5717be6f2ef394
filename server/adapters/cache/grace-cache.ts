import { LRUCache } from 'lru-cache';
import type { Clock } from '#server/clock.ts';
import { AppError } from '#shared/app-error.ts';
import type { CachedReply, ReplyCache } from './cache.ts';
import type { CacheRoom } from './cache-room.ts';

export interface GraceCacheOptions {
  clock: Clock;
  /** Memory for the newest answers, which often lie in the cache below as well. */
  maxBytes: number;
  /** Milliseconds for which an answer may be given after it was last known to be true. */
  graceFor?: number;
}

export interface GraceCache extends ReplyCache {
  /** Of what it remembers itself. */
  room(): CacheRoom;
}

interface Remembered {
  readonly reply: CachedReply;
  trueAt: number;
}

const HOUR = 3_600_000;
const ENTRY_OVERHEAD = 400;

/**
 * Lets a cache answer while what it computes from is away: with the newest answer of the last
 * while, marked as stale. What the source itself refuses is not covered up.
 */
export function createGraceCache(cache: ReplyCache, options: GraceCacheOptions): GraceCache {
  const { clock, maxBytes, graceFor = HOUR } = options;
  let evictions = 0;
  const newest = new LRUCache<string, Remembered>({
    maxSize: maxBytes,
    dispose: (_remembered, _place, reason) => {
      if (reason === 'evict') evictions += 1;
    },
    sizeCalculation: ({ reply }, place) =>
      reply.body.length + 2 * (reply.etag.length + place.length) + ENTRY_OVERHEAD,
  });

  function remember(place: string, reply: CachedReply): void {
    const present = newest.get(place);
    if (present?.reply === reply) present.trueAt = clock.now();
    else newest.set(place, { reply, trueAt: clock.now() });
  }

  function instead(place: string, error: unknown): CachedReply {
    const isAway = error instanceof AppError && error.code === 'unavailable';
    const remembered = isAway ? newest.get(place) : undefined;
    const age = remembered ? clock.now() - remembered.trueAt : 0;
    if (!remembered || age > graceFor) throw error;
    return { ...remembered.reply, staleFor: Math.ceil(age / 1_000) };
  }

  return {
    peek(householdId, key) {
      const place = placeOf(householdId, key);
      const found = cache.peek(householdId, key);
      if (!(found instanceof Promise)) {
        if (found) remember(place, found);
        return found;
      }
      return found.then((reply) => {
        if (reply) remember(place, reply);
        return reply;
      });
    },
    async getOrCompute(householdId, key, compute, holding) {
      const place = placeOf(householdId, key);
      try {
        const reply = await cache.getOrCompute(householdId, key, compute, holding);
        remember(place, reply);
        return reply;
      } catch (error) {
        return instead(place, error);
      }
    },
    invalidate: cache.invalidate,
    room: () => ({
      bytes: newest.calculatedSize,
      limitBytes: maxBytes,
      entries: newest.size,
      evictions,
    }),
    async close() {
      newest.clear();
      await cache.close();
    },
  };
}

/** With its length before it, no household's id can pass for another's and part of a key. */
function placeOf(householdId: string, key: string): string {
  return `${householdId.length} ${householdId}${key}`;
}
