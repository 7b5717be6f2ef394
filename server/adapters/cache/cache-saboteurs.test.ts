import { expect, it } from 'vitest';
import { cacheCases, keepingCases } from './cache.contract.ts';
import type { CachedReply, ReplyCache } from './cache.ts';

/** A plain cache over one map, with a fault planted: the contract has to notice each of them. */
interface Faults {
  placeOf?: (householdId: string, key: string) => string;
  invalidate?: (kept: Map<string, CachedReply>, householdId: string) => void;
  keepsStale?: boolean;
  joinsStale?: boolean;
  keepsFailure?: boolean;
  computesForEach?: boolean;
}

const separately = (householdId: string, key: string) => JSON.stringify([householdId, key]);

function openFaulty(faults: Faults): ReplyCache {
  const kept = new Map<string, CachedReply>();
  const underway = new Map<string, Promise<CachedReply>>();
  const placeOf = faults.placeOf ?? separately;
  let generation = 0;
  return {
    peek: (householdId, key) => kept.get(placeOf(householdId, key)),
    async getOrCompute(householdId, key, compute) {
      const place = placeOf(householdId, key);
      const present = kept.get(place) ?? (faults.computesForEach ? undefined : underway.get(place));
      if (present) return present;
      const begun = generation;
      const computation = Promise.try(compute);
      underway.set(place, computation);
      try {
        const value = await computation;
        if (faults.keepsStale || begun === generation) kept.set(place, value);
        return value;
      } finally {
        if (!faults.keepsFailure && underway.get(place) === computation) underway.delete(place);
      }
    },
    async invalidate(householdId) {
      generation += 1;
      if (!faults.joinsStale) underway.clear();
      const forget = faults.invalidate ?? forgetHousehold;
      forget(kept, householdId);
    },
    close: async () => {},
  };
}

function forgetHousehold(kept: Map<string, CachedReply>, householdId: string): void {
  for (const place of kept.keys()) {
    if (place.startsWith(`[${JSON.stringify(householdId)},`)) kept.delete(place);
  }
}

const cases = [...cacheCases, ...keepingCases];

it.for(cases)('finds nothing wrong with a cache that is right: $title', ({ check }) =>
  check(openFaulty({})),
);

it.for<[string, Faults, string]>([
  ['shares keys between households', { placeOf: (_, key) => key }, 'of another'],
  ['joins household and key', { placeOf: (id, key) => `${id} ${key}` }, 'look alike'],
  ['ignores the key', { placeOf: (id) => separately(id, '') }, 'one key apart'],
  ['does not invalidate', { invalidate: () => {} }, 'forgets every key'],
  [
    'forgets only one key',
    { invalidate: (kept, id) => kept.delete(separately(id, '/list')) },
    'forgets every key',
  ],
  ['forgets everybody', { invalidate: (kept) => kept.clear() }, 'leaves other households alone'],
  ['keeps what an invalidation overtook', { keepsStale: true }, 'begun before an invalidation'],
  ['lets late readers join', { joinsStale: true }, 'join a computation from before'],
  ['keeps a failure', { keepsFailure: true }, 'tries anew'],
  ['computes for each', { computesForEach: true }, 'computes once'],
])('finds the cache that %s', async ([, faults, title]) => {
  const noticing = cases.find((one) => one.title.includes(title));
  await expect(noticing?.check(openFaulty(faults))).rejects.toThrow();
});
