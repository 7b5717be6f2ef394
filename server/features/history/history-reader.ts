import type { Clock } from '#server/clock.ts';
import {
  addFacts,
  createSketch,
  quantileOf,
  type Sketch,
} from '#server/observability/metrics/sketch.ts';
import { FINEST, floorTo } from './history-levels.ts';
import { type KeptMetric, keptMetric } from './kept-metrics.ts';
import type { Rollup } from './rollup.ts';
import { chooseView, createSeriesFilter, type Match, type SeriesFilter } from './series-filter.ts';
import { chooseStep } from './step-choice.ts';
import type { StepReader, StepRollups } from './step-reader.ts';

/**
 * Questions about a time, over all instances. Instants are milliseconds since 1970; whole steps are
 * read, of ten seconds where the time is short: those that begin in it.
 * What is not kept, or not with these labels, is a TypeError: it is a mistake of whoever asks.
 */
export interface HistoryReader {
  /** How much a counter grew. */
  sum(metric: string, match: Match, from: number, to: number): Promise<number>;
  /** How many a histogram or summary observed. */
  count(metric: string, match: Match, from: number, to: number): Promise<number>;
  /** Of a histogram; null where nothing was observed. */
  quantile(
    metric: string,
    match: Match,
    quantile: number,
    from: number,
    to: number,
  ): Promise<number | null>;
  /** The last value of a gauge in each instance that told one since an instant. */
  newest(metric: string, match: Match, since: number): Promise<readonly NewestValue[]>;
}

export interface NewestValue {
  instanceId: string;
  /** Begin of the ten seconds that it was told in. */
  at: number;
  value: number;
}

export function createHistoryReader(deps: { steps: StepReader; clock: Clock }): HistoryReader {
  const { steps, clock } = deps;

  async function each(
    name: string,
    match: Match,
    [from, to]: readonly [number, number],
    visit: (step: StepRollups, filter: SeriesFilter) => void,
    isFinest = false,
  ): Promise<void> {
    const metric = wanted(name);
    const choice = chooseView(metric, Object.keys(match));
    if (!choice) throw new TypeError(`${name} is not kept by ${Object.keys(match).join(', ')}`);
    const filter = createSeriesFilter(metric, choice, match);
    const plan = isFinest
      ? { level: FINEST, from: floorTo(FINEST.step, from) }
      : chooseStep(choice.view, { from, to, now: clock.now() });
    for await (const step of steps.read(plan.level, choice.view, plan.from, to)) {
      visit(step, filter);
    }
  }

  async function total(
    name: string,
    match: Match,
    time: readonly [number, number],
    valuesOf: (rollup: Rollup) => [string, number][],
  ): Promise<number> {
    let sum = 0;
    await each(name, match, time, ({ rollups }, filter) => {
      for (const [key, value] of rollups.flatMap(valuesOf)) if (filter(key)) sum += value;
    });
    return sum;
  }

  return {
    sum: (name, match, from, to) =>
      total(name, match, [from, to], ({ counters }) => Object.entries(counters)),

    count: (name, match, from, to) =>
      total(name, match, [from, to], ({ summaries, sketches }) => [
        ...Object.entries(summaries).map(([key, [count]]): [string, number] => [key, count]),
        ...Object.entries(sketches).map(([key, { count }]): [string, number] => [key, count]),
      ]),

    async quantile(name, match, quantile, from, to) {
      const sketch: Sketch = createSketch();
      await each(name, match, [from, to], ({ rollups }, filter) => {
        for (const { sketches } of rollups) {
          for (const [key, facts] of Object.entries(sketches)) {
            if (filter(key)) addFacts(sketch, facts);
          }
        }
      });
      return quantileOf(sketch, quantile);
    },

    async newest(name, match, since) {
      const found = new Map<string, NewestValue>();
      const addsUp = wanted(name).across === 'sum';
      // To the end of what is there, as the clock of another instance may be ahead.
      const until = clock.now() + FINEST.step * 6;
      await each(
        name,
        match,
        [since, until],
        ({ at, rollups }, filter) => {
          for (const { instanceId, gauges } of rollups) {
            const values = Object.entries(gauges).flatMap(([key, [, , last]]) =>
              filter(key) ? [last] : [],
            );
            if (values.length === 0) continue;
            const value = addsUp ? values.reduce((sum, one) => sum + one, 0) : Math.max(...values);
            found.set(instanceId, { instanceId, at, value });
          }
        },
        true,
      );
      return [...found.values()];
    },
  };
}

/** @throws TypeError */
function wanted(name: string): KeptMetric {
  const metric = keptMetric(name);
  if (!metric) throw new TypeError(`${name} is not among the metrics of which a history is kept`);
  return metric;
}
