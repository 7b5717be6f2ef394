import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { TLSSocket } from 'node:tls';

export interface ServerAnswer {
  readonly status: number;
  /** Where it sends those who ask. */
  readonly location: string | null;
  /** Its clock, in milliseconds since 1970; null where it does not say. */
  readonly date: number | null;
  readonly body: string;
  /** When the certificate ends; null without TLS. */
  readonly certificateEnds: number | null;
  /** Our clock. */
  readonly asked: number;
  readonly answered: number;
}

const LARGEST_BODY = 4 * 1024 ** 2;

/**
 * Asks once, on a connection of its own, and follows nobody elsewhere.
 * @throws what Node throws, with a `code`, where there is no connection or its certificate is none.
 */
export function askServer(
  url: URL,
  { signal, now }: { signal: AbortSignal; now: () => number },
): Promise<ServerAnswer> {
  return new Promise((resolve, reject) => {
    const asked = now();
    const get = url.protocol === 'https:' ? getHttps : getHttp;
    const headers = { accept: 'application/json', 'user-agent': 'duetide-check' };
    const request = get(url, { agent: false, signal, headers }, (reply) => {
      const head = readHead(reply, { asked, answered: now() });
      const chunks: Buffer[] = [];
      let size = 0;
      reply.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > LARGEST_BODY) reply.destroy(new Error('its answer is too long'));
      });
      reply.on('error', reject);
      reply.on('end', () => resolve({ ...head, body: Buffer.concat(chunks).toString('utf8') }));
    });
    request.on('error', reject);
  });
}

function readHead(
  { statusCode = 0, headers, socket }: IncomingMessage,
  times: Pick<ServerAnswer, 'asked' | 'answered'>,
): Omit<ServerAnswer, 'body'> {
  const date = Date.parse(headers.date ?? '');
  const ends = socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : NaN;
  return {
    status: statusCode,
    location: headers.location ?? null,
    date: Number.isNaN(date) ? null : date,
    certificateEnds: Number.isNaN(ends) ? null : ends,
    ...times,
  };
}
