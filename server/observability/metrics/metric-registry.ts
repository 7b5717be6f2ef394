import { formatLabels } from './format-labels.ts';
import type { Sketch } from './sketch.ts';

/** What a metric is called and means: `duetide_mails_total`, in the words of an operator. */
export interface MetricDescription<Label extends string> {
  /** Of the base unit, which is at its end: `_seconds`, `_bytes`; counters end in `_total`. */
  name: string;
  help: string;
  /** Names of labels. Each has few values, which nobody outside can make more of. */
  labels?: readonly Label[];
}

export type Labels<Label extends string> = Readonly<Record<Label, string>>;

/** Every metric is there, with zero, from when its `of` was called. */
export interface Family<Label extends string, Cell> {
  /** To be kept by whoever counts often: the way to it costs more than the counting. */
  of(labels: Labels<Label>): Cell;
}

export interface Counter {
  /** @param amount above zero; 1 unless said otherwise */
  add(amount?: number): void;
}

/** Observations in buckets, from which quantiles can be estimated, also over many processes. */
export interface Histogram {
  observe(value: number): void;
}

export interface Reading<Label extends string> {
  labels: Labels<Label>;
  value: number;
}

export interface Sample {
  /** Of the family, with `_bucket`, `_sum` or `_count` where it has parts. */
  name: string;
  /** As it is written: empty, or `{a="b"}`. */
  labels: string;
  value: number;
}

/** One set of labels of a family, as what keeps a history of it reads it. */
export interface Series {
  labels: Readonly<Record<string, string>>;
  /** Of a histogram or summary: how many were observed. */
  value: number;
  /** What was observed, added up; of a histogram or summary. */
  sum?: number;
  /** What was observed since this was called last; null: nothing, or no sketches are made. */
  takeSketch?(): Sketch | null;
}

export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary';

export interface MetricFamily {
  name: string;
  help: string;
  type: MetricType;
  samples(): Iterable<Sample>;
  series(): Iterable<Series>;
}

/** All that is counted and measured in this process. */
export interface Metrics {
  counter<Label extends string = never>(
    description: MetricDescription<Label>,
  ): Family<Label, Counter>;
  histogram<Label extends string = never>(
    description: MetricDescription<Label> & { bounds: readonly number[] },
  ): Family<Label, Histogram>;
  /** Count and sum alone, for what has too many labels for buckets. */
  summary<Label extends string = never>(
    description: MetricDescription<Label>,
  ): Family<Label, Histogram>;
  /** Of what knows its own state, which is asked when somebody looks. */
  read<Label extends string = never>(
    description: MetricDescription<Label> & { type: 'counter' | 'gauge' },
    read: () => Iterable<Reading<Label>>,
  ): void;
  /** In the order in which they were made. */
  families(): Iterable<MetricFamily>;
}

/** What a sketch takes: it has room for everything from the least value to the greatest. */
const LARGEST = 1e9;
const NAME = /^[a-z][a-z0-9_]*$/;

interface Kept<Cell> {
  cell: Cell;
  samples(): Iterable<Sample>;
  series(): Series;
}

export interface MetricsOptions {
  /** Whatever a histogram observes goes into a sketch as well, for whoever takes them. */
  createSketch?: (() => Sketch) | undefined;
}

/**
 * Of our own, because counting stands in the way of every request: prom-client looks up its labels
 * each time, which takes half a microsecond; here counting is an addition.
 */
export function createMetrics({ createSketch }: MetricsOptions = {}): Metrics {
  const families = new Map<string, MetricFamily>();

  function register(family: MetricFamily, labels: readonly string[]): void {
    for (const name of [family.name, ...labels]) {
      if (!NAME.test(name)) throw new TypeError(`${name} is no name of a metric or label`);
    }
    if (families.has(family.name)) throw new TypeError(`${family.name} is there already`);
    families.set(family.name, family);
  }

  function keep<Label extends string, Cell>(
    type: MetricType,
    { name, help, labels: names = [] }: MetricDescription<Label>,
    make: (labels: Labels<Label>) => Kept<Cell>,
  ): Family<Label, Cell> {
    const kept = new Map<string, Kept<Cell>>();
    register(
      {
        name,
        help,
        type,
        *samples() {
          for (const { samples } of kept.values()) yield* samples();
        },
        *series() {
          for (const { series } of kept.values()) yield series();
        },
      },
      names,
    );
    return {
      of(labels) {
        const key = formatLabels(names, labels);
        const known = kept.get(key) ?? make(labels);
        kept.set(key, known);
        return known.cell;
      },
    };
  }

  return {
    counter: (description) =>
      keep('counter', description, (labels) => {
        const { name, labels: names = [] } = description;
        const sample = { name, labels: formatLabels(names, labels), value: 0 };
        return {
          cell: {
            add(amount = 1) {
              sample.value += amount;
            },
          },
          samples: () => [sample],
          series: () => ({ labels, value: sample.value }),
        };
      }),

    histogram: (description) =>
      keep('histogram', description, makeHistogram(description, createSketch)),
    summary: (description) =>
      keep('summary', description, makeHistogram({ ...description, bounds: [] })),

    read({ type, ...description }, read) {
      const { name, help, labels: names = [] } = description;
      register(
        {
          name,
          help,
          type,
          *samples() {
            for (const { labels, value } of read()) {
              yield { name, labels: formatLabels(names, labels), value };
            }
          },
          series: read,
        },
        names,
      );
    },

    families: () => families.values(),
  };
}

/** Without bounds it has a count and a sum. */
function makeHistogram<Label extends string>(
  { name, labels: names = [], bounds }: MetricDescription<Label> & { bounds: readonly number[] },
  createSketch?: () => Sketch,
) {
  return (labels: Labels<Label>): Kept<Histogram> => {
    const written = formatLabels(names, labels);
    const buckets = [...bounds, Number.POSITIVE_INFINITY].map((bound) => {
      const le = bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound);
      return formatLabels([...names, 'le'], { ...labels, le });
    });
    const counts = buckets.map(() => 0);
    const last = bounds.length;
    let sum = 0;
    let observed = 0;
    let sketch: Sketch | null = null;
    return {
      cell: {
        observe(value) {
          let at = 0;
          while (at < last && value > (bounds[at] as number)) at += 1;
          counts[at] = (counts[at] as number) + 1;
          sum += value;
          observed += 1;
          if (createSketch && value >= 0 && value <= LARGEST) {
            sketch ??= createSketch();
            sketch.accept(value);
          }
        },
      },
      series: () => ({
        labels,
        value: observed,
        sum,
        takeSketch() {
          const taken = sketch;
          sketch = null;
          return taken;
        },
      }),
      *samples() {
        let count = 0;
        for (const [at, bucket] of buckets.entries()) {
          count += counts[at] as number;
          if (last > 0) yield { name: `${name}_bucket`, labels: bucket, value: count };
        }
        yield { name: `${name}_sum`, labels: written, value: sum };
        yield { name: `${name}_count`, labels: written, value: count };
      },
    };
  };
}
