import { expect, it } from 'vitest';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { createSetValues } from '#tests/support/set-values.ts';
import { measureValues } from './measured-values.ts';

it('counts calls to Redis and those that failed, and hands on what they answer', async () => {
  const metrics = createMetrics();
  const inner = createSetValues();
  const values = measureValues(inner, metrics);
  const read = () => readPrometheusText(writeExposition(metrics.families())).series;
  expect([...read().values()].every((value) => value === 0)).toBe(true);
  await values.putMany([{ key: 'a', value: 'one', timeToLive: 1_000 }]);
  expect(String(await values.getMany(['a']))).toBe('one');
  const entry = { key: 'a', value: 'two', timeToLive: 1_000 };
  expect(String(await values.putIfAbsent(entry))).toBe('one');
  expect(await values.increment('n', 1_000)).toMatchObject({ count: 1 });
  inner.isAway = true;
  await expect(values.getMany(['a'])).rejects.toThrow();
  inner.isAway = false;
  const of = (operation: string) => [
    read().get(`duetide_redis_call_duration_seconds_count{operation="${operation}"}`),
    read().get(`duetide_redis_failures_total{operation="${operation}"}`),
  ];
  expect(of('getMany')).toEqual([2, 1]);
  expect(of('putMany')).toEqual([1, 0]);
  for (const other of ['putIfAbsent', 'increment']) expect(of(other)).toEqual([1, 0]);
});
