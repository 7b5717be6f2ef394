import { expect, it } from 'vitest';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { reply } from './cache.contract.ts';
import { showCacheRoom } from './cache-room.ts';
import { createGraceCache } from './grace-cache.ts';
import { createMemoryCache } from './memory-cache.ts';

it('tells of each tier how much it holds, and what made room', async () => {
  const metrics = createMetrics();
  const memory = createMemoryCache({ maxBytes: 10_000, maxRepliesPerHousehold: 3 });
  const clock = createSetClock('2026-11-20T12:00:00.000Z');
  const grace = createGraceCache(memory, { clock, maxBytes: 5_000 });
  showCacheRoom({ memory: memory.room, grace: grace.room }, metrics);
  const read = (tier: string) => {
    const { series } = readPrometheusText(writeExposition(metrics.families()));
    const bytes = (kind: string) =>
      series.get(`duetide_cache_bytes{tier="${tier}",kind="${kind}"}`);
    return {
      used: bytes('used'),
      limit: bytes('limit'),
      entries: series.get(`duetide_cache_entries{tier="${tier}"}`),
      evictions: series.get(`duetide_cache_evictions_total{tier="${tier}"}`),
    };
  };
  const none = { used: 0, entries: 0, evictions: 0 };
  expect(read('memory')).toEqual({ ...none, limit: 10_000 });
  expect(read('grace')).toEqual({ ...none, limit: 5_000 });

  const ask = (household: string, key: string) =>
    grace.getOrCompute(household, key, async () => reply('x'.repeat(1_000)));
  await ask('a', '/1');
  expect(read('memory').used).toBeGreaterThan(1_000);
  expect([read('memory').entries, read('grace').entries]).toEqual([1, 1]);
  for (const key of ['/2', '/3', '/4']) await ask('a', key);
  // One more than a household may have, and more than the smaller tier has room for.
  expect(read('memory')).toMatchObject({ entries: 3, evictions: 1 });
  expect(read('grace')).toMatchObject({ entries: 3, evictions: 1 });
  for (const household of ['b', 'c', 'd'])
    for (const key of ['/1', '/2']) await ask(household, key);
  const { entries = 0, evictions = 0, used = 0 } = read('memory');
  expect(entries + evictions).toBe(10);
  expect(used).toBeLessThanOrEqual(10_000);

  // What is no longer true is dropped, which takes nothing from anybody.
  const before = read('memory').evictions;
  await memory.invalidate('d');
  await memory.close();
  await grace.close();
  expect(read('memory')).toMatchObject({ entries: 0, used: 0, evictions: before });
});
