import { type Egress, EgressFailed, EgressRefused } from '#server/adapters/egress/egress.ts';
import {
  type ProvidedRates,
  type RateProvider,
  type RateQuestion,
  UnreadableRates,
} from '#server/adapters/rates/rates.ts';
import {
  CallTimeoutError,
  type CircuitBreaker,
  CircuitOpenError,
} from '#server/observability/circuit-breaker.ts';

/** A provider with the circuit that stands before it. */
export interface RateSource {
  readonly provider: RateProvider;
  readonly circuit: Pick<CircuitBreaker, 'run'>;
}

/** Why there are no rates of a provider, in words for whoever runs the installation. */
export class RatesNotProvided extends Error {
  constructor(words: string, cause?: unknown) {
    super(words, { cause });
    this.name = 'RatesNotProvided';
  }
}

const TOTAL_MS = 20_000;

/** For the circuits: too many requests of our own are no fault of the provider. */
export function isProviderFailure(error: unknown): boolean {
  return !(error instanceof EgressFailed && error.reason === 'busy');
}

/** @throws RatesNotProvided */
export async function askRateProvider(
  egress: Pick<Egress, 'request'>,
  { circuit }: RateSource,
  { url, accept, maxBytes, read }: RateQuestion,
): Promise<ProvidedRates[]> {
  try {
    return await circuit.run(async () => {
      const { status, headers, body } = await egress.request({
        method: 'GET',
        url,
        headers: { accept },
        limits: { total: TOTAL_MS, body: maxBytes },
      });
      if (status !== 200) throw new RatesNotProvided(`It answered with ${status}`);
      if (headers.get('content-type')?.includes('html')) {
        throw new UnreadableRates('It answered with a page instead of rates');
      }
      return read(body);
    });
  } catch (error) {
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  if (error instanceof CallTimeoutError) {
    return new RatesNotProvided('It takes too long to answer', error);
  }
  if (error instanceof CircuitOpenError) {
    return new RatesNotProvided('It failed several times, and is left alone for a while', error);
  }
  const isKnown =
    error instanceof EgressFailed ||
    error instanceof EgressRefused ||
    error instanceof UnreadableRates;
  return isKnown ? new RatesNotProvided(error.message, error) : error;
}
