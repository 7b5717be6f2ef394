import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CircuitHistory } from '#shared/schemas/operation-schemas.ts';
import { type MongodbCluster, startMongodbCluster } from './cluster.ts';
import { signUpCrowd } from './crowd.ts';
import { printFigures } from './figures.ts';
import { createHttpClient } from './http-client.ts';
import { startWriters } from './write-journal.ts';

const client = createHttpClient();
let cluster: MongodbCluster;

beforeAll(async () => {
  cluster = await startMongodbCluster({ nodes: 2 });
});
afterAll(async () => {
  client.close();
  await cluster?.stop();
});

/** What the instances stored of their database's circuit, oldest first, as the operator reads it. */
async function databaseTurns(address: string, cookie: string) {
  const query =
    'name=database&every=change&limit=200&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z';
  const url = `${address}/api/v1/operator/circuits/history?${query}`;
  const { status, text } = await client.ask({ url, cookie });
  if (status !== 200) throw new Error(`The history of circuits answered ${status}: ${text}`);
  return (JSON.parse(text) as CircuitHistory).items.toReversed();
}

const AWAY_MS = 10_000;
const ERRORS_END_MS = 15_000;

test('row 32: connections to the database are reset and it is away for 10 s: nothing acknowledged is lost, errors end within 15 s', async () => {
  const { nodes, ferretdb } = cluster;
  const people = await signUpCrowd(nodes, 10);
  const writers = startWriters({ client, nodes, people, pace: 300 });
  await sleep(3_000);
  expect(writers.failures).toEqual([]);
  const before = writers.acknowledged;

  const lost = performance.now();
  await Promise.all(nodes.map(({ database }) => database.reset()));
  await ferretdb.kill();
  await sleep(AWAY_MS);
  const whileAway = writers.failures.length;
  await ferretdb.start();
  await Promise.all(nodes.map(({ database }) => database.heal()));
  await sleep(ERRORS_END_MS - AWAY_MS + 3_000);
  await writers.stop();

  // The first to sign up is the operator. What happened while the store was away is in it now.
  const turns = await databaseTurns(nodes[0].address, people[0]?.cookie ?? '');
  const byInstance = [...Map.groupBy(turns, ({ instanceId }) => instanceId).values()];
  const broken = byInstance.flatMap((events) =>
    events.filter(({ from }, at) => from !== (events[at - 1]?.to ?? 'closed')),
  );
  const errorsEnded = (writers.failures.at(-1)?.endedAt ?? lost) - lost;
  const { lost: lostWrites, doubled, spoiled } = await writers.compare(nodes[1]);
  printFigures(32, {
    acknowledged: writers.acknowledged,
    lost: lostWrites,
    doubled,
    'never acknowledged': writers.unsure,
    'answers that failed': writers.failures.length,
    'slowest of them, ms': Math.max(...writers.failures.map((each) => each.milliseconds)),
    'errors ended after, s': errorsEnded / 1_000,
    'changes of circuits stored': turns.length,
  });
  expect({ lostWrites, doubled, spoiled }).toEqual({ lostWrites: 0, doubled: 0, spoiled: 0 });
  expect(byInstance).toHaveLength(nodes.length);
  expect(broken).toEqual([]);
  for (const events of byInstance) {
    expect(events[0]).toMatchObject({ from: 'closed', to: 'open' });
    expect(events.at(-1)).toMatchObject({ to: 'closed', cause: 'probes-succeeded' });
  }
  expect(before).toBeGreaterThan(0);
  expect(whileAway).toBeGreaterThan(0);
  expect(writers.acknowledged).toBeGreaterThan(before);
  expect(errorsEnded).toBeLessThanOrEqual(ERRORS_END_MS);
  expect(writers.failures.filter((each) => each.status !== 503 || !each.hasRetryAfter)).toEqual([]);
});
