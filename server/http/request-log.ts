import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { pathOf } from './problem-handler.ts';

const SLOW_MILLISECONDS = 1_000;
const SAFE_METHODS = new Set(['GET', 'HEAD']);

/**
 * One line for a request that changed something, failed or was slow; the others are only written
 * at level `debug`, because most of what a busy server does is read.
 */
export function logRequests(app: FastifyInstance, log: Logger): void {
  const isVerbose = log.isLevelEnabled('debug');
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply;
    const milliseconds = reply.elapsedTime;
    const isNotable =
      statusCode >= 400 || milliseconds > SLOW_MILLISECONDS || !SAFE_METHODS.has(request.method);
    if (isNotable || isVerbose) {
      const fields = {
        requestId: request.id,
        method: request.method,
        path: loggablePath(request.url, request.routeOptions.url),
        status: statusCode,
        milliseconds: Math.round(milliseconds * 10) / 10,
      };
      if (isNotable) log.info(fields, 'request');
      else log.debug(fields, 'request');
    }
    done();
  });
}

/** As long as a secret token, or longer: also in an address that leads to no route, by a slip. */
const SECRET = /[\w-]{43,}/g;

/** Without the query, which people's words are in, and without secrets in the path. */
function loggablePath(url: string, route: string | undefined): string {
  return route?.includes(':token') ? route : pathOf(url).replace(SECRET, '[secret]');
}
