import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProbes } from '#server/checks/run-probes.ts';
import { freePort } from '#tests/support/free-port.ts';
import { startRedis } from '#tests/support/service-processes.ts';
import { createRedisProbe } from './redis-probe.ts';

const PASSWORD = 'hunter2-hunter2-hunter2';
const CERTIFICATES = join(import.meta.dirname, '../../../tests/support/fixtures/localhost');

async function start(...settings: string[]): Promise<string> {
  const service = await startRedis({ settings });
  onTestFinished(service.stop);
  return service.address;
}

/** Asks the server as an operator would. */
async function tell(url: string, ...command: [string, ...string[]]): Promise<unknown> {
  const redis = new Redis(url);
  const [name, ...parameters] = command;
  const answer = await redis.call(name, ...parameters);
  redis.disconnect();
  return answer;
}

async function look(url: string, now = () => Date.now()) {
  const probe = createRedisProbe({ url, clock: { now } });
  const found = await runProbes([probe]);
  expect(JSON.stringify(found)).not.toContain('hunter2');
  return found;
}

async function levelsOf(url: string) {
  return Object.fromEntries((await look(url)).map(({ name, level }) => [name, level]));
}

describe('Redis', () => {
  it('is fine with a password and a limit at which it forgets', async () => {
    const url = await start(
      ...['--requirepass', PASSWORD, '--maxmemory', '64mb', '--maxmemory-policy', 'allkeys-lru'],
    );
    const known = url.replace('://', `://:${PASSWORD}@`);
    const keys = await tell(known, 'DBSIZE');
    expect(await levelsOf(known)).toEqual({
      server: 'ok',
      TLS: 'ok',
      password: 'ok',
      distance: 'ok',
      eviction: 'ok',
      Redis: 'ok',
    });
    expect(await tell(known, 'DBSIZE')).toBe(keys);
  });

  it('is warned of where anybody comes in, whatever password is sent', async () => {
    const url = await start();
    expect(await levelsOf(url)).toMatchObject({ password: 'warning' });
    expect(await levelsOf(url.replace('://', `://:${PASSWORD}@`))).toMatchObject({
      password: 'warning',
    });
  });

  it('is warned of where it will refuse to forget', async () => {
    const url = await start('--maxmemory', '64mb');
    const found = await look(url);
    expect(found.find(({ name }) => name === 'eviction')).toMatchObject({
      level: 'warning',
      message: expect.stringMatching(/^noeviction, at \d+ %/),
    });
    await tell(url, 'CONFIG', 'SET', 'maxmemory', '0');
    expect(await levelsOf(url)).toMatchObject({ eviction: 'note' });
  });

  it('fails on what takes no writes, or not all of them', async () => {
    const url = await start();
    await tell(url, 'REPLICAOF', '127.0.0.1', '1');
    expect(await levelsOf(url)).toMatchObject({ role: 'failure' });
    expect(await levelsOf(await start('--cluster-enabled', 'yes'))).toMatchObject({
      role: 'failure',
    });
  });

  it('is warned of where it may not be asked who it is', async () => {
    const url = await start();
    await tell(url, 'ACL', 'SETUSER', 'app', 'on', `>${PASSWORD}`, '~*', '+@all', '-info', '-time');
    expect(await levelsOf(url.replace('://', `://app:${PASSWORD}@`))).toMatchObject({
      server: 'warning',
      distance: 'ok',
    });
  });

  it('with a clock that is another is told', async () => {
    const found = await look(await start(), () => Date.now() + 10_000);
    expect(found.find(({ area }) => area === 'clock')).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('ahead of the one of Redis'),
    });
  });

  it('is reached over TLS where its certificate is accepted', async () => {
    const port = await freePort();
    const file = (name: string) => join(CERTIFICATES, `${name}.pem`);
    await start(
      ...['--tls-port', String(port), '--tls-auth-clients', 'no'],
      ...['--tls-cert-file', file('valid'), '--tls-key-file', file('key')],
      ...['--tls-ca-cert-file', file('valid')],
    );
    const url = `rediss://localhost:${port}`;
    expect(await look(url)).toMatchObject([
      { level: 'failure', cure: expect.stringContaining('NODE_EXTRA_CA_CERTS') },
    ]);
    const authorities = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...authorities, readFileSync(file('valid'), 'utf8')]);
    onTestFinished(() => tls.setDefaultCACertificates(authorities));
    expect(await levelsOf(url)).toMatchObject({ server: 'ok', TLS: 'ok' });
  });
});

describe('Redis that cannot be used', () => {
  it.each([
    ['redis://:wrong@', 'Correct user and password'],
    ['redis://', 'Write the password'],
  ])('with %s is told why', async (prefix, cure) => {
    const url = await start('--requirepass', PASSWORD);
    expect(await look(url.replace('redis://', prefix))).toMatchObject([
      { level: 'failure', cure: expect.stringContaining(cure) },
    ]);
  });

  it('is told from one that is slow to start', async () => {
    expect(await look(`redis://:${PASSWORD}@127.0.0.1:1`)).toMatchObject([
      { level: 'failure', cure: expect.stringContaining('Start Redis') },
    ]);
  });

  it('is given up where it never answers', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const address = mute.address();
    const url = `redis://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const begun = performance.now();
    expect(await look(url)).toMatchObject([{ level: 'failure' }]);
    expect(performance.now() - begun).toBeLessThan(9_000);
  });
});
