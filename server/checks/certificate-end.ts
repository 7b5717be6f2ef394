import { isIP } from 'node:net';
import { connect } from 'node:tls';

const LIMIT_MS = 4_000;

/**
 * When the certificate that is shown at an address ends, in milliseconds since 1970; null where the
 * address is none of HTTPS. Also of one that has ended, is for another name, or is signed by nobody
 * known: browsers refuse it, and all the more somebody has to be told.
 * @throws Error where nobody answers in time, or not over TLS.
 */
export function readCertificateEnd(
  address: string | null,
  limit = LIMIT_MS,
): Promise<number | null> {
  if (!address?.startsWith('https:')) return Promise.resolve(null);
  const { hostname, port } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: port === '' ? 443 : Number(port),
      // An address is no name that TLS could ask for.
      ...(isIP(host) === 0 && { servername: host }),
      // Nothing is sent: only what is shown is looked at.
      rejectUnauthorized: false,
    });
    const timer = setTimeout(() => fail(new Error(`${host} shows no certificate in time`)), limit);
    function fail(error: Error): void {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    }
    socket.once('error', fail);
    socket.once('close', () => fail(new Error(`${host} closes without a certificate`)));
    socket.once('secureConnect', () => {
      const ends = Date.parse(socket.getPeerCertificate().valid_to);
      if (Number.isNaN(ends)) return fail(new Error(`${host} shows no certificate`));
      clearTimeout(timer);
      socket.destroy();
      resolve(ends);
    });
  });
}
