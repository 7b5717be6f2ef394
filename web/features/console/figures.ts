import type { HistorySeries } from '#shared/schemas/history-schemas.ts';
import type { Values } from '#web/ui/charts/timeline/points.ts';

type Series = readonly HistorySeries[];

/** Whether the labels of a series have these values. */
export function labelled(series: Series, labels: Readonly<Record<string, string>>): Series {
  const wanted = Object.entries(labels);
  return series.filter((each) => wanted.every(([name, value]) => each.labels[name] === value));
}

/** All of them added up, step by step; null where none has a figure. */
export function total(series: Series, count: number): Values {
  return Array.from({ length: count }, (_, index) => {
    const there = series.flatMap(({ values }) => values[index] ?? []);
    return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0);
  });
}

/** The share that a part has of the whole; null where there is nothing to have a share of. */
export function share(part: Values, whole: Values): Values {
  return whole.map((all, index) => (all ? (part[index] ?? 0) / all : null));
}

export function scaled(values: Values, factor: number): Values {
  return values.map((value) => (value === null ? null : value * factor));
}

/** The only series' quantile; a question without labels has one. */
export function quantile(series: Series, name: 'p50' | 'p95' | 'p99', count: number): Values {
  return series[0]?.quantiles?.[name] ?? Array.from({ length: count }, () => null);
}

/** The sum of what is there. */
export function sumOf(values: Values): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
