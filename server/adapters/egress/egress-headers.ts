import { EgressRefused } from './egress.ts';

/** They describe the connection, the length or the host: two opinions about those are an attack. */
const OURS =
  /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|accept-encoding|proxy-.*)$/i;

/** @throws EgressRefused where a header would break out of its line, or is not the caller's to set. */
export function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    const isName = /^[!#$%&'*+.^`|~\w-]+$/.test(name) && !OURS.test(name);
    if (!isName || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw new EgressRefused('header');
  }
}
