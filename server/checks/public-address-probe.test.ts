import { readFileSync } from 'node:fs';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer as createSafeServer } from 'node:https';
import { type AddressInfo, createServer as createMuteServer } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createTestApp } from '#tests/support/test-app.ts';
import { createPublicAddressProbe, type PublicAddress } from './public-address-probe.ts';
import { runProbes } from './run-probes.ts';

const VERSION = '0.0.7';
const DAY = 86_400_000;
const CERTIFICATES = join(import.meta.dirname, '../../tests/support/fixtures/localhost');
const pem = (name: string) => readFileSync(join(CERTIFICATES, `${name}.pem`), 'utf8');

/** Answers as Duetide of that version does; `over` replaces an answer. */
function duetide(version = VERSION, over: Record<string, [number, string]> = {}): RequestListener {
  const answers: Record<string, [number, string]> = {
    '/api/health/ready': [200, '{"status":"ok"}'],
    '/api/openapi.json': [200, JSON.stringify({ info: { title: 'Duetide', version } })],
    ...over,
  };
  return ({ url = '' }, reply) => {
    const [status, body] = answers[url] ?? [404, ''];
    reply.writeHead(status).end(body);
  };
}

async function listen(server: ReturnType<typeof createPlainServer | typeof createMuteServer>) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function serve(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createPlainServer(answer))}`;
}

async function serveSafely(certificate: string): Promise<string> {
  const server = createSafeServer({ key: pem('key'), cert: pem(certificate) }, duetide());
  return `https://localhost:${await listen(server)}`;
}

/** @param limit long enough for any machine, unless nobody answers */
async function look(url: string, more: Partial<PublicAddress> = {}, limit = 10_000) {
  const probe = createPublicAddressProbe({
    url,
    isConfigured: true,
    isServing: true,
    version: VERSION,
    clock: { now: () => Date.now() },
    ...more,
  });
  return runProbes([{ ...probe, limit }]);
}

describe('the public address', () => {
  it('is fine where Duetide of this version answers, with a clock that agrees', async () => {
    const found = await look(await serve(duetide()));
    expect(found.map(({ area, name, level }) => [area, name, level])).toEqual([
      ['public address', 'TLS', 'ok'],
      ['public address', 'PUBLIC_URL', 'ok'],
      ['clock', 'the public address', 'ok'],
    ]);
  });

  it('is one of a real server, too', async () => {
    const { app, close } = await createTestApp();
    onTestFinished(close);
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const found = await look(url, { version: 'none' });
    expect(found).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(/answers Duetide \d+\.\d+\.\d+, and this is none$/),
      }),
    );
  });

  it.each([
    ['another version', duetide('0.0.6'), 'warning', 'note', 'answers Duetide 0.0.6'],
    [
      'Duetide without its database',
      duetide(VERSION, { '/api/health/ready': [503, '{}'] }),
      'failure',
      'warning',
      'is not ready (503)',
    ],
    [
      'something else',
      duetide(VERSION, { '/api/openapi.json': [200, '{"info":{"title":"Shop"}}'] }),
      'failure',
      'warning',
      'is not Duetide (HTTP 200)',
    ],
    [
      'nothing that it knows',
      duetide('', { '/api/openapi.json': [200, '<html>'] }),
      'failure',
      'warning',
      'is not Duetide',
    ],
  ] as const)(
    'after and before a deployment, %s',
    async (_name, answer, after, before, message) => {
      const url = await serve(answer);
      for (const [isServing, level] of [
        [true, after],
        [false, before],
      ] as const) {
        const found = await look(url, { isServing });
        expect(found.find(({ name }) => name === 'PUBLIC_URL')).toMatchObject({
          level,
          message: expect.stringContaining(message),
        });
      }
    },
  );

  it('that sends people elsewhere is named with where', async () => {
    const url = await serve((_request, reply) =>
      reply.writeHead(308, { location: 'https://www.duetide.example/x?y' }).end(),
    );
    const found = await look(url);
    expect(found.find(({ level }) => level === 'failure')).toMatchObject({
      message: expect.stringMatching(/ to https:\/\/www\.duetide\.example$/),
    });
  });

  it('at which nobody answers is a failure after a deployment only', async () => {
    const mute = `http://127.0.0.1:${await listen(createMuteServer(() => {}))}`;
    const levels = async (isServing: boolean, isConfigured = true) =>
      (await look('http://127.0.0.1:1', { isServing, isConfigured })).map(({ level }) => level);
    expect(await levels(true)).toEqual(['ok', 'failure']);
    expect(await levels(false)).toEqual(['ok', 'warning']);
    expect(await levels(false, false)).toEqual(['ok', 'note']);
    expect(await look(mute, {}, 500)).toMatchObject([
      {
        level: 'failure',
        message: 'no answer within 0.5 s',
        cure: expect.stringContaining('curl'),
      },
    ]);
  });

  it.each([
    ['http://duetide.example', 'failure', 'cross the internet'],
    ['http://nas.local', 'warning', 'read along'],
    ['http://localhost:1', 'ok', 'not needed'],
    ['https://duetide.invalid', 'ok', 'https'],
  ])('%s is secret on its way: %s', async (url, level, message) => {
    // Names that lead nowhere: without waiting for them, what is said at once is enough.
    const probe = createPublicAddressProbe({
      url,
      isConfigured: true,
      isServing: false,
      version: VERSION,
      clock: { now: () => Date.now() },
    });
    const gone = AbortSignal.abort();
    const [found] = await probe.run(gone);
    expect(found).toMatchObject({ name: 'TLS', level, message: expect.stringContaining(message) });
  });
});

describe('its certificate', () => {
  beforeAll(() => {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), pem('valid')]);
  });

  it('is fine while it is accepted and lasts', async () => {
    const found = await look(await serveSafely('valid'));
    expect(found.find(({ name }) => name === 'certificate')).toMatchObject({ level: 'ok' });
    expect(found.every(({ level }) => level === 'ok')).toBe(true);
  });

  it('is warned of before it ends', async () => {
    const ends = Date.parse('2120-01-01T00:00:00Z');
    const found = await look(await serveSafely('valid'), {
      clock: { now: () => ends - 13.5 * DAY },
    });
    expect(found.find(({ name }) => name === 'certificate')).toMatchObject({
      level: 'warning',
      message: 'the certificate ends in 13 days',
    });
  });

  it('is a failure once it has ended', async () => {
    const expired = await look(await serveSafely('expired'));
    expect(expired).toContainEqual(
      expect.objectContaining({ name: 'certificate', level: 'failure' }),
    );
  });
});
