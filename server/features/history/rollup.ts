import {
  addFacts,
  createSketch,
  factsOfSketch,
  type Sketch,
  type SketchFacts,
} from '#server/observability/metrics/sketch.ts';
import { keptMetric } from './kept-metrics.ts';

/** Least, most and last. */
export type GaugeFacts = readonly [min: number, max: number, last: number];
export type SummaryFacts = readonly [count: number, sum: number];

/** What one step saw, by series: the metric's name and the values of its labels, with tabs between. */
export interface Rollup {
  counters: Record<string, number>;
  gauges: Record<string, GaugeFacts>;
  summaries: Record<string, SummaryFacts>;
  sketches: Record<string, SketchFacts>;
}

export function seriesKey(metric: string, values: readonly string[]): string {
  return [metric, ...values].join('\t');
}

export function readSeriesKey(key: string): { metric: string; values: string[] } {
  const [metric = '', ...values] = key.split('\t');
  return { metric, values };
}

/** Adds up rollups: what instances saw in the same step, and one step after another. */
export interface RollupSum {
  /** What all instances saw in one step. Steps come in their order. */
  addStep(rollups: readonly Rollup[]): void;
  rollup(): Rollup;
}

export function createRollupSum(): RollupSum {
  const counters: Rollup['counters'] = {};
  const summaries: Rollup['summaries'] = {};
  const gauges: Rollup['gauges'] = {};
  const sketches = new Map<string, Sketch>();

  return {
    addStep(rollups) {
      const now: Rollup['gauges'] = {};
      for (const each of rollups) {
        for (const key in each.counters) {
          counters[key] = (counters[key] ?? 0) + (each.counters[key] as number);
        }
        for (const key in each.summaries) {
          const [count, sum] = each.summaries[key] as SummaryFacts;
          const [countBefore, sumBefore] = summaries[key] ?? [0, 0];
          summaries[key] = [countBefore + count, sumBefore + sum];
        }
        for (const key in each.gauges) {
          now[key] = acrossInstances(key, now[key], each.gauges[key] as GaugeFacts);
        }
        for (const key in each.sketches) {
          let sketch = sketches.get(key);
          if (!sketch) {
            sketch = createSketch();
            sketches.set(key, sketch);
          }
          addFacts(sketch, each.sketches[key] as SketchFacts);
        }
      }
      for (const key in now) gauges[key] = overTime(gauges[key], now[key] as GaugeFacts);
    },
    rollup: () => ({
      counters,
      summaries,
      gauges,
      sketches: Object.fromEntries([...sketches].map(([key, each]) => [key, factsOfSketch(each)])),
    }),
  };
}

function acrossInstances(key: string, one: GaugeFacts | undefined, other: GaugeFacts): GaugeFacts {
  if (!one) return other;
  const addsUp = keptMetric(readSeriesKey(key).metric)?.across === 'sum';
  if (addsUp) return [one[0] + other[0], one[1] + other[1], one[2] + other[2]];
  return [Math.min(one[0], other[0]), Math.max(one[1], other[1]), Math.max(one[2], other[2])];
}

function overTime(earlier: GaugeFacts | undefined, later: GaugeFacts): GaugeFacts {
  if (!earlier) return later;
  return [Math.min(earlier[0], later[0]), Math.max(earlier[1], later[1]), later[2]];
}
