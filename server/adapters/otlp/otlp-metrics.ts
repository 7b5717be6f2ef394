import type { MetricFamily, Sample } from '#server/observability/metrics/metric-registry.ts';
import { type OtlpAttribute, toAttributes, toNanoseconds } from './otlp-values.ts';

const CUMULATIVE = 2;
const LABEL = /([a-z_]\w*)="((?:[^"\\]|\\.)*)"/g;

export interface MetricTimes {
  /** Since when is counted: the start of the process. Milliseconds since 1970. */
  startedAt: number;
  now: number;
}

/** A family as it is told to Prometheus, under the same name, in the shape of OpenTelemetry. */
export function toOtlpMetric(family: MetricFamily, times: MetricTimes) {
  const { name, help: description, type } = family;
  const when = {
    startTimeUnixNano: toNanoseconds(times.startedAt),
    timeUnixNano: toNanoseconds(times.now),
  };
  const samples = [...family.samples()];
  const about = { name, description, unit: unitOf(name) };
  if (type === 'histogram') return { ...about, histogram: cumulative(histograms(samples, when)) };
  if (type === 'summary') {
    return { ...about, summary: { dataPoints: summaries(samples, when) } };
  }
  const dataPoints = samples.map(({ labels, value }) => ({
    ...when,
    attributes: readLabels(labels),
    asDouble: value,
  }));
  if (type === 'gauge') return { ...about, gauge: { dataPoints } };
  return { ...about, sum: { ...cumulative(dataPoints), isMonotonic: true } };
}

export function cumulative<Point>(dataPoints: readonly Point[]) {
  return { dataPoints, aggregationTemporality: CUMULATIVE };
}

/** UCUM. */
function unitOf(name: string): string {
  if (/_seconds(_total)?$/.test(name)) return 's';
  return /_bytes(_total)?$/.test(name) ? 'By' : '1';
}

interface Times {
  startTimeUnixNano: string;
  timeUnixNano: string;
}

function histograms(samples: readonly Sample[], when: Times) {
  const points = [];
  let bounds: number[] = [];
  let counts: number[] = [];
  let sum = 0;
  for (const { name, labels, value } of samples) {
    if (name.endsWith('_bucket')) {
      const before = counts.reduce((all, count) => all + count, 0);
      counts.push(value - before);
      const [, bound = ''] = /le="([^"]+)"/.exec(labels) ?? [];
      if (bound !== '+Inf') bounds.push(Number(bound));
    } else if (name.endsWith('_sum')) {
      sum = value;
    } else {
      points.push({
        ...when,
        attributes: readLabels(labels),
        count: String(value),
        sum,
        bucketCounts: counts.map(String),
        explicitBounds: bounds,
      });
      bounds = [];
      counts = [];
    }
  }
  return points;
}

function summaries(samples: readonly Sample[], when: Times) {
  const sums = samples.filter(({ name }) => name.endsWith('_sum'));
  const counts = samples.filter(({ name }) => name.endsWith('_count'));
  return counts.map(({ labels, value }, at) => ({
    ...when,
    attributes: readLabels(labels),
    count: String(value),
    sum: sums[at]?.value ?? 0,
    quantileValues: [],
  }));
}

/** What `format-labels.ts` writes. */
function readLabels(labels: string): OtlpAttribute[] {
  const pairs = [...labels.matchAll(LABEL)].map(([, label = '', value = '']) => [
    label,
    value.replace(/\\(.)/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter)),
  ]);
  return toAttributes(Object.fromEntries(pairs));
}
