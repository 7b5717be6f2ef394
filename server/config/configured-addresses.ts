import { isIP } from 'node:net';

export function isOrigin(value: string): boolean {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { pathname, search, hash, username } = new URL(value);
  return pathname === '/' && `${search}${hash}${username}` === '';
}

export function isHeartbeat(value: string): boolean {
  return /^https?:\/\/[^/@]+(\/|$)/i.test(value) && URL.canParse(value);
}

export function isCollector(value: string): boolean {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { search, hash, username } = new URL(value);
  return `${search}${hash}${username}` === '';
}

export function isMailServer(value: string): boolean {
  return /^smtps?:\/\/[^/]/i.test(value) && URL.canParse(value) && new URL(value).hostname !== '';
}

export function isRedis(value: string): boolean {
  return /^rediss?:\/\/[^/]/i.test(value) && URL.canParse(value) && new URL(value).hostname !== '';
}

/** Addresses, networks and their groups, as of TRUST_PROXY. */
export function readProxies(value: string): false | string[] {
  return value === 'off' ? false : value.split(',').map((address) => address.trim());
}

const PROXY_GROUPS = new Set(['loopback', 'linklocal', 'uniquelocal']);

export function isProxy(address: string): boolean {
  if (PROXY_GROUPS.has(address)) return true;
  const [host = '', prefix = '0', ...rest] = address.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(host)] ?? -1;
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}
