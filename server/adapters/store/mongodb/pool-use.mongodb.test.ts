import { expect, it, onTestFinished } from 'vitest';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { newDatabaseUri, openMongodbTestStore } from '#tests/support/mongodb-test-store.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { showPoolUse } from './pool-use.ts';

const MOST = 3;

it('tells how many connections work, rest, and are waited for', async () => {
  const uri = newDatabaseUri();
  const store = await openMongodbTestStore({ uri, maxPoolSize: MOST });
  onTestFinished(() => store.close());
  const metrics = createMetrics();
  showPoolUse(store.poolUse, MOST, metrics);
  const read = (name: string) =>
    readPrometheusText(writeExposition(metrics.families())).series.get(name);
  const connections = (state: string) =>
    read(`duetide_database_pool_connections{state="${state}"}`);

  expect(connections('limit')).toBe(MOST);
  expect(connections('in-use')).toBe(0);
  expect(connections('idle')).toBeGreaterThan(0);
  let busiest = { inUse: 0, waiting: 0 };
  const watch = () => {
    const { inUse, waiting } = store.poolUse;
    busiest = {
      inUse: Math.max(busiest.inUse, inUse),
      waiting: Math.max(busiest.waiting, waiting),
    };
  };
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const call = store.ping();
      await new Promise(setImmediate);
      watch();
      await call;
    }),
  );
  expect(busiest.inUse).toBeGreaterThan(0);
  expect(busiest.inUse).toBeLessThanOrEqual(MOST);
  expect(busiest.waiting).toBeGreaterThan(0);
  expect([connections('in-use'), read('duetide_database_pool_waiting')]).toEqual([0, 0]);
  expect(connections('idle')).toBeLessThanOrEqual(MOST);
  expect(read('duetide_database_pool_failures_total')).toBe(0);

  await store.reconnect(uri);
  await store.ping();
  expect(connections('in-use')).toBe(0);
  expect(connections('idle')).toBeGreaterThan(0);
  expect(connections('idle')).toBeLessThanOrEqual(MOST);
});
