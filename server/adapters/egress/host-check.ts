import { isIP } from 'node:net';
import { type CheckedHost, EgressFailed, EgressRefused } from './egress.ts';
import type { EgressPolicy } from './egress-policy.ts';
import type { ResolveName } from './name-resolver.ts';

export interface HostCheckDeps {
  policy: EgressPolicy;
  resolve: ResolveName;
  /** For hosts that the operator named. */
  resolveNamed: ResolveName;
}

export type HostCheck = (host: string, port: number, signal: AbortSignal) => Promise<CheckedHost>;

/** Resolves a name once and judges every address. One that is refused refuses all. */
export function createHostCheck({ policy, resolve, resolveNamed }: HostCheckDeps): HostCheck {
  return async (host, port, signal) => {
    const isNamed = policy.isNamed(host, port);
    // Before the name is looked up: whoever may not connect need not learn what names there are.
    if (!isNamed && policy.isPortClosed(port)) throw new EgressRefused('port');
    const addresses = isIP(host) ? [host] : await (isNamed ? resolveNamed : resolve)(host, signal);
    for (const address of addresses) {
      const refusal = policy.judge(address, port, isNamed);
      if (refusal) throw new EgressRefused(refusal);
    }
    if (addresses.length === 0) throw new EgressFailed('name-not-found');
    return { serverName: isIP(host) ? null : host, addresses };
  };
}
