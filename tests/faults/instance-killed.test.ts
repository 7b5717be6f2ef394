import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { type MongodbCluster, startMongodbCluster } from './cluster.ts';
import { signUpCrowd } from './crowd.ts';
import { printFigures } from './figures.ts';
import { createHttpClient } from './http-client.ts';
import { startWriters } from './write-journal.ts';

const KILLS = 12;

const client = createHttpClient();
let cluster: MongodbCluster;

beforeAll(async () => {
  cluster = await startMongodbCluster({ nodes: 2 });
});
afterAll(async () => {
  client.close();
  await cluster?.stop();
});

test(`row 28: one of two instances is killed ${KILLS} times while everybody writes: nothing acknowledged is lost, nothing is doubled`, async () => {
  const { nodes } = cluster;
  const [survivor, victim] = nodes;
  const people = await signUpCrowd(nodes, 8);
  // So many at a time that a kill meets requests at every stage.
  const writers = startWriters({ client, nodes, people, pace: 40 });
  for (let kill = 0; kill < KILLS; kill += 1) {
    const enough = writers.acknowledged + 10 + (kill % 7);
    await eventually('writes go on', 20_000, () => writers.acknowledged >= enough);
    await victim.kill();
    await victim.start();
  }
  await writers.stop();

  const { lost, doubled, spoiled } = await writers.compare(survivor);
  const { failures } = writers;
  printFigures(28, {
    kills: KILLS,
    acknowledged: writers.acknowledged,
    lost,
    doubled,
    'never acknowledged': writers.unsure,
    'answers that failed at the survivor': failures.filter(({ node }) => node === survivor).length,
    'and at the other': failures.filter(({ node }) => node === victim).length,
  });
  expect({ lost, doubled, spoiled }).toEqual({ lost: 0, doubled: 0, spoiled: 0 });
  // The kills did meet requests, and nobody else noticed.
  expect(failures.filter(({ node }) => node === victim).length).toBeGreaterThan(KILLS / 2);
  expect(failures.filter(({ node }) => node === survivor)).toEqual([]);
});
