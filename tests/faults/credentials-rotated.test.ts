import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { type MongodbCluster, startMongodbCluster } from './cluster.ts';
import { signUpCrowd, usersOf } from './crowd.ts';
import { printFigures } from './figures.ts';
import { createHttpClient } from './http-client.ts';
import { failuresOf, latencyOf, startLoad } from './load.ts';
import { openConnections } from './open-connections.ts';

const ROTATIONS = 3;

const client = createHttpClient();
const folder = mkdtempSync(join(tmpdir(), 'duetide-rotation-'));
const fileOf = (index: number) => join(folder, `uri-${index}`);
let cluster: MongodbCluster;

beforeAll(async () => {
  cluster = await startMongodbCluster({
    nodes: 2,
    environmentOf(index, mongodbUri) {
      writeFileSync(fileOf(index), mongodbUri);
      return { MONGODB_URI: '', MONGODB_URI_FILE: fileOf(index) };
    },
  });
});
afterAll(async () => {
  client.close();
  await cluster?.stop();
  rmSync(folder, { recursive: true });
});

test('row 34: connection strings are swapped under load, and the old way is cut off: no request fails', async () => {
  const { nodes } = cluster;
  const people = await signUpCrowd(nodes, 20);
  const load = startLoad({ client, nodes, users: usersOf(people, 20), pace: 500 });
  const quiet = await load.during(3_000);
  let old = nodes.map(({ database }) => database);
  let longest = 0;
  for (let rotation = 0; rotation < ROTATIONS; rotation += 1) {
    const next = await Promise.all(nodes.map(() => cluster.linkDatabase()));
    // As editors and Kubernetes do: another file under the same name.
    next.forEach((link, index) => {
      writeFileSync(`${fileOf(index)}.new`, cluster.uriBehind(link));
      renameSync(`${fileOf(index)}.new`, fileOf(index));
    });
    const gone = Promise.all(
      old.map((link) =>
        eventually('the old way is left', 15_000, () => openConnections(link.address) === 0),
      ),
    );
    longest = Math.max(longest, ...(await gone));
    await Promise.all(old.map((link) => link.cut()));
    old = next;
  }
  await load.during(1_000);
  await load.stop();
  const all = load.samples;

  printFigures(34, {
    rotations: ROTATIONS,
    requests: all.length,
    'that failed': failuresOf(all).length,
    'p99 before, ms': latencyOf(quiet).p99,
    'p99 of all, ms': latencyOf(all).p99,
    'old connections gone after, s': longest / 1_000,
  });
  expect(all.filter(({ status }) => status !== 200)).toEqual([]);
  expect(all.filter(({ isStale }) => isStale)).toEqual([]);
  expect(all.length).toBeGreaterThan(quiet.length);
});
