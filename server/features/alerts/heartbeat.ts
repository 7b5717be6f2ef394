import type { Logger } from 'pino';
import type { Egress } from '#server/adapters/egress/egress.ts';
import type { Clock } from '#server/clock.ts';

export interface HeartbeatDeps {
  url: string;
  egress: Pick<Egress, 'request'>;
  clock: Clock;
  log: Pick<Logger, 'warn' | 'info'>;
}

const EVERY_MS = 60_000;
const TOTAL_MS = 10_000;

/**
 * A dead-man's switch: somebody outside is asked once a minute while alerts are evaluated, and
 * raises the alarm when that ends.
 */
export function createHeartbeat({ url, egress, clock, log }: HeartbeatDeps) {
  let askedAt = Number.NEGATIVE_INFINITY;
  let wasHeard = true;
  let beating: Promise<void> = Promise.resolve();

  async function ask(): Promise<void> {
    let isHeard = false;
    let fault: unknown = null;
    try {
      const { status } = await egress.request({
        method: 'GET',
        url,
        limits: { total: TOTAL_MS, body: 1_024, needs: 'beginning', redirects: 3 },
      });
      isHeard = status < 400;
      if (!isHeard) fault = new Error(`HTTP ${status}`);
    } catch (error) {
      fault = error;
    }
    if (isHeard !== wasHeard) {
      if (isHeard) log.info({}, 'HEARTBEAT_URL answers again');
      else log.warn({ err: fault }, 'HEARTBEAT_URL cannot be asked');
    }
    wasHeard = isHeard;
  }

  return {
    /** Asks unless it just did. */
    beat(): void {
      const now = clock.now();
      if (now - askedAt < EVERY_MS && now >= askedAt) return;
      askedAt = now;
      beating = ask();
    },
    /** What is under way. */
    settled: () => beating,
  };
}
