import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProbes } from '#server/checks/run-probes.ts';
import { startMailServer } from '#tests/support/mail-server.ts';
import { judgeFault, judgeLogMail, judgeSecrecy, judgeSender } from './judge-mail.ts';
import { createSmtpProbe } from './smtp-probe.ts';

const FROM = 'Duetide <mail@duetide.org>';
const CERTIFICATES = join(import.meta.dirname, '../../../tests/support/fixtures/localhost');
const pem = (name: string) => readFileSync(join(CERTIFICATES, `${name}.pem`), 'utf8');

type Options = Parameters<typeof startMailServer>[0];

async function serve(options: Options = {}) {
  const server = await startMailServer(options);
  onTestFinished(server.stop);
  return server;
}

async function look(url: string, timeout = 1_000) {
  const found = await runProbes([createSmtpProbe({ url, from: FROM, timeout })]);
  expect(JSON.stringify(found)).not.toContain('hunter2');
  return found;
}

const levelsOf = async (url: string) =>
  Object.fromEntries((await look(url)).map(({ name, level }) => [name, level]));

/** Trusted until the test ends. */
function trustOurCertificate(): void {
  const authorities = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...authorities, pem('valid')]);
  onTestFinished(() => tls.setDefaultCACertificates(authorities));
}

describe('a mail server', () => {
  it('is fine where it answers, and gets no mail by that', async () => {
    const server = await serve();
    expect(await levelsOf(server.url)).toEqual({ SMTP: 'ok', TLS: 'ok', MAIL_FROM: 'ok' });
    expect(server.received).toEqual([]);
  });

  it('is asked whether it takes user and password', async () => {
    const server = await serve({
      authOptional: false,
      onAuth({ username, password }, _session, done) {
        const isRight = username === 'ada' && password === 'p@ss hunter2';
        done(isRight ? null : new Error('535 no'), isRight ? { user: username } : {});
      },
    });
    const url = (password: string) => server.url.replace('://', `://ada:${password}@`);
    expect(await levelsOf(url('p%40ss%20hunter2'))).toMatchObject({ SMTP: 'ok' });
    expect((await look(url('hunter2')))[0]).toMatchObject({
      level: 'failure',
      cure: expect.stringContaining('Correct user and password'),
    });
  });

  it('that lets nobody sign in where somebody should is warned of', async () => {
    const server = await serve({ disabledCommands: ['AUTH', 'STARTTLS'] });
    expect(await levelsOf(server.url.replace('://', '://ada:hunter2@'))).toMatchObject({
      SMTP: 'warning',
    });
  });

  it.each([
    ['smtps', { secure: true }],
    ['smtp', { disabledCommands: [] }],
  ] as const)('is reached over TLS where its certificate is accepted: %s', async (scheme, more) => {
    const server = await serve({
      key: pem('key'),
      cert: pem('valid'),
      ...more,
      disabledCommands: [],
    });
    const url = server.url.replace('smtp://127.0.0.1', `${scheme}://localhost`);
    expect((await look(url))[0]).toMatchObject({
      level: 'failure',
      cure: expect.stringContaining('certificate'),
    });
    const anybody = await look(`${url}?tls.rejectUnauthorized=false`);
    expect(anybody.find(({ name }) => name === 'TLS')).toMatchObject({ level: 'warning' });
    trustOurCertificate();
    const found = await look(url);
    expect(found.find(({ name }) => name === 'TLS')).toMatchObject({
      level: 'ok',
      message: 'is on, and the certificate is checked',
    });
  });

  it('of the other scheme is told', async () => {
    const server = await serve();
    expect((await look(server.url.replace('smtp:', 'smtps:')))[0]).toMatchObject({
      level: 'failure',
      cure: expect.stringContaining('smtps:// for port 465'),
    });
  });

  it('that is not there, or never greets, is a failure', async () => {
    expect((await look('smtp://ada:hunter2@127.0.0.1:1'))[0]).toMatchObject({
      level: 'failure',
      cure: expect.stringContaining('Start the mail server'),
    });
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect((await look(`smtp://127.0.0.1:${port}`, 100))[0]).toMatchObject({
      level: 'failure',
      cure: expect.stringContaining('587'),
    });
  });
});

it.each([
  ['mail.example', false, 'failure'],
  ['postfix', false, 'warning'],
  ['localhost', false, 'ok'],
  ['mail.example', true, 'ok'],
])('what goes to %s, encrypted: %s, is %s', (host, isSecure, level) => {
  const how = { isSecure, isAnyCertificateTaken: false };
  expect(judgeSecrecy(host, how)).toMatchObject({ level });
});

it.each([
  [FROM, 'ok'],
  ['mail@duetide.org', 'ok'],
  ['Duetide <duetide@localhost>', 'warning'],
  ['Duetide <mail@duetide.example>', 'warning'],
  ['mail@nas.local', 'warning'],
  ['mail@', 'warning'],
])('a sender of %s: %s', (from, level) => {
  expect(judgeSender(from)).toMatchObject({ level });
});

it.each([
  [null, 'note'],
  ['http://192.168.1.5', 'note'],
  ['https://duetide.org', 'warning'],
])('mails in the log at %s: %s', (publicUrl, level) => {
  expect(judgeLogMail(publicUrl)).toMatchObject({ level });
});

it('a fault that nobody knows has a cure, too', () => {
  expect(judgeFault('?')).toMatchObject({ level: 'failure', cure: expect.stringMatching(/\.$/) });
});
