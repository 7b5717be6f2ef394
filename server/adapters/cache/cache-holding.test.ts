import { expect, it } from 'vitest';
import { createCacheUse } from '#server/observability/metrics/cache-use.ts';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { createEpochs } from '#server/shared-state/epochs.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createSetValues } from '#tests/support/set-values.ts';
import { reply } from './cache.contract.ts';
import type { ReplyCache } from './cache.ts';
import { createCountedCache } from './counted-cache.ts';
import { createGraceCache } from './grace-cache.ts';
import { createMemoryCache } from './memory-cache.ts';
import { createSharedCache } from './shared-cache.ts';

function createRig(tierOver: (near: ReplyCache) => ReplyCache) {
  const metrics = createMetrics();
  const use = createCacheUse(metrics);
  const near = createMemoryCache({ maxBytes: 10_000, maxRepliesPerHousehold: 3 });
  const clock = createSetClock('2026-11-20T12:00:00.000Z');
  const cache = createGraceCache(tierOver(near), { clock, maxBytes: 5_000 });
  const of = (keyClass: string) =>
    createCountedCache(cache, use.of(keyClass), use.holdingOf(keyClass));
  const [lists, sums] = [of('lists'), of('sums')];
  return {
    cache,
    near,
    ask: (asked: ReplyCache, household: string, key: string) =>
      asked.getOrCompute(household, key, async () => reply('x'.repeat(1_000))),
    lists,
    sums,
    read(metric: string, keyClass: string) {
      const { series } = readPrometheusText(writeExposition(metrics.families()));
      return series.get(`duetide_cache_${metric}{class="${keyClass}"}`);
    },
  };
}

it('tells of each class how much is kept of it, and what of it made room', async () => {
  const { cache, near, ask, lists, sums, read } = createRig((near) => near);
  for (const keyClass of ['lists', 'sums']) {
    for (const figure of ['class_bytes', 'class_entries', 'class_evictions_total']) {
      expect(read(figure, keyClass)).toBe(0);
    }
    expect(read('time_to_live_seconds_count', keyClass)).toBe(0);
  }
  await ask(lists, 'a', '/1');
  await ask(lists, 'a', '/1');
  await ask(sums, 'a', '/2');
  expect([read('class_entries', 'lists'), read('class_entries', 'sums')]).toEqual([1, 1]);
  expect(read('class_bytes', 'lists')).toBeGreaterThan(1_000);
  for (const key of ['/3', '/4']) await ask(sums, 'a', key);
  // One more than a household may have: the oldest is a list.
  expect([read('class_entries', 'lists'), read('class_entries', 'sums')]).toEqual([0, 3]);
  expect(read('class_bytes', 'lists')).toBe(0);
  expect(read('class_evictions_total', 'lists')).toBe(1);
  for (const household of ['b', 'c', 'd', 'e'])
    for (const key of ['/1', '/2', '/3']) await ask(sums, household, key);
  // More than there is room for.
  expect(read('class_evictions_total', 'sums')).toBe(15 - (read('class_entries', 'sums') ?? 0));
  expect(read('class_bytes', 'sums')).toBe(near.room().bytes);

  const before = read('class_evictions_total', 'sums');
  await cache.close();
  expect([read('class_entries', 'sums'), read('class_bytes', 'sums')]).toEqual([0, 0]);
  expect(read('class_evictions_total', 'sums')).toBe(before);
});

it('counts nothing for an answer that is larger than all the room', async () => {
  const { lists, read } = createRig((near) => near);
  await lists.getOrCompute('a', '/1', async () => reply('x'.repeat(20_000)));
  expect([read('class_entries', 'lists'), read('class_bytes', 'lists')]).toEqual([0, 0]);
});

it('tells for how long answers of each class are kept for all processes', async () => {
  const values = createSetValues();
  const epochs = createEpochs({ values, newEpoch: () => crypto.randomUUID() });
  const { ask, lists, sums, read } = createRig((near) =>
    createSharedCache({ near, values, epochs, random: () => 0.5, timeToLive: 800_000 }),
  );
  await ask(lists, 'a', '/1');
  await ask(sums, 'a', '/2');
  await ask(sums, 'b', '/2');
  expect(read('time_to_live_seconds_count', 'lists')).toBe(1);
  expect(read('time_to_live_seconds_sum', 'sums')).toBe(1_600);
});
