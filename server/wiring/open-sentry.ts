import type { Config } from '#server/config/config.ts';
import { readEgressAllow } from '#server/config/egress-allow.ts';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import type { ErrorReporting } from '#server/observability/errors/error-reporting.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';

/** Longer than a request through the egress client may take, which is the limit that counts. */
const CALL_LIMIT = 20_000;

/** From now on Sentry is told of errors, too. Nothing of this is loaded where it is not configured. */
export async function forwardToSentry(
  { dsn, environment }: NonNullable<Config['sentry']>,
  {
    errors,
    circuits,
    metrics,
  }: { errors: ErrorReporting; circuits: CircuitBoard; metrics: Metrics },
): Promise<void> {
  const { createEgress } = await import('#server/adapters/egress/undici-egress.ts');
  const { createSentryErrors } = await import('#server/adapters/error-reporting/sentry-errors.ts');
  const circuit = createCircuitBreaker({
    name: 'sentry',
    callLimit: CALL_LIMIT,
    openFor: 30_000,
    maxOpenFor: 10 * 60_000,
  });
  circuits.watch(circuit);
  // Open to this one host, which members cannot have anything sent to.
  const allow = readEgressAllow(`${dsn.host}:${dsn.port}`) ?? [];
  const sentry = createSentryErrors({
    dsn,
    environment,
    egress: createEgress({ allow, ports: [] }),
    circuit,
    metrics,
    monotonic: () => performance.now(),
  });
  errors.tell(sentry.send, sentry.flush);
}
