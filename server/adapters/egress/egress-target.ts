import { isIP } from 'node:net';
import { EgressRefused } from './egress.ts';

/** Where a request goes, read once: everything after works with this and not with the text. */
export interface EgressTarget {
  /** Of the canonical form, without a fragment. */
  readonly url: URL;
  /** A name in lower case and ASCII without a trailing dot, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

const LONGEST_URL = 8_192;

/**
 * @param base what a relative `text` is relative to: redirects only.
 * @throws EgressRefused
 */
export function readTarget(text: string, base?: URL): EgressTarget {
  // The URL standard repairs backslashes and line breaks; other parsers see another host then.
  if (text.length > LONGEST_URL || /[\s\\\p{Cc}]/u.test(text))
    throw new EgressRefused('invalid-url');
  if (!base && !/^[a-z][a-z\d+.-]*:\/\/[^/?#]/i.test(text)) throw new EgressRefused('invalid-url');
  if (!URL.canParse(text, base)) throw new EgressRefused('invalid-url');
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new EgressRefused('scheme');
  const [, authority = ''] = /^(?:[a-z][a-z\d+.-]*:)?\/\/([^/?#]*)/i.exec(text) ?? [];
  // In the text, because the URL standard drops an empty one; and as it was understood.
  if (authority.includes('@') || url.username || url.password) throw new EgressRefused('userinfo');
  url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  const host = readHost(url.hostname);
  return { url, host, port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) };
}

/** The same for a host by itself. The parser of URLs makes its many spellings one. */
export function readHostName(text: string): string {
  const literal = isIP(text) === 6 ? `[${text}]` : text;
  if (/[\s\\/?#@\p{Cc}]/u.test(text) || !URL.canParse(`http://${literal}/`)) {
    throw new EgressRefused('invalid-host');
  }
  const { hostname, port } = new URL(`http://${literal}/`);
  if (port !== '') throw new EgressRefused('invalid-host');
  return readHost(hostname.replace(/\.$/, ''));
}

function readHost(hostname: string): string {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host)) return host;
  const isName =
    host.length <= 253 && host.split('.').every((label) => /^[a-z\d_-]{1,63}$/.test(label));
  if (!isName) throw new EgressRefused('invalid-host');
  return host;
}
