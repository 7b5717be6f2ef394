import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { AppError } from '#shared/app-error.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { measureStore } from './measured-store.ts';
import type { Store } from './store.ts';

let store: Store;
let measured: Store;
let series: () => Map<string, number>;

beforeEach(async () => {
  store = await openMemoryStore();
  onTestFinished(() => store.close());
  const metrics = createMetrics();
  measured = measureStore(store, metrics);
  series = () => readPrometheusText(writeExposition(metrics.families())).series;
});

const countOf = (labels: string) => `duetide_database_call_duration_seconds_count{${labels}}`;
const failuresOf = (labels: string) => `duetide_database_failures_total{${labels}}`;

it('has every call of every repository, with zero', () => {
  expect(Object.keys(measured).sort()).toEqual(Object.keys(store).sort());
  for (const [repository, methods] of Object.entries(store)) {
    if (typeof methods === 'function') continue;
    for (const operation of Object.keys(methods)) {
      const labels = `repository="${repository}",operation="${operation}"`;
      expect(series().get(countOf(labels)), labels).toBe(0);
      expect(series().get(failuresOf(labels)), labels).toBe(0);
    }
  }
});

it('counts and times calls, and hands on what they answer', async () => {
  expect(await measured.users.find('nobody')).toBeNull();
  await measured.users.find('nobody');
  await measured.jobs.insertMany(null, []);
  const labels = 'repository="users",operation="find"';
  expect(series().get(countOf(labels))).toBe(2);
  const seconds = series().get(countOf(labels).replace('_count', '_sum')) ?? 0;
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(1);
  expect(series().get('duetide_database_duration_seconds_count{kind="read"}')).toBe(2);
  expect(series().get('duetide_database_duration_seconds_count{kind="write"}')).toBe(1);
});

it('tells what the database did not answer from what it refused', async () => {
  const errors = [new AppError('conflict'), new AppError('unavailable'), new TypeError('a bug')];
  const metrics = createMetrics();
  const left = [...errors];
  const failing = { ...store.users, find: () => Promise.reject(left.shift()) };
  const { users } = measureStore({ ...store, users: failing }, metrics);
  for (const error of errors) await expect(users.find('nobody')).rejects.toBe(error);
  const read = readPrometheusText(writeExposition(metrics.families())).series;
  const labels = 'repository="users",operation="find"';
  expect([read.get(countOf(labels)), read.get(failuresOf(labels))]).toEqual([3, 2]);
});
