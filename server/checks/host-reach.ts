import { BlockList, isIP } from 'node:net';

/** How far away a host is, as far as its name or address tells. */
export type HostReach = 'this machine' | 'private network' | 'internet';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

const PRIVATE = new BlockList();
PRIVATE.addSubnet('10.0.0.0', 8);
PRIVATE.addSubnet('172.16.0.0', 12);
PRIVATE.addSubnet('192.168.0.0', 16);
PRIVATE.addSubnet('169.254.0.0', 16);
PRIVATE.addSubnet('100.64.0.0', 10);
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** Ends of names that the public name system does not know, by convention or by RFC 6762 and 8375. */
const PRIVATE_NAME = /(^|\.)(local|lan|home|internal|intranet|corp|private|home\.arpa)$/;

export function reachOf(host: string): HostReach {
  const name = host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  const family = isIP(name);
  if (family !== 0) {
    const kind = family === 6 ? 'ipv6' : 'ipv4';
    if (LOOPBACK.check(name, kind)) return 'this machine';
    return PRIVATE.check(name, kind) ? 'private network' : 'internet';
  }
  if (/(^|\.)localhost$/.test(name)) return 'this machine';
  // A name of one part is one of a container, or of a machine in the same network.
  return !name.includes('.') || PRIVATE_NAME.test(name) ? 'private network' : 'internet';
}
