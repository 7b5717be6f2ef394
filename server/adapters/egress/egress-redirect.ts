import { EgressRefused, type EgressRequest } from './egress.ts';
import { type EgressTarget, readTarget } from './egress-target.ts';

/** One request of a chain of redirects. */
export interface Hop {
  readonly target: EgressTarget;
  readonly method: EgressRequest['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: EgressRequest['body'];
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What another origin may see. Anybody's header may be a password: those that are known not to be. */
const HARMLESS: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'content-type',
  'user-agent',
]);

/** Whether an answer says nothing but where to go. */
export function isRedirect(status: number, location: string | undefined): location is string {
  return REDIRECTS.has(status) && location !== undefined;
}

/**
 * The next request after an answer, by the rules of the Fetch standard (HTTP-redirect fetch), and
 * stricter with headers.
 * @returns null where the answer redirects nowhere.
 * @throws EgressRefused
 */
export function nextHop(hop: Hop, status: number, location: string | undefined): Hop | null {
  if (!isRedirect(status, location)) return null;
  const from = hop.target.url;
  const target = readTarget(location, from);
  if (from.protocol === 'https:' && target.url.protocol === 'http:') {
    throw new EgressRefused('downgrade');
  }
  const isGet =
    (status === 303 && hop.method !== 'HEAD') || (status <= 302 && hop.method === 'POST');
  const isSameOrigin = from.origin === target.url.origin;
  const headers = Object.entries(hop.headers).filter(([name]) => {
    const known = name.toLowerCase();
    return (isSameOrigin || HARMLESS.has(known)) && !(isGet && known.startsWith('content-'));
  });
  return {
    target,
    method: isGet ? 'GET' : hop.method,
    headers: Object.fromEntries(headers),
    body: isGet ? undefined : hop.body,
  };
}
