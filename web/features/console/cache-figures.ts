import type { HistorySeries } from '#shared/schemas/history-schemas.ts';
import { sumOf } from './figures.ts';

export interface ClassFigures {
  name: string;
  reads: number;
  hits: number;
  misses: number;
  stale: number;
  /** The most that was taken at once; null for what is kept elsewhere, as sessions are. */
  bytes: number | null;
  /** How many made room for others. */
  evictions: number | null;
  /** Seconds for which answers were given to Redis; null where none were. */
  timeToLive: { p50: number; p99: number } | null;
}

/** What was asked about the classes, each over the whole time. */
export interface ClassAnswers {
  requests: readonly HistorySeries[];
  bytes: readonly HistorySeries[];
  evictions: readonly HistorySeries[];
  timesToLive: readonly HistorySeries[];
}

const OUTCOMES: Record<string, 'hits' | 'misses' | 'stale'> = {
  hit: 'hits',
  miss: 'misses',
  stale: 'stale',
};

/** By class and outcome over the whole time; those that are read most first, unread ones left out. */
export function classFigures(answers: ClassAnswers): ClassFigures[] {
  const classes = new Map<string, ClassFigures>();
  for (const { labels, values } of answers.requests) {
    const { class: name = '', outcome = '' } = labels;
    const figures = classes.get(name) ?? { ...noReads(name), ...roomOf(name, answers) };
    const count = sumOf(values);
    figures.reads += count;
    const kind = OUTCOMES[outcome];
    if (kind) figures[kind] += count;
    classes.set(name, figures);
  }
  return [...classes.values()]
    .filter(({ reads }) => reads > 0)
    .sort((a, b) => b.reads - a.reads || a.name.localeCompare(b.name, 'en'));
}

function noReads(name: string) {
  return { name, reads: 0, hits: 0, misses: 0, stale: 0 };
}

function roomOf(name: string, { bytes, evictions, timesToLive }: ClassAnswers) {
  const of = (series: readonly HistorySeries[]) =>
    series.find(({ labels }) => labels.class === name);
  const { p50, p99 } = of(timesToLive)?.quantiles ?? {};
  const [median, longest] = [p50?.[0] ?? null, p99?.[0] ?? null];
  const taken = of(bytes)?.values[0] ?? null;
  return {
    bytes: taken,
    // What never happened has no series.
    evictions: taken === null ? null : (of(evictions)?.values[0] ?? 0),
    timeToLive: median === null || longest === null ? null : { p50: median, p99: longest },
  };
}
