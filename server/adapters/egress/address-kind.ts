import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type AddressKind =
  | 'public'
  | 'loopback'
  | 'private'
  /** Reaches neighbours only. */
  | 'link-local'
  /** Where a cloud tells a machine its secrets. */
  | 'metadata'
  /** Everything else: multicast, reserved, documentation, translated into another address. */
  | 'special';

const KINDS: Readonly<Record<string, AddressKind>> = {
  loopback: 'loopback',
  private: 'private',
  carrierGradeNat: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  linkLocal: 'link-local',
};

/** Those that lie outside of 169.254.0.0/16 or in ranges that can be opened. */
const METADATA: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2', // Amazon, containers
  '169.254.170.23', // Amazon, EKS
  '100.100.100.200', // Alibaba
  '168.63.129.16', // Azure: an address that looks public
  'fd00:ec2::254', // Amazon
  'fd00:ec2::23', // Amazon, EKS
  'fd20:ce::254', // Google
  'fd00:42::42', // Scaleway
]);

/** Of IPv6 only this is handed out for use on the internet (IANA, IPv6 Global Unicast Address). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Where an address leads. Strict: what is not known to be public is not. */
export function addressKind(text: string): AddressKind {
  // ipaddr.js also reads 010.0.0.1 and 0x7f.1, which other programs understand differently.
  if (isIP(text) === 0) return 'special';
  const address = ipaddr.parse(text);
  if (METADATA.has(address.toString())) return 'metadata';
  const range = address.range();
  if (range !== 'unicast') return KINDS[range] ?? 'special';
  if (address instanceof ipaddr.IPv4) return 'public';
  return address.match(GLOBAL_UNICAST) && !isIsatap(address.parts) ? 'public' : 'special';
}

/** RFC 5214: an IPv4 address inside of an IPv6 address under any prefix. */
function isIsatap(parts: readonly number[]): boolean {
  return ((parts[4] ?? 0) & 0xfdff) === 0 && parts[5] === 0x5efe;
}
