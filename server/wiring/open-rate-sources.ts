import { RATE_PROVIDERS } from '#server/adapters/rates/rate-providers.ts';
import type { Config } from '#server/config/config.ts';
import { isProviderFailure, type RateSource } from '#server/features/rates/ask-rate-provider.ts';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';

const MINUTE = 60_000;
/** Longer than a request through the egress client may take, which is the limit that counts. */
const CALL_LIMIT = 30_000;

/** Who is asked for exchange rates, each behind a circuit of its own. Nobody is asked yet. */
export function openRateSources(
  configured: Config['rateProviders'],
  circuits: CircuitBoard,
): RateSource[] {
  return configured.map(({ name, address }) => {
    const circuit = createCircuitBreaker({
      name: `rates-${name}`,
      isFailure: isProviderFailure,
      callLimit: CALL_LIMIT,
      consecutiveFailures: 3,
      // They are asked a few times a day.
      openFor: 30 * MINUTE,
      maxOpenFor: 6 * 60 * MINUTE,
    });
    circuits.watch(circuit);
    return { provider: RATE_PROVIDERS[name](address), circuit };
  });
}
