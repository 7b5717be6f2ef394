import { LRUCache } from 'lru-cache';
import type { CacheHolding } from '#server/observability/metrics/cache-use.ts';
import type { Epochs } from '#server/shared-state/epochs.ts';
import type { SharedValues } from '#server/shared-state/shared-values.ts';
import type { CachedReply, ReplyCache } from './cache.ts';
import { isWorthSharing, packReply, unpackReply } from './stored-reply.ts';
import { createTurnTaking } from './turn-taking.ts';

export interface SharedCacheOptions {
  /** The tier of this process. */
  near: ReplyCache;
  /** The tier of all processes. */
  values: SharedValues;
  epochs: Epochs;
  /** Uniform in [0, 1). */
  random: () => number;
  /** Milliseconds, more or less: what was kept together does not end together. */
  timeToLive?: number;
  maxHouseholds?: number;
}

const QUARTER_OF_AN_HOUR = 15 * 60_000;

/**
 * Answers kept in this process and in one that all processes share. Both tiers keep an answer
 * under the household's epoch, which every reader asks for and every writer renews: an answer from
 * before a write cannot be found after it, in whichever process it lies.
 *
 * While nobody can tell the epoch, other processes may have written: everything is computed.
 */
export function createSharedCache(options: SharedCacheOptions): ReplyCache {
  const { near, values, epochs, random } = options;
  const { timeToLive = QUARTER_OF_AN_HOUR, maxHouseholds = 50_000 } = options;
  const takeTurn = createTurnTaking<CachedReply>();
  const lastSeen = new LRUCache<string, string>({ max: maxHouseholds });

  async function epochOf(householdId: string): Promise<string | null> {
    const epoch = await epochs.current(subjectOf(householdId));
    if (epoch === null) return null;
    const before = lastSeen.get(householdId);
    // Nothing leads to the older ones any more; here their room is given back.
    if (before !== undefined && before !== epoch) await near.invalidate(householdId);
    if (before !== epoch) lastSeen.set(householdId, epoch);
    return epoch;
  }

  async function find(place: string): Promise<CachedReply | null> {
    try {
      const [bytes] = await values.getMany([place]);
      return bytes ? unpackReply(bytes) : null;
    } catch {
      return null;
    }
  }

  async function share(place: string, reply: CachedReply, holding?: CacheHolding): Promise<void> {
    if (!isWorthSharing(reply)) return;
    const jittered = timeToLive * (0.8 + 0.4 * random());
    holding?.observeTimeToLive(jittered / 1_000);
    const entry = { key: place, value: packReply(reply), timeToLive: jittered };
    // Whoever waits for the answer does not wait for this, and the circuit knows of failures.
    await values.putMany([entry]).catch(() => {});
  }

  return {
    async peek(householdId, key) {
      const epoch = await epochOf(householdId);
      return epoch === null ? undefined : near.peek(householdId, `${epoch} ${key}`);
    },

    async getOrCompute(householdId, key, compute, holding) {
      const epoch = await epochOf(householdId);
      if (epoch === null) return takeTurn(JSON.stringify([householdId, key]), compute);
      const computeOrFind = async () => {
        const place = `reply:${JSON.stringify([householdId, epoch, key])}`;
        const shared = await find(place);
        if (shared) return shared;
        const reply = await compute();
        void share(place, reply, holding);
        return reply;
      };
      return near.getOrCompute(householdId, `${epoch} ${key}`, computeOrFind, holding);
    },

    async invalidate(householdId) {
      await near.invalidate(householdId);
      await epochs.renew([subjectOf(householdId)]);
    },

    close: near.close,
  };
}

function subjectOf(householdId: string): string {
  return `household:${householdId}`;
}
