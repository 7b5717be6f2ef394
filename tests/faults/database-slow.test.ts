import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MongodbCluster, startMongodbCluster } from './cluster.ts';
import { signUpCrowd, type User, usersOf } from './crowd.ts';
import { printFigures } from './figures.ts';
import { createHttpClient } from './http-client.ts';
import { failuresOf, latencyOf, startLoad } from './load.ts';

const PEOPLE = 25;
const USERS = 500;
/** 40 requests a second: what is well below what this database can do on two shared cores. */
const PACE_MS = 12_500;
const PROMISED_MS = 2_000;

const client = createHttpClient();
let cluster: MongodbCluster;
let users: User[];

beforeAll(async () => {
  cluster = await startMongodbCluster({ nodes: 2 });
  const people = await signUpCrowd(cluster.nodes, PEOPLE);
  users = usersOf(people, USERS);
});
afterAll(async () => {
  client.close();
  await cluster?.stop();
});

test.each([['slower than anybody waits', 5_000]])(
  'row 33: the database is %s (%d ms) under 500 users: 503 with Retry-After within 2 s, and nothing piles up',
  async (_how, delay) => {
    const { nodes } = cluster;
    const load = startLoad({ client, nodes, users, pace: PACE_MS });
    const quiet = await load.during(3_000);
    await Promise.all(nodes.map(({ database }) => database.delay(delay)));
    const first = await load.during(4_000);
    const waitingAtFirst = load.waiting;
    const later = await load.during(4_000);
    const waitingLater = load.waiting;
    await Promise.all(nodes.map(({ database }) => database.heal()));
    await load.during(5_000);
    const healed = await load.during(3_000);
    await load.stop();

    const slow = [...first, ...later];
    const refused = failuresOf(slow);
    printFigures(33, {
      'database slower by, ms': delay,
      answers: slow.length,
      'of them 503': refused.length,
      'slowest 503, ms': latencyOf(refused).max,
      'slowest of all, ms': latencyOf(slow).max,
      'p50 at first, ms': latencyOf(first).p50,
      'p50 later, ms': latencyOf(later).p50,
      'waiting after 4 s': waitingAtFirst,
      'after 8 s': waitingLater,
      'failures once it is quick again': failuresOf(healed).length,
    });
    expect(failuresOf(quiet)).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(({ status, hasRetryAfter }) => status !== 503 || !hasRetryAfter)).toEqual(
      [],
    );
    expect(latencyOf(refused).max).toBeLessThanOrEqual(PROMISED_MS);
    expect(waitingLater).toBeLessThanOrEqual(Math.max(waitingAtFirst, USERS / 10));
    expect(failuresOf(healed)).toEqual([]);
  },
);
