import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { AppError } from '#shared/app-error.ts';
import { EXPOSITION_TYPE, writeExposition } from './exposition.ts';
import type { Metrics } from './metric-registry.ts';

export interface MetricsRoutesDeps {
  metrics: Metrics;
  /** Null: whoever reaches the address may read. */
  token: string | null;
}

/** For Prometheus, and whatever reads what it reads. Not of the API: it is not described there. */
export function registerMetricsRoutes(
  app: FastifyInstance,
  { metrics, token }: MetricsRoutesDeps,
): void {
  const isAllowed = token === null ? () => true : createTokenCheck(token);
  const config = { access: 'public', rateLimitGroup: 'health' } as const;
  app.get('/metrics', { config, schema: { hide: true } }, (request, reply) => {
    if (!isAllowed(request.headers.authorization)) {
      reply.header('www-authenticate', 'Bearer realm="metrics"');
      throw new AppError('not-signed-in', { detail: 'METRICS_TOKEN is needed as bearer token' });
    }
    return reply.type(EXPOSITION_TYPE).send(writeExposition(metrics.families()));
  });
}

/** Takes as long for a guess that is nearly right as for any other, whatever its length. */
function createTokenCheck(token: string): (authorization: string | undefined) => boolean {
  const wanted = digest(token);
  return (authorization = '') => {
    const [, given = ''] = /^bearer +(\S+) *$/i.exec(authorization) ?? [];
    return timingSafeEqual(digest(given), wanted);
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
