import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { writeExposition } from './exposition.ts';
import { createMetrics } from './metric-registry.ts';
import { recordRuntime } from './runtime-metrics.ts';

function open() {
  const metrics = createMetrics();
  onTestFinished(recordRuntime({ metrics, version: '1.2.3' }));
  return () => readPrometheusText(writeExposition(metrics.families())).series;
}

it('says which process it is and what it takes', () => {
  const series = open()();
  const { node } = process.versions;
  expect(series.get(`duetide_build_info{version="1.2.3",node="${node}"}`)).toBe(1);
  const begun = series.get('process_start_time_seconds') ?? 0;
  expect(Math.abs(begun - (Date.now() / 1_000 - process.uptime()))).toBeLessThan(5);
  expect(series.get('process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(series.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  const heap = (kind: string) => series.get(`nodejs_heap_bytes{kind="${kind}"}`) ?? 0;
  expect(heap('used')).toBeLessThan(heap('total'));
  expect(heap('total')).toBeLessThan(heap('limit'));
});

it('notices when the process is too busy to answer', async () => {
  const read = open();
  const late = () => {
    const all = read().get('duetide_event_loop_delay_seconds_count') ?? 0;
    return all - (read().get('duetide_event_loop_delay_seconds_bucket{le="0.1"}') ?? 0);
  };
  await eventually('it looks', 2_000, () => {
    return (read().get('duetide_event_loop_delay_seconds_count') ?? 0) > 0;
  });
  const before = late();
  const until = performance.now() + 300;
  while (performance.now() < until);
  await eventually('it is late', 2_000, () => late() > before);
});

it('notices pauses for garbage collection', async () => {
  const read = open();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  await eventually('one is there', 2_000, () => {
    return (read().get('nodejs_gc_duration_seconds_count{kind="major"}') ?? 0) > 0;
  });
});
