import type { SentryDsn } from '#server/config/sentry-dsn.ts';
import type { CircuitBreaker } from '#server/observability/circuit-breaker.ts';
import type { ReportedError } from '#server/observability/errors/error-reporting.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import { sentryEnvelope } from './sentry-envelope.ts';

/** Events that wait while others are on their way. */
const MOST_WAITING = 100;
/** Where Sentry does not say how long it wants nothing. */
const PAUSE_MS = 60_000;
const LIMITS = { total: 10_000, redirects: 0, body: 65_536, needs: 'beginning' } as const;

/** The one way out of the server, as far as it is needed here. */
interface WayOut {
  request(request: {
    method: 'POST';
    url: string;
    headers: Readonly<Record<string, string>>;
    body: string;
    limits: typeof LIMITS;
  }): Promise<{ readonly status: number; readonly headers: ReadonlyMap<string, string> }>;
}

export interface SentryDeps {
  dsn: SentryDsn;
  environment: string;
  egress: WayOut;
  circuit: Pick<CircuitBreaker, 'run'>;
  metrics: Metrics;
  /** Milliseconds that never jump. */
  monotonic: () => number;
}

export interface SentryErrors {
  /** Returns at once. */
  send(error: ReportedError): void;
  /** Resolves when nothing waits any more. */
  flush(): Promise<void>;
}

/** Forwards errors to Sentry, or to what speaks its protocol, one after the other. */
export function createSentryErrors(deps: SentryDeps): SentryErrors {
  const { dsn, environment, egress, circuit, metrics, monotonic } = deps;
  const events = metrics.counter({
    name: 'duetide_sentry_events_total',
    help: 'Errors for Sentry: sent, refused by it, failed on the way, or left out because too many waited or it wanted none.',
    labels: ['outcome'],
  });
  const [sent, refused, failed, leftOut] = ['sent', 'refused', 'failed', 'left-out'].map(
    (outcome) => events.of({ outcome }),
  ) as [Counter, Counter, Counter, Counter];
  const waiting: ReportedError[] = [];
  let sending: Promise<void> | null = null;
  let silentUntil = 0;

  async function sendOne(error: ReportedError): Promise<void> {
    if (monotonic() < silentUntil) return leftOut.add();
    const body = sentryEnvelope(error, environment);
    const headers = {
      'content-type': 'application/x-sentry-envelope',
      'x-sentry-auth': `Sentry sentry_version=7, sentry_client=duetide/${error.release}, sentry_key=${dsn.key}`,
    };
    try {
      const { status, headers: answered } = await circuit.run(() =>
        egress.request({ method: 'POST', url: dsn.address, headers, body, limits: LIMITS }),
      );
      if (status === 429) silentUntil = monotonic() + pauseOf(answered.get('retry-after'));
      (status < 300 ? sent : refused).add();
    } catch {
      // Its circuit tells of it; reporting it would come back here.
      failed.add();
    }
  }

  async function sendAll(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) await sendOne(next);
    sending = null;
  }

  return {
    send(error) {
      if (waiting.length >= MOST_WAITING) return leftOut.add();
      waiting.push(error);
      sending ??= Promise.resolve().then(sendAll);
    },
    flush: async () => sending ?? undefined,
  };
}

type Counter = ReturnType<ReturnType<Metrics['counter']>['of']>;

function pauseOf(retryAfter: string | undefined): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : PAUSE_MS;
}
