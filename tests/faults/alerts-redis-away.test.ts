import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiAccount, signUpByApi } from '#tests/support/api-account.ts';
import { eventually } from '#tests/support/eventually.ts';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { type RecordingServer, startRecordingServer } from '#tests/support/recording-server.ts';
import { type MongodbCluster, startMongodbCluster } from './cluster.ts';
import { printFigures } from './figures.ts';

const PROMISED_MS = 120_000;
const BETWEEN_MS = 17_000;
const REDIS = 'Redis cannot be reached';
const DATABASE = 'The database cannot be reached';

let mails: MailServer;
let hook: RecordingServer;
let cluster: MongodbCluster;

beforeAll(async () => {
  mails = await startMailServer();
  hook = await startRecordingServer();
  cluster = await startMongodbCluster({
    nodes: 2,
    environment: {
      SMTP_URL: mails.url,
      MAIL_FROM: 'Duetide <alerts@duetide.example>',
      EGRESS_ALLOW: `127.0.0.1:${hook.port}`,
      SECRET_KEY: 'only for tests, and only for tests',
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'shifted-clock.ts')}`,
    },
  });
});
afterAll(async () => {
  await cluster?.stop();
  await hook?.stop();
  await mails?.stop();
});

/** How often each receiver was told that, in whatever message. */
function told(state: 'Firing' | 'Resolved', title: string): { mail: number; webhook: number } {
  const words = new RegExp(`\\[${state}, (page|warning)\\] ${title}`);
  const plain = (source: string) => source.replaceAll('=\r\n', '').replaceAll(/\r\n[\t ]/g, ' ');
  return {
    mail: mails.received.filter(({ source }) => words.test(plain(source))).length,
    webhook: hook.requests.filter(({ body }) => words.test(body)).length,
  };
}

function until(state: 'Firing' | 'Resolved', title: string, limit: number) {
  const by = (way: 'mail' | 'webhook') =>
    eventually(`${way}: ${state} ${title}`, limit, () => told(state, title)[way] > 0);
  return Promise.all([by('mail'), by('webhook')]);
}

async function watch(operator: ApiAccount): Promise<void> {
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
}

/** Five minutes without a fault are needed, which the clocks of all instances skip. */
async function skipTime(isOver: () => boolean): Promise<void> {
  for (let skipped = 0; skipped < 8 && !isOver(); skipped += 1) {
    for (const { pid } of cluster.nodes) process.kill(pid, 'SIGUSR2');
    // Whoever evaluates may have to find out first that all is well again.
    await eventually('it is over', 12_000, isOver).catch(() => {});
  }
}

test('who killed Redis, and the database 17 seconds later, reads of each within two minutes, once, and that both are over', async () => {
  const operator = await signUpByApi(cluster.nodes[0].address);
  await watch(operator);
  await cluster.redis.kill();
  const redis = until('Firing', REDIS, PROMISED_MS);
  await sleep(BETWEEN_MS);
  await cluster.ferretdb.kill();
  const [[redisMail, redisHook], [databaseMail, databaseHook]] = await Promise.all([
    redis,
    until('Firing', DATABASE, PROMISED_MS),
  ]);
  printFigures(19, { 'mail after ms': redisMail, 'webhook after ms': redisHook });
  printFigures(20, { 'mail after ms': databaseMail, 'webhook after ms': databaseHook });
  const once = { mail: 1, webhook: 1 };
  expect([told('Firing', REDIS), told('Firing', DATABASE)]).toEqual([once, once]);

  await Promise.all([cluster.redis.start(), cluster.ferretdb.start()]);
  const back = performance.now();
  await skipTime(() =>
    [REDIS, DATABASE].every((title) =>
      Object.values(told('Resolved', title)).every((by) => by > 0),
    ),
  );
  printFigures('rows 19 and 20', {
    'told that it is over, ms after both were back (five minutes skipped)':
      performance.now() - back,
  });
  expect([told('Firing', REDIS), told('Firing', DATABASE)]).toEqual([once, once]);
  expect([told('Resolved', REDIS), told('Resolved', DATABASE)]).toEqual([once, once]);
}, 300_000);
