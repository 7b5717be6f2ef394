import type { HistorySeries } from '#shared/schemas/history-schemas.ts';
import { changeOf } from '#web/ui/charts/timeline/change.ts';
import { sumOf } from './figures.ts';

/** Below every figure, also below what became nothing. */
const LEAST = -2;

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
  /** The same length of time before; null: nobody asked for it then, or it is not compared. */
  before: { requests: number; errors: number | null; p95: number | null } | null;
  /** What its p95 gained or lost, as a share of what it was. */
  change: number | null;
}

export const BY_ROUTE = ['method', 'route'];
export const ROUTE_SORTS = ['p95', 'change', 'requests', 'errors'] as const;
export type RouteSort = (typeof ROUTE_SORTS)[number];

/** By method, route and status, and by method and route; each of one step. */
export interface RouteAnswers {
  requests: readonly HistorySeries[];
  durations: readonly HistorySeries[];
}

/** Of a time, and of the one before it if they are compared; the worst first. */
export function routeFigures(
  now: RouteAnswers,
  before: RouteAnswers | null,
  by: RouteSort,
): RouteFigures[] {
  const earlier = new Map((before ? figuresOf(before) : []).map((each) => [each.name, each]));
  return figuresOf(now)
    .map((figures) => {
      const was = earlier.get(figures.name) ?? null;
      return { ...figures, before: was, change: changeOf(figures.p95, was?.p95) };
    })
    .sort(
      (one, other) => (other[by] ?? LEAST) - (one[by] ?? LEAST) || other.requests - one.requests,
    );
}

function figuresOf({ requests, durations }: RouteAnswers) {
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
    });
}

export function routeName({ method = '', route = '' }: Readonly<Record<string, string>>): string {
  return `${method} ${route}`;
}

/** The labels of a route by its name; null: it is none. */
export function routeMatch(name: unknown): string[] | null {
  const [, method, route] = (typeof name === 'string' && /^([A-Z*]+) (.+)$/.exec(name)) || [];
  return method && route ? [`method:${method}`, `route:${route}`] : null;
}
