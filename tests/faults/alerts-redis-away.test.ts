import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUpByApi } from '#tests/support/api-account.ts';
import { eventually } from '#tests/support/eventually.ts';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { type RecordingServer, startRecordingServer } from '#tests/support/recording-server.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { printFigures } from './figures.ts';

const PROMISED_MS = 120_000;
const SUBJECT = /^Subject: \[Firing, warning\] Redis cannot be reached/m;

let mails: MailServer;
let hook: RecordingServer;
let cluster: Cluster;

beforeAll(async () => {
  mails = await startMailServer();
  hook = await startRecordingServer();
  cluster = await startCluster({
    nodes: 2,
    environment: {
      SMTP_URL: mails.url,
      MAIL_FROM: 'Duetide <alerts@duetide.example>',
      EGRESS_ALLOW: `127.0.0.1:${hook.port}`,
      SECRET_KEY: 'only for tests, and only for tests',
    },
  });
});
afterAll(async () => {
  await cluster?.stop();
  await hook?.stop();
  await mails?.stop();
});

test('who killed Redis reads of it within two minutes, once, by mail and by webhook', async () => {
  const operator = await signUpByApi(cluster.nodes[0].address);
  const receiver = (settings: object) => ({
    id: randomUUID(),
    name: 'Ops',
    leastSeverity: 'warning',
    isOn: true,
    settings,
  });
  await operator.call('PUT', 'operator/alert-receivers', {
    receivers: [
      receiver({ kind: 'mail', to: 'ops@duetide.example' }),
      receiver({ kind: 'webhook', url: `${hook.url}/alerts` }),
    ],
  });
  // Whoever evaluates has read whom to tell by then.
  await eventually('somebody watches', 30_000, async () => {
    const { evaluatedAt } = (await operator.call('GET', 'operator/alerts')) as {
      evaluatedAt: string | null;
    };
    return evaluatedAt !== null;
  });
  await cluster.redis.kill();
  const told = () => mails.received.filter(({ source }) => SUBJECT.test(source));
  const hooked = () => hook.requests.filter(({ body }) => body.includes('Redis cannot be reached'));
  const [byMail, byHook] = await Promise.all([
    eventually('a mail came', PROMISED_MS, () => told().length > 0),
    eventually('the webhook was called', PROMISED_MS, () => hooked().length > 0),
  ]);
  printFigures(19, { 'mail after ms': byMail, 'webhook after ms': byHook });
  expect(Math.max(byMail, byHook)).toBeLessThanOrEqual(PROMISED_MS);
  expect([told().length, hooked().length]).toEqual([1, 1]);
}, 180_000);
