import type {
  MetricFamily,
  Metrics,
  Series,
} from '#server/observability/metrics/metric-registry.ts';
import { factsOfSketch } from '#server/observability/metrics/sketch.ts';
import { KEPT_METRICS, type KeptMetric, VIEWS, type ViewName } from './kept-metrics.ts';
import { createRollupSum, type Rollup, type RollupSum, seriesKey } from './rollup.ts';

export interface RollupMakerDeps {
  metrics: Pick<Metrics, 'families'>;
  instanceId: string;
}

/**
 * What this process counted and measured since it was asked last, by view. Counters begin at zero
 * with the process, so that the first event after its start is a rise.
 */
export type MakeRollups = () => Map<ViewName, Rollup>;

export function createRollupMaker({ metrics, instanceId }: RollupMakerDeps): MakeRollups {
  /** What counters and sums stood at. */
  const before = new Map<string, number>();

  function growth(key: string, now: number): number {
    const grown = now - (before.get(key) ?? 0);
    before.set(key, now);
    return grown;
  }

  /** A series as a rollup of its own, without the labels that it has; null: nothing happened. */
  function seen({ name, type }: KeptMetric, series: Series): ((key: string) => Rollup) | null {
    const own = seriesKey(name, Object.values(series.labels));
    if (type === 'gauge') {
      const { value } = series;
      return (key) => ({ ...NONE, gauges: { [key]: [value, value, value] } });
    }
    const count = growth(own, series.value);
    if (type === 'counter') {
      return count > 0 ? (key) => ({ ...NONE, counters: { [key]: count } }) : null;
    }
    const sum = growth(`${own}\tsum`, series.sum ?? 0);
    if (type === 'summary') {
      return count > 0 ? (key) => ({ ...NONE, summaries: { [key]: [count, sum] } }) : null;
    }
    const sketch = series.takeSketch?.();
    if (!sketch) return null;
    const facts = factsOfSketch(sketch);
    return (key) => ({ ...NONE, sketches: { [key]: facts } });
  }

  return () => {
    const families = new Map<string, MetricFamily>();
    for (const family of metrics.families()) families.set(family.name, family);
    // All of them, as a step in which nothing happened is another one than a step without anybody.
    const found = new Map<ViewName, Rollup[]>(VIEWS.map((view) => [view, []]));
    for (const metric of KEPT_METRICS) {
      for (const series of families.get(metric.name)?.series() ?? []) {
        const facts = seen(metric, series);
        if (!facts) continue;
        const labels: Readonly<Record<string, string>> = { ...series.labels, instance: instanceId };
        for (const { view, labels: names } of metric.views) {
          const key = seriesKey(
            metric.name,
            names.map((label) => labels[label] ?? ''),
          );
          found.get(view)?.push(facts(key));
        }
      }
    }
    return new Map([...found].map(([view, rollups]) => [view, added(rollups)]));
  };
}

const NONE: Rollup = { counters: {}, gauges: {}, summaries: {}, sketches: {} };

/** Labels that a view does not have are added up, as if they were several instances. */
function added(rollups: readonly Rollup[]): Rollup {
  const sum: RollupSum = createRollupSum();
  sum.addStep(rollups);
  return sum.rollup();
}
