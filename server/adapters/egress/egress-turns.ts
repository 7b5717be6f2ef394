import { EgressFailed } from './egress.ts';

export interface TurnLimits {
  /** Requests under way at once to one host… */
  perHost: number;
  /** …and to all. */
  inAll: number;
  /** Requests that wait; one more is refused. */
  waiting: number;
}

export interface EgressTurns {
  /**
   * Waits until it is this request's turn.
   * @returns what ends the turn.
   * @throws EgressFailed `busy`, or the reason of `signal`
   */
  take(host: string, signal: AbortSignal): Promise<() => void>;
}

/** Keeps a host that answers slowly from occupying everything, and the server from being a weapon. */
export function createEgressTurns(limits: TurnLimits): EgressTurns {
  const underWay = new Map<string, number>();
  const waiting: { host: string; begin: () => void }[] = [];
  let inAll = 0;

  const isFree = (host: string) =>
    inAll < limits.inAll && (underWay.get(host) ?? 0) < limits.perHost;

  function begin(host: string): () => void {
    inAll += 1;
    underWay.set(host, (underWay.get(host) ?? 0) + 1);
    return () => {
      inAll -= 1;
      const left = (underWay.get(host) ?? 0) - 1;
      if (left > 0) underWay.set(host, left);
      else underWay.delete(host);
      const next = waiting.findIndex((turn) => isFree(turn.host));
      if (next >= 0) waiting.splice(next, 1)[0]?.begin();
    };
  }

  return {
    async take(host, signal) {
      signal.throwIfAborted();
      if (isFree(host)) return begin(host);
      if (waiting.length >= limits.waiting) throw new EgressFailed('busy');
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      const turn = { host, begin: () => resolve(begin(host)) };
      waiting.push(turn);
      const giveUp = () => {
        const place = waiting.indexOf(turn);
        if (place >= 0) waiting.splice(place, 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      try {
        return await promise;
      } finally {
        signal.removeEventListener('abort', giveUp);
      }
    },
  };
}
