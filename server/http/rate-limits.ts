import type { FastifyInstance, onRequestAsyncHookHandler, RouteOptions } from 'fastify';
import { AppError } from '#shared/app-error.ts';
import type { RateLimitGroup } from './request-context.ts';

/** Requests a minute from one client; 0 is no limit. */
export type RateLimits = Readonly<Record<RateLimitGroup, number>>;

const MINUTE = 60_000;

/** Each group of routes has a budget of its own: a busy page does not use up the sign-ins. */
export async function createRateLimits(
  app: FastifyInstance,
  limits: RateLimits,
): Promise<(route: RouteOptions) => onRequestAsyncHookHandler | undefined> {
  const limiters = new Map<RateLimitGroup, onRequestAsyncHookHandler>();
  const limited = (Object.keys(limits) as RateLimitGroup[]).filter((group) => limits[group] > 0);
  if (limited.length > 0) {
    const { default: rateLimit } = await import('@fastify/rate-limit');
    await app.register(rateLimit, { global: false, enableDraftSpec: true });
    for (const group of limited) {
      limiters.set(
        group,
        app.rateLimit({ max: limits[group], timeWindow: MINUTE, errorResponseBuilder }),
      );
    }
  }
  return (route) => limiters.get(route.config?.rateLimitGroup ?? 'api');
}

function errorResponseBuilder(_request: unknown, { ttl }: { ttl: number }): AppError {
  return new AppError('rate-limited', { retryAfter: Math.ceil(ttl / 1000) });
}
