import type { HistorySeries } from '#shared/schemas/history-schemas.ts';
import { sumOf } from './figures.ts';

export interface ClassFigures {
  name: string;
  reads: number;
  hits: number;
  misses: number;
  stale: number;
}

const OUTCOMES: Record<string, 'hits' | 'misses' | 'stale'> = {
  hit: 'hits',
  miss: 'misses',
  stale: 'stale',
};

/** By class and outcome over the whole time; those that are read most first, unread ones left out. */
export function classFigures(series: readonly HistorySeries[]): ClassFigures[] {
  const classes = new Map<string, ClassFigures>();
  for (const { labels, values } of series) {
    const { class: name = '', outcome = '' } = labels;
    const figures = classes.get(name) ?? { name, reads: 0, hits: 0, misses: 0, stale: 0 };
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
