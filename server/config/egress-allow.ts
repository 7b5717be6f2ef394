import ipaddr from 'ipaddr.js';

/** What an operator opens besides the public internet. Without a port: the ports that are open for all. */
export type EgressAllowance =
  | { readonly kind: 'name'; readonly name: string; readonly port: number | null }
  | {
      readonly kind: 'network';
      readonly address: string;
      readonly prefix: number;
      readonly port: number | null;
    };

/**
 * Reads `ntfy.lan:8080,192.168.1.0/24,[fd00::5]:8080`.
 * @returns undefined where an entry cannot be read: one that is misunderstood could open too much.
 */
export function readEgressAllow(list: string): EgressAllowance[] | undefined {
  const entries = list.split(',').map((entry) => readEntry(entry.trim()));
  return entries.every((entry) => entry !== null) ? entries : undefined;
}

/** Reads `80,443`. Undefined where one is not a port. */
export function readPorts(list: string): number[] | undefined {
  const ports = list.split(',').map((port) => port.trim());
  const areAll = ports.every((port) => /^\d{1,5}$/.test(port) && isPort(Number(port)));
  return areAll ? ports.map(Number) : undefined;
}

function isPort(port: number): boolean {
  return port > 0 && port <= 65_535;
}

function readEntry(text: string): EgressAllowance | null {
  const { host, port } = splitPort(text);
  if (port !== null && !isPort(port)) return null;
  // A zone, as in fe80::1%eth0, would be dropped by the comparison.
  if (host.includes('%')) return null;
  if (host.includes('/')) {
    if (!ipaddr.isValidCIDR(host)) return null;
    const [address, prefix] = ipaddr.parseCIDR(host);
    return { kind: 'network', address: address.toString(), prefix, port };
  }
  if (ipaddr.IPv4.isValidFourPartDecimal(host) || ipaddr.IPv6.isValid(host)) {
    const address = ipaddr.parse(host);
    const prefix = address.kind() === 'ipv4' ? 32 : 128;
    return { kind: 'network', address: address.toString(), prefix, port };
  }
  const name = host.toLowerCase();
  // What ends in a number is an address in disguise, such as 0x7f.1.
  const isName = /^[a-z\d_-]+(\.[a-z\d_-]+)*$/.test(name) && !/(^|\.)(\d+|0x[\da-f]*)$/.test(name);
  return isName ? { kind: 'name', name, port } : null;
}

function splitPort(text: string): { host: string; port: number | null } {
  const bracketed = /^\[([\da-f:./]*:[\da-f:./]*)\](?::(\d{1,5}))?$/i.exec(text);
  // More colons than one, and no brackets: an IPv6 address by itself.
  const plain = /^([^:[\]]+)(?::(\d{1,5}))?$/.exec(text);
  const [, host = text, port] = bracketed ?? plain ?? [];
  return { host, port: port === undefined ? null : Number(port) };
}
