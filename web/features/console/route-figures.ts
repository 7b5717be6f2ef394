import type { HistorySeries } from '#shared/schemas/history-schemas.ts';
import { sumOf } from './figures.ts';

export interface RouteFigures {
  /** `GET /api/v1/summary` */
  name: string;
  requests: number;
  /** Share of answers 5xx; null without any. */
  errors: number | null;
  /** Seconds; null without any. */
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export const ROUTE_SORTS = ['p95', 'requests', 'errors'] as const;
export type RouteSort = (typeof ROUTE_SORTS)[number];

/** @param requests by method, route and status; @param durations by method and route; of one step */
export function routeFigures(
  requests: readonly HistorySeries[],
  durations: readonly HistorySeries[],
  by: RouteSort,
): RouteFigures[] {
  const counts = new Map<string, { all: number; failed: number }>();
  for (const { labels, values } of requests) {
    const name = routeName(labels);
    const count = counts.get(name) ?? { all: 0, failed: 0 };
    count.all += sumOf(values);
    if (labels.status === '5xx') count.failed += sumOf(values);
    counts.set(name, count);
  }
  const times = new Map(durations.map((series) => [routeName(series.labels), series.quantiles]));
  return [...counts]
    .filter(([, { all }]) => all > 0)
    .map(([name, { all, failed }]) => {
      const quantiles = times.get(name);
      return {
        name,
        requests: all,
        errors: all > 0 ? failed / all : null,
        p50: quantiles?.p50[0] ?? null,
        p95: quantiles?.p95[0] ?? null,
        p99: quantiles?.p99[0] ?? null,
      };
    })
    .sort((a, b) => (b[by] ?? -1) - (a[by] ?? -1) || b.requests - a.requests);
}

export function routeName({ method = '', route = '' }: Readonly<Record<string, string>>): string {
  return `${method} ${route}`;
}

/** The labels of a route by its name; null: it is none. */
export function routeMatch(name: unknown): string[] | null {
  const [, method, route] = (typeof name === 'string' && /^([A-Z*]+) (.+)$/.exec(name)) || [];
  return method && route ? [`method:${method}`, `route:${route}`] : null;
}
