import type { FastifyRateLimitStoreCtor, RateLimitPluginOptions } from '@fastify/rate-limit';
import type { FastifyInstance, onRequestAsyncHookHandler, RouteOptions } from 'fastify';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { SharedValues } from '#server/shared-state/shared-values.ts';
import { AppError } from '#shared/app-error.ts';
import type { RateLimitGroup } from './request-context.ts';
import { createSharedRateStore } from './shared-rate-store.ts';

/** Requests a minute from one client; 0 is no limit. */
export type RateLimits = Readonly<Record<RateLimitGroup, number>>;

const MINUTE = 60_000;

/** Each group of routes has a budget of its own: a busy page does not use up the sign-ins. */
export async function createRateLimits(
  app: FastifyInstance,
  limits: RateLimits,
  values: SharedValues | null = null,
  onRejected: (group: RateLimitGroup) => void = () => {},
): Promise<(route: RouteOptions) => onRequestAsyncHookHandler | undefined> {
  const limiters = new Map<RateLimitGroup, onRequestAsyncHookHandler>();
  const limited = (Object.keys(limits) as RateLimitGroup[]).filter((group) => limits[group] > 0);
  if (limited.length > 0) {
    const { default: rateLimit } = await import('@fastify/rate-limit');
    await app.register(rateLimit, {
      global: false,
      enableDraftSpec: true,
      ...storeOptions(values),
    });
    for (const group of limited) {
      limiters.set(
        group,
        app.rateLimit({
          max: limits[group],
          timeWindow: MINUTE,
          errorResponseBuilder,
          groupId: group,
          onExceeded: () => onRejected(group),
        }),
      );
    }
  }
  return (route) => limiters.get(route.config?.rateLimitGroup ?? 'api');
}

/** For `onRejected`. */
export function countRejections({
  rateLimits,
  metrics,
}: {
  rateLimits: RateLimits;
  metrics?: Metrics | undefined;
}): (group: RateLimitGroup) => void {
  const rejections = metrics?.counter({
    name: 'duetide_rate_limit_rejections_total',
    help: 'Requests that were refused because their sender had sent too many of that group.',
    labels: ['group'],
  });
  for (const group of Object.keys(rateLimits)) rejections?.of({ group });
  return (group) => rejections?.of({ group }).add();
}

function storeOptions(values: SharedValues | null): RateLimitPluginOptions {
  if (!values) return {};
  // It is called with `new`, which gives what the function returns.
  const store: unknown = createSharedRateStore.bind(null, values);
  return { store: store as FastifyRateLimitStoreCtor };
}

function errorResponseBuilder(_request: unknown, { ttl }: { ttl: number }): AppError {
  return new AppError('rate-limited', { retryAfter: Math.ceil(ttl / 1000) });
}
