import { type Clock, instantOf } from '#server/clock.ts';
import {
  addFacts,
  createSketch,
  quantileOf,
  type SketchFacts,
} from '#server/observability/metrics/sketch.ts';
import type { HistoryAnswer, HistorySeries } from '#shared/schemas/history-schemas.ts';
import { floorTo } from './history-levels.ts';
import type { KeptMetric } from './kept-metrics.ts';
import {
  createRollupSum,
  type Rollup,
  type RollupSum,
  readSeriesKey,
  seriesKey,
} from './rollup.ts';
import {
  createSeriesFilter,
  type Match,
  type SeriesChoice,
  type SeriesFilter,
} from './series-filter.ts';
import { chooseStep } from './step-choice.ts';
import type { StepReader } from './step-reader.ts';

/** The busiest are given where there are more. */
const MOST_SERIES = 200;
const NONE: Rollup = { counters: {}, gauges: {}, summaries: {}, sketches: {} };

export interface HistoryQuestion {
  metric: KeptMetric;
  choice: SeriesChoice;
  match: Match;
  by: readonly string[];
  from: number;
  to: number;
  points: number;
}

/** A metric over time, as a picture or a table needs it. */
export type AskHistory = (question: HistoryQuestion) => Promise<HistoryAnswer>;

export function createHistoryQuery(deps: { steps: StepReader; clock: Clock }): AskHistory {
  return async ({ metric, choice, match, by, from, to, points }) => {
    const plan = chooseStep(choice.view, { from, to, now: deps.clock.now() }, points);
    const filter = createSeriesFilter(metric, choice, match, by);
    const sums = new Map<number, RollupSum>();
    for await (const { at, rollups } of deps.steps.read(plan.level, choice.view, plan.from, to)) {
      const point = floorTo(plan.step, at);
      const sum = sums.get(point) ?? createRollupSum();
      sums.set(point, sum);
      sum.addStep(rollups.flatMap((rollup) => narrowed(rollup, metric, filter)));
    }

    const at: number[] = [];
    for (let point = plan.from; point < to; point += plan.step) at.push(point);
    const found = new Map([...sums].map(([point, sum]) => [point, sum.rollup()]));
    const keys = busiestFirst([...found.values()]);
    // One that nobody saw is zero all along, and shown as that.
    if (by.length === 0 && keys.length === 0) keys.push(seriesKey(metric.name, []));
    return {
      metric: metric.name,
      type: metric.type,
      across: metric.type === 'gauge' ? (metric.across ?? 'max') : 'sum',
      step: plan.step / 1_000,
      at: at.map(instantOf),
      series: keys.slice(0, MOST_SERIES).map((key) => {
        const { values } = readSeriesKey(key);
        return {
          labels: Object.fromEntries(by.map((label, place) => [label, values[place] ?? ''])),
          ...columnsOf(
            metric,
            at.map((point) => found.get(point) ?? null),
            key,
          ),
        };
      }),
      seriesLeftOut: Math.max(0, keys.length - MOST_SERIES),
    };
  };
}

/** Each series that is asked for as a rollup of its own, with only the labels that are asked for. */
function narrowed(rollup: Rollup, { name, type }: KeptMetric, filter: SeriesFilter): Rollup[] {
  const part = PARTS[type];
  const values: Readonly<Record<string, unknown>> = rollup[part];
  const found: Rollup[] = [];
  for (const key in values) {
    const labels = filter(key);
    if (labels) found.push({ ...NONE, [part]: { [seriesKey(name, labels)]: values[key] } });
  }
  return found;
}

const PARTS = {
  counter: 'counters',
  gauge: 'gauges',
  summary: 'summaries',
  sketch: 'sketches',
} as const;

function busiestFirst(rollups: readonly Rollup[]): string[] {
  const totals = new Map<string, number>();
  const add = (key: string, value: number) => totals.set(key, (totals.get(key) ?? 0) + value);
  for (const { counters, gauges, summaries, sketches } of rollups) {
    for (const [key, value] of Object.entries(counters)) add(key, value);
    for (const [key, [, most]] of Object.entries(gauges)) add(key, most);
    for (const [key, [count]] of Object.entries(summaries)) add(key, count);
    for (const [key, { count }] of Object.entries(sketches)) add(key, count);
  }
  const sorted = [...totals].sort(([key, one], [otherKey, other]) =>
    one === other ? (key < otherKey ? -1 : 1) : other - one,
  );
  return sorted.map(([key]) => key);
}

/** Null where nobody recorded; zero where somebody did, and nothing of this happened. */
function columnsOf(
  { type }: KeptMetric,
  points: readonly (Rollup | null)[],
  key: string,
): Omit<HistorySeries, 'labels'> {
  const column = <Value>(value: (rollup: Rollup) => Value) =>
    points.map((rollup) => rollup && value(rollup));
  if (type === 'counter') return { values: column(({ counters }) => counters[key] ?? 0) };
  if (type === 'gauge') {
    return {
      values: column(({ gauges }) => gauges[key]?.[1] ?? null),
      lows: column(({ gauges }) => gauges[key]?.[0] ?? null),
    };
  }
  if (type === 'summary') {
    return {
      values: column(({ summaries }) => summaries[key]?.[0] ?? 0),
      sums: column(({ summaries }) => summaries[key]?.[1] ?? 0),
    };
  }
  const quantiles = column(({ sketches }) => quantilesOf(sketches[key]));
  return {
    values: column(({ sketches }) => sketches[key]?.count ?? 0),
    sums: column(({ sketches }) => sketches[key]?.sum ?? 0),
    quantiles: {
      p50: quantiles.map((each) => each?.p50 ?? null),
      p95: quantiles.map((each) => each?.p95 ?? null),
      p99: quantiles.map((each) => each?.p99 ?? null),
    },
  };
}

function quantilesOf(facts: SketchFacts | undefined) {
  if (!facts) return null;
  const sketch = createSketch();
  addFacts(sketch, facts);
  const at = (quantile: number) => quantileOf(sketch, quantile);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
