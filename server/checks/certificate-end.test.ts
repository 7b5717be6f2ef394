import { readFileSync } from 'node:fs';
import { createServer as createMuteServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createSecureContext, createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { ENDED_TLS, TEST_TLS } from '#tests/support/test-egress.ts';
import { readCertificateEnd } from './certificate-end.ts';

const FIXTURES = join(import.meta.dirname, '../../tests/support/fixtures/localhost');
const pem = (name: string) => readFileSync(join(FIXTURES, `${name}.pem`), 'utf8');
const SELF_SIGNED = { key: pem('key'), cert: pem('valid') };

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

async function serve(options: TlsOptions): Promise<number> {
  const server = createTlsServer(options, (socket) => socket.on('error', () => {}));
  server.on('tlsClientError', () => {});
  return listen(server);
}

it.each([
  ['signed by somebody whom nobody knows', TEST_TLS, '127.0.0.1', '2126-10-28T06:30:56Z'],
  ['for another name', TEST_TLS, 'localhost', '2126-10-28T06:30:56Z'],
  ['signed by itself', SELF_SIGNED, 'localhost', '2120-01-01T00:00:00Z'],
  ['that ended years ago', ENDED_TLS, 'localhost', '2021-01-01T00:00:00Z'],
])('says when a certificate ends that is %s', async (_, certificate, host, ends) => {
  const port = await serve(certificate);
  const found = await readCertificateEnd(`https://${host}:${port}/duetide`);
  expect(found).toBe(Date.parse(ends));
});

it('asks for the name of the address, so that whoever serves several shows the right one', async () => {
  const ofName = createSecureContext(ENDED_TLS);
  const port = await serve({ ...SELF_SIGNED, SNICallback: (_name, show) => show(null, ofName) });
  const ended = Date.parse('2021-01-01T00:00:00Z');
  expect(await readCertificateEnd(`https://localhost:${port}`)).toBe(ended);
  expect(await readCertificateEnd(`https://127.0.0.1:${port}`)).toBeGreaterThan(ended);
});

it.each([null, 'http://duetide.example', 'http://127.0.0.1:1'])(
  'finds none at %s',
  async (address) => {
    expect(await readCertificateEnd(address)).toBeNull();
  },
);

it('rejects where nobody speaks TLS', async () => {
  const plain = await listen(
    createMuteServer((socket) => {
      socket.on('error', () => {});
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    }),
  );
  await expect(readCertificateEnd(`https://127.0.0.1:${plain}`)).rejects.toThrow();
  const closing = await listen(createMuteServer((socket) => socket.end()));
  await expect(readCertificateEnd(`https://127.0.0.1:${closing}`)).rejects.toThrow();
});

it('rejects where nobody listens', async () => {
  const server = createMuteServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  await expect(readCertificateEnd(`https://127.0.0.1:${port}`)).rejects.toThrow('ECONNREFUSED');
});

it('waits no longer than it may for somebody who says nothing, and hangs up', async () => {
  const gone = Promise.withResolvers<void>();
  const port = await listen(
    createMuteServer((socket) => {
      socket.on('error', () => {});
      socket.once('close', () => gone.resolve());
      socket.resume();
    }),
  );
  await expect(readCertificateEnd(`https://127.0.0.1:${port}`, 100)).rejects.toThrow('in time');
  await gone.promise;
});
