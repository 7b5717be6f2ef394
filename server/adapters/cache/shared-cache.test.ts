import { beforeEach, expect, it } from 'vitest';
import { createEpochs } from '#server/shared-state/epochs.ts';
import type { SharedEntry } from '#server/shared-state/shared-values.ts';
import { createSetValues, type SetValues } from '#tests/support/set-values.ts';
import { cacheCases, keepingCases, reply } from './cache.contract.ts';
import type { ReplyCache } from './cache.ts';
import { createMemoryCache } from './memory-cache.ts';
import { createSharedCache } from './shared-cache.ts';

let values: SetValues;
/** What every write to the shared values waits for. */
let gate: Promise<void>;
let written: SharedEntry[];
let cache: ReplyCache;

beforeEach(() => {
  values = createSetValues();
  gate = Promise.resolve();
  written = [];
  const gated = {
    ...values,
    async putMany(entries: readonly SharedEntry[]) {
      await gate;
      written.push(...entries);
      await values.putMany(entries);
    },
  };
  cache = createSharedCache({
    near: createMemoryCache({ maxBytes: 100_000 }),
    values: gated,
    epochs: createEpochs({ values: gated, newEpoch: () => crypto.randomUUID() }),
    random: Math.random,
  });
});

it.for([...cacheCases, ...keepingCases])('$title', ({ check }) => check(cache));

it.for(cacheCases)('while nobody can tell what others wrote: $title', async ({ check }) => {
  values.isAway = true;
  await check(cache);
});

it('acknowledges no write before every process can know of it', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  let isAcknowledged = false;
  const invalidating = cache.invalidate('a').then(() => {
    isAcknowledged = true;
  });
  await new Promise(setImmediate);
  expect(isAcknowledged).toBe(false);
  resolve();
  await invalidating;
  expect(isAcknowledged).toBe(true);
});

it('lets nobody wait until an answer is shared', async () => {
  gate = new Promise(() => {});
  expect(await cache.getOrCompute('a', '/list', async () => reply('one'))).toEqual(reply('one'));
});

it('row 12: lets all who ask while it is away share a computation begun after they asked', async () => {
  values.isAway = true;
  let computations = 0;
  const ask = () =>
    cache.getOrCompute('a', '/list', async () => {
      computations += 1;
      await new Promise(setImmediate);
      return reply('one');
    });
  await Promise.all(Array.from({ length: 1_000 }, ask));
  expect(computations).toBe(2);
});

it('ends what was kept together at different times', async () => {
  for (let at = 0; at < 20; at += 1) {
    await cache.getOrCompute('a', `/${at}`, async () => reply('x'));
  }
  await expect.poll(() => written.filter(({ key }) => key.startsWith('reply:')).length).toBe(20);
  const lives = written.filter(({ key }) => key.startsWith('reply:')).map((e) => e.timeToLive);
  expect(new Set(lives).size).toBe(20);
  expect(Math.max(...lives) / Math.min(...lives)).toBeLessThanOrEqual(1.5);
});
