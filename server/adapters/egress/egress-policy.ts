import ipaddr from 'ipaddr.js';
import type { EgressAllowance } from '#server/config/egress-allow.ts';
import { type AddressKind, addressKind } from './address-kind.ts';
import type { EgressRefusal } from './egress.ts';

export interface EgressRules {
  allow: readonly EgressAllowance[];
  /** Open to every host on the public internet. */
  ports: readonly number[];
}

export interface EgressPolicy {
  /** Whether the operator named this host, and so vouches for what its name leads to. */
  isNamed(host: string, port: number): boolean;
  /** Whether no address at all could be reached on this port. */
  isPortClosed(port: number): boolean;
  /** @returns null: it may be connected to. */
  judge(address: string, port: number, isNamed: boolean): EgressRefusal | null;
}

/** What a name or a network can open. All else stays closed, whatever the operator writes. */
const OPENED_BY_NAME: ReadonlySet<AddressKind> = new Set(['public', 'loopback', 'private']);
const OPENED_BY_NETWORK: ReadonlySet<AddressKind> = new Set([...OPENED_BY_NAME, 'link-local']);

const REFUSALS: Readonly<Record<Exclude<AddressKind, 'public'>, EgressRefusal>> = {
  loopback: 'loopback',
  private: 'private',
  'link-local': 'private',
  metadata: 'metadata',
  special: 'not-public',
};

export function createEgressPolicy({ allow, ports }: EgressRules): EgressPolicy {
  const opens = (entry: EgressAllowance, port: number) =>
    entry.port === null ? ports.includes(port) : entry.port === port;

  return {
    isNamed: (host, port) =>
      allow.some((entry) => entry.kind === 'name' && entry.name === host && opens(entry, port)),

    isPortClosed: (port) =>
      !ports.includes(port) &&
      !allow.some((entry) => entry.kind === 'network' && opens(entry, port)),

    judge(address, port, isNamed) {
      const kind = addressKind(address);
      if (isNamed && OPENED_BY_NAME.has(kind)) return null;
      const isOpened = allow.some(
        (entry) => entry.kind === 'network' && opens(entry, port) && contains(entry, address),
      );
      if (isOpened && OPENED_BY_NETWORK.has(kind)) return null;
      if (kind !== 'public') return REFUSALS[kind];
      return ports.includes(port) ? null : 'port';
    },
  };
}

function contains(
  network: Extract<EgressAllowance, { kind: 'network' }>,
  address: string,
): boolean {
  const [one, other] = [ipaddr.parse(address), ipaddr.parse(network.address)];
  return one.kind() === other.kind() && one.match(other, network.prefix);
}
