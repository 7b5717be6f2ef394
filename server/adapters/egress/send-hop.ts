import type { LookupFunction } from 'node:net';
import {
  type CheckedHost,
  EgressFailed,
  type EgressLimits,
  type EgressResponse,
} from './egress.ts';
import { egressFailure } from './egress-failure.ts';
import { type Hop, isRedirect } from './egress-redirect.ts';

export interface SendOptions {
  limits: EgressLimits;
  signal: AbortSignal;
  /** Whom to trust in place of the authorities that Node brings, as PEM. */
  authorities?: readonly string[] | undefined;
}

const CONNECT_LIMIT = 5_000;
const LARGEST_HEADERS = 16_384;

/**
 * Sends one request over a connection of its own, to an address that was checked for it. There is
 * no pool: a connection that is kept may be half closed when a message goes out on it, and then
 * nobody knows whether the message arrived.
 * @throws EgressFailed
 */
export async function sendHop(
  hop: Hop,
  { addresses }: CheckedHost,
  { limits, signal: over, authorities }: SendOptions,
): Promise<EgressResponse> {
  // Loaded with the first request: most servers start without making one.
  const { Client } = await import('undici');
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new EgressFailed('time-out')), limits.headers);
  const signal = AbortSignal.any([over, late.signal]);
  const client = new Client(hop.target.url.origin, {
    connect: {
      lookup: answerWith(addresses),
      autoSelectFamily: true,
      timeout: Math.min(CONNECT_LIMIT, limits.headers),
      // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED=0 cannot say otherwise.
      rejectUnauthorized: true,
      maxCachedSessions: 0,
      // undici hears of an end only once it is connected.
      signal,
      ...(authorities && { ca: [...authorities] }),
    },
    allowH2: false,
    maxHeaderSize: LARGEST_HEADERS,
    // Our own timers end a request: these are exact to a second only.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  let wasConnected = false;
  client.once('connect', () => {
    wasConnected = true;
  });
  try {
    const answer = await client.request({
      path: `${hop.target.url.pathname}${hop.target.url.search}`,
      method: hop.method,
      headers: { 'user-agent': 'Duetide', ...hop.headers, 'accept-encoding': 'identity' },
      body: hop.body ?? null,
      signal,
      reset: true,
    });
    clearTimeout(timer);
    const status = answer.statusCode;
    const headers = readHeaders(answer.headers);
    const isFollowed = limits.redirects > 0 && isRedirect(status, headers.get('location'));
    return {
      status,
      headers,
      body: isFollowed ? new Uint8Array() : await readBody(answer.body, limits),
      url: hop.target.url.href,
    };
  } catch (error) {
    throw egressFailure(signal.aborted ? signal.reason : error, wasConnected);
  } finally {
    clearTimeout(timer);
    // Whatever the other end still wants to say.
    client.destroy().catch(() => {});
  }
}

/** In place of a lookup: whatever name the socket asks for, it gets what was checked. */
function answerWith(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return (_name, { all }, done) => {
    const [first] = found;
    if (all) done(null, found);
    else if (first) done(null, first.address, first.family);
  };
}

function readHeaders(
  headers: Record<string, string | string[] | undefined>,
): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) read.set(name.toLowerCase(), [value].flat().join(', '));
  }
  return read;
}

async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  { body: most, needs }: EgressLimits,
): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of chunks) {
      read.push(chunk);
      length += chunk.length;
      if (length > most) throw new EgressFailed('too-large');
    }
  } catch (error) {
    if (needs === 'whole') throw error;
  }
  return Buffer.concat(read, Math.min(length, most));
}
