import type { CircuitBreaker } from '#server/observability/circuit-breaker.ts';

export interface ServiceCircuitsDeps {
  /** @param isShared by everybody who uses this kind */
  open(name: string, isShared: boolean): CircuitBreaker;
  /** Of hosts that members chose: the one that was asked longest ago is forgotten. */
  most?: number;
}

/** Services that are in one place, so that what one member sees of them holds for all. */
const IN_ONE_PLACE: ReadonlySet<string> = new Set([
  'telegram',
  'discord',
  'slack',
  'pushover',
  'pagerduty',
]);
const MOST = 500;

/**
 * The circuit that a message goes through. A kind whose service is in one place has one; where
 * members choose the host, each host has its own, so that a server at somebody's home that is off
 * keeps nobody else from theirs. No circuit takes refusals for failures: a wrong token is its
 * owner's.
 */
export function createServiceCircuits({ open, most = MOST }: ServiceCircuitsDeps) {
  const shared = new Map<string, CircuitBreaker>();
  const ofHosts = new Map<string, CircuitBreaker>();

  function forKind(kind: string): CircuitBreaker {
    const known = shared.get(kind) ?? open(`channel-${kind}`, true);
    shared.set(kind, known);
    return known;
  }

  function forHost(kind: string, url: string): CircuitBreaker {
    const key = `${kind} ${URL.canParse(url) ? new URL(url).origin : ''}`;
    const known = ofHosts.get(key) ?? open(`channel-${kind}`, false);
    ofHosts.delete(key);
    ofHosts.set(key, known);
    const [oldest] = ofHosts.keys();
    if (ofHosts.size > most && oldest !== undefined) ofHosts.delete(oldest);
    return known;
  }

  return {
    /** @param url of the request */
    of: ({ kind }: { kind: string }, url: string): CircuitBreaker =>
      IN_ONE_PLACE.has(kind) ? forKind(kind) : forHost(kind, url),
  };
}

export type ServiceCircuits = ReturnType<typeof createServiceCircuits>;
