import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

export interface ShutdownDeps {
  server: Server;
  /** Makes readiness say no. */
  drain(): void;
  close(): Promise<void>;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  limits?: ShutdownLimits;
}

/** Milliseconds since the signal. */
export interface ShutdownLimits {
  /** Until then a load balancer that still sends requests gets answers, as long as some run. */
  serve: number;
  /** Then whoever has not finished is cut off. */
  cut: number;
  /** Then the process ends as it is. */
  end: number;
}

const LIMITS: ShutdownLimits = { serve: 3_000, cut: 8_000, end: 9_500 };
const LOOK_EVERY = 25;

/**
 * Ends the server without breaking off what runs: readiness turns false, what is under way
 * finishes, then the listener and the database close.
 * @returns the exit code.
 */
export async function shutDown(deps: ShutdownDeps): Promise<number> {
  const { server, drain, close, log, limits = LIMITS } = deps;
  const begun = performance.now();
  const spent = () => Math.round(performance.now() - begun);
  log.info({}, 'shutting down');
  drain();
  // Whoever is answered from now on asks elsewhere next, instead of meeting a closed connection.
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  // Looked at when a response ends: for those that began before.
  server.keepAliveTimeout = 1;
  server.keepAliveTimeoutBuffer = 0;
  // Once only: a connection that was just made and has not asked yet counts as idle, too.
  server.closeIdleConnections();
  while (spent() < limits.serve && (await hasConnections(server))) await sleep(LOOK_EVERY);

  const cut = setTimeout(() => {
    log.warn({ milliseconds: spent() }, 'cutting off requests that did not finish');
    server.closeAllConnections();
  }, limits.cut - spent());
  try {
    await within(limits.end - spent(), close());
    log.info({ milliseconds: spent() }, 'shut down');
    return 0;
  } catch (error) {
    log.error({ err: error, milliseconds: spent() }, 'shutting down failed');
    return 1;
  } finally {
    clearTimeout(cut);
  }
}

function hasConnections(server: Server): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count > 0)));
  });
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('It took too long')), milliseconds);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
