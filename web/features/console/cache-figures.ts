import type { HistorySeries } from '#shared/schemas/history-schemas.ts';
import { sumOf } from './figures.ts';

export interface ClassFigures {
  name: string;
  reads: number;
  hits: number;
  misses: number;
  stale: number;
  /** Share of reads that were hits in the time before; null: not read then, or not compared. */
  hitRateBefore: number | null;
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
  /** Of the time before; null: it is not compared. */
  requestsBefore: readonly HistorySeries[] | null;
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
  const before = new Map(countReads(answers.requestsBefore ?? []).map((each) => [each.name, each]));
  return countReads(answers.requests)
    .map((reads) => ({
      ...reads,
      ...roomOf(reads.name, answers),
      hitRateBefore: hitRate(before.get(reads.name)),
    }))
    .sort((a, b) => b.reads - a.reads || a.name.localeCompare(b.name, 'en'));
}

type ClassReads = Pick<ClassFigures, 'name' | 'reads' | 'hits' | 'misses' | 'stale'>;

/** Of those that were read. */
function countReads(requests: readonly HistorySeries[]): ClassReads[] {
  const classes = new Map<string, ClassReads>();
  for (const { labels, values } of requests) {
    const { class: name = '', outcome = '' } = labels;
    const figures = classes.get(name) ?? { name, reads: 0, hits: 0, misses: 0, stale: 0 };
    const count = sumOf(values);
    figures.reads += count;
    const kind = OUTCOMES[outcome];
    if (kind) figures[kind] += count;
    classes.set(name, figures);
  }
  return [...classes.values()].filter(({ reads }) => reads > 0);
}

function hitRate(reads: ClassReads | undefined): number | null {
  return reads ? reads.hits / reads.reads : null;
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
