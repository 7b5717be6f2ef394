import { LRUCache } from 'lru-cache';
import type { CacheHolding } from '#server/observability/metrics/cache-use.ts';
import type { CachedReply, ReplyCache } from './cache.ts';
import type { CacheRoom } from './cache-room.ts';

export interface MemoryCacheOptions {
  /** Memory for bodies and their keys: what was used longest ago makes room. */
  maxBytes: number;
  /** So that nobody pushes the others out by asking for ever new addresses. */
  maxRepliesPerHousehold?: number;
  maxHouseholds?: number;
}

/** Answers at once. */
export interface MemoryCache extends ReplyCache {
  peek(householdId: string, key: string): CachedReply | undefined;
  room(): CacheRoom;
}

/** What one invalidation ends. `id` is never used twice, not even by another household. */
interface Generation {
  readonly id: number;
  /** Where its replies lie, oldest first; some may have made room already. */
  readonly places: string[];
}

interface Kept {
  readonly reply: CachedReply;
  readonly bytes: number;
  readonly holding: CacheHolding | undefined;
}

/** What an entry costs besides: objects, map slots, list links. */
const ENTRY_OVERHEAD = 400;

/**
 * Answers in this process. Each household has a generation and its replies are kept under that;
 * invalidating starts a new one, after which nothing leads to the old replies, including those
 * that are still being computed.
 */
export function createMemoryCache({
  maxBytes,
  maxRepliesPerHousehold = 256,
  maxHouseholds = 50_000,
}: MemoryCacheOptions): MemoryCache {
  let evictions = 0;
  const replies = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => bytes,
    onInsert({ bytes, holding }) {
      if (!holding) return;
      holding.entries += 1;
      holding.bytes += bytes;
    },
    dispose({ bytes, holding }, _place, reason) {
      if (holding) {
        holding.entries -= 1;
        holding.bytes -= bytes;
      }
      if (reason === 'evict') countEviction(holding);
    },
  });
  function countEviction(holding: CacheHolding | undefined): void {
    evictions += 1;
    if (holding) holding.evictions += 1;
  }
  const generations = new LRUCache<string, Generation>({
    max: maxHouseholds,
    dispose: ({ places }) => {
      for (const place of places) replies.delete(place);
    },
  });
  const underway = new Map<string, Promise<CachedReply>>();
  let newest = 0;

  function startGeneration(householdId: string): Generation {
    newest += 1;
    const generation = { id: newest, places: [] };
    generations.set(householdId, generation);
    return generation;
  }

  function generationOf(householdId: string): Generation {
    return generations.get(householdId) ?? startGeneration(householdId);
  }

  function keep(
    householdId: string,
    generation: Generation,
    place: string,
    reply: CachedReply,
    holding: CacheHolding | undefined,
  ): void {
    if (generations.peek(householdId) !== generation) return;
    if (generation.places.length >= maxRepliesPerHousehold) {
      const oldest = generation.places.shift() ?? '';
      const kept = replies.peek(oldest);
      if (replies.delete(oldest)) countEviction(kept?.holding);
    }
    generation.places.push(place);
    const bytes = reply.body.length + 2 * (reply.etag.length + place.length) + ENTRY_OVERHEAD;
    replies.set(place, { reply, bytes, holding });
  }

  return {
    peek: (householdId, key) => replies.get(placeOf(generationOf(householdId), key))?.reply,
    getOrCompute(householdId, key, compute, holding) {
      const generation = generationOf(householdId);
      const place = placeOf(generation, key);
      const kept = replies.get(place);
      if (kept) return Promise.resolve(kept.reply);
      const present = underway.get(place);
      if (present) return present;
      const computation = Promise.try(compute)
        .then((reply) => {
          keep(householdId, generation, place, reply, holding);
          return reply;
        })
        .finally(() => underway.delete(place));
      underway.set(place, computation);
      return computation;
    },
    async invalidate(householdId) {
      startGeneration(householdId);
    },
    room: () => ({
      bytes: replies.calculatedSize,
      limitBytes: maxBytes,
      entries: replies.size,
      evictions,
    }),
    async close() {
      generations.clear();
      replies.clear();
    },
  };
}

function placeOf(generation: Generation, key: string): string {
  return `${generation.id} ${key}`;
}
