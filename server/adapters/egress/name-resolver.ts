import { lookup, Resolver } from 'node:dns/promises';
import { EgressFailed } from './egress.ts';

/** Every address of a name, of both families. */
export type ResolveName = (name: string, signal: AbortSignal) => Promise<readonly string[]>;

export interface DnsOptions {
  /** `address:port`; without them, those of the system. */
  servers?: readonly string[];
  /** Milliseconds for one try. */
  tryLimit?: number;
  tries?: number;
}

/**
 * Asks the DNS itself. The system's own lookup would also read its hosts file and append the
 * domains of its network, and each of its lookups occupies one of the few threads that file
 * access and passwords need too: a name server that does not answer could stop those.
 */
export function createDnsResolver({
  servers,
  tryLimit = 2_000,
  tries = 2,
}: DnsOptions = {}): ResolveName {
  return async (name, signal) => {
    signal.throwIfAborted();
    // One for each lookup: it reads the system's name servers when it is made, and they may change.
    const resolver = new Resolver({ timeout: tryLimit, tries });
    if (servers) resolver.setServers(servers);
    const cancel = () => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      signal.throwIfAborted();
      const addresses = answers.flatMap((answer) =>
        answer.status === 'fulfilled' ? answer.value : [],
      );
      if (addresses.length > 0) return addresses;
      throw nameFailure(answers.map((answer) => answer.status === 'rejected' && answer.reason));
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
}

/** For names that the operator vouches for: they may stand in the hosts file. */
export const resolveBySystem: ResolveName = async (name, signal) => {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const found = await Promise.race([lookup(name, { all: true }), aborted]);
    return found.map(({ address }) => address);
  } catch (cause) {
    throw signal.aborted ? signal.reason : nameFailure([cause]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

const ABSENT: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA']);

function nameFailure(causes: unknown[]): EgressFailed {
  const isAbsent = causes.every((cause) => ABSENT.has((cause as { code?: unknown } | null)?.code));
  return new EgressFailed(isAbsent ? 'name-not-found' : 'name-lookup', { cause: causes[0] });
}
