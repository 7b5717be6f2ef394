import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { pathOf } from './problem-handler.ts';

const SLOW_MILLISECONDS = 1_000;
const SAFE_METHODS = new Set(['GET', 'HEAD']);
const TOO_MANY_REQUESTS = 429;

export interface RequestLogDeps {
  log: Logger;
  /** Whether one more line of a request that went well may be written now. */
  mayWrite?: (() => boolean) | undefined;
}

/**
 * One line for a request that changed something, failed or was slow; the others are only written
 * at level `debug`, because most of what a busy server does is read. Of what went well only so
 * much is written as `mayWrite` lets through, and so of what a rate limit refuses; the next line
 * says how many were left out.
 */
export function logRequests(
  app: FastifyInstance,
  { log, mayWrite = () => true }: RequestLogDeps,
): void {
  const isVerbose = log.isLevelEnabled('debug');
  let leftOut = 0;
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply;
    const milliseconds = reply.elapsedTime;
    const isFailure = statusCode >= 400;
    const isSlow = milliseconds > SLOW_MILLISECONDS;
    const isNotable = isFailure || isSlow || !SAFE_METHODS.has(request.method);
    if (isNotable || isVerbose) {
      const mustWrite = isSlow || (isFailure && statusCode !== TOO_MANY_REQUESTS);
      if (mustWrite || mayWrite()) {
        const fields = {
          ...factsOf(request),
          status: statusCode,
          milliseconds: tenths(milliseconds),
        };
        const counted = leftOut > 0 ? { ...fields, leftOut } : fields;
        if (statusCode >= 500) log.warn(counted, 'request');
        else if (isNotable) log.info(counted, 'request');
        else log.debug(counted, 'request');
        leftOut = 0;
      } else {
        leftOut += 1;
      }
    }
    done();
  });
}

function factsOf({ id, method, member, url, is404, routeOptions }: FastifyRequest) {
  return {
    requestId: id,
    method,
    ...(is404 ? { path: loggablePath(url) } : { route: routeOptions.url }),
    ...(member ? { householdId: member.householdId, userId: member.userId } : {}),
  };
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

/** As long as a secret token, or longer: also in an address that leads to no route, by a slip. */
const SECRET = /[\w-]{43,}/g;
const LONGEST = 200;

/** Without the query, which people's words are in, and without what may be a secret. */
function loggablePath(url: string): string {
  return pathOf(url).replace(SECRET, '[secret]').slice(0, LONGEST);
}
