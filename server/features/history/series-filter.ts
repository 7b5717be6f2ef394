import type { KeptMetric, ViewName } from './kept-metrics.ts';
import { readSeriesKey } from './rollup.ts';

/** Values that labels must have. */
export type Match = Readonly<Record<string, string>>;

/** Where the series of a metric are that can answer a question. */
export interface SeriesChoice {
  view: ViewName;
  labels: readonly string[];
}

/** The coarsest view that has all the labels; null where none has. */
export function chooseView({ views }: KeptMetric, needed: readonly string[]): SeriesChoice | null {
  return views.find(({ labels }) => needed.every((label) => labels.includes(label))) ?? null;
}

/** Tells of a series whether it is asked for: its labels in `by`, or null. */
export type SeriesFilter = (key: string) => string[] | null;

/** Remembers what it said, since every step has the same series. */
export function createSeriesFilter(
  { name }: KeptMetric,
  { labels }: SeriesChoice,
  match: Match,
  by: readonly string[] = [],
): SeriesFilter {
  const said = new Map<string, string[] | null>();

  function judge(key: string): string[] | null {
    const { metric, values } = readSeriesKey(key);
    if (metric !== name) return null;
    const valueFor = (label: string) => values[labels.indexOf(label)] ?? '';
    const isMatch = Object.entries(match).every(([label, value]) => valueFor(label) === value);
    return isMatch ? by.map(valueFor) : null;
  }

  return (key) => {
    let answer = said.get(key);
    if (answer === undefined) {
      answer = judge(key);
      said.set(key, answer);
    }
    return answer;
  };
}
