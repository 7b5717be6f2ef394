import { expect, it, onTestFinished } from 'vitest';
import { KEPT_METRICS } from '#server/features/history/kept-metrics.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { recordRuntime } from '#server/observability/metrics/runtime-metrics.ts';
import { createSketch } from '#server/observability/metrics/sketch.ts';
import { createTestApp } from '#tests/support/test-app.ts';

/** What is counted and has no history, and why. */
const NOT_KEPT: Record<string, string> = {
  duetide_build_info: 'the table of instances has it',
  duetide_http_responses_total: 'no page shows single statuses over time',
  duetide_errors_left_out_total: 'a sign for whoever looks at a scrape',
  duetide_records_waiting: 'empty but for seconds',
};
const TYPES = { counter: 'counter', gauge: 'gauge', summary: 'summary', sketch: 'histogram' };

it('a history is kept of everything that is counted, as what it is, but for a few', async () => {
  const metrics = createMetrics({ createSketch });
  onTestFinished(recordRuntime({ metrics, version: '1.2.3' }));
  const server = await createTestApp({ parts: { metrics } });
  onTestFinished(() => server.close());
  await server.signUp();
  const families = new Map([...metrics.families()].map((family) => [family.name, family]));
  expect(families.size).toBeGreaterThan(25);
  const kept = new Map(KEPT_METRICS.map((metric) => [metric.name, metric]));
  expect(kept.size).toBe(KEPT_METRICS.length);
  for (const [name, { type, series }] of families) {
    if (Object.hasOwn(NOT_KEPT, name)) {
      expect(kept.has(name), name).toBe(false);
      continue;
    }
    const metric = kept.get(name);
    expect(metric && TYPES[metric.type], name).toBe(type);
    const [first] = series();
    if (!first) continue;
    const labels = new Set([...Object.keys(first.labels), 'instance']);
    const asked = metric?.views.flatMap((view) => view.labels) ?? [];
    expect(
      asked.filter((label) => !labels.has(label)),
      name,
    ).toEqual([]);
  }
});
