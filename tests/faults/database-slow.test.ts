import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { type MongodbCluster, startMongodbCluster } from './cluster.ts';
import { type Person, signUpCrowd, type User, usersOf } from './crowd.ts';
import { printFigures } from './figures.ts';
import { createHttpClient } from './http-client.ts';
import { countStored, createKeyed, repeatKeyed, saysUnsure } from './keyed-creations.ts';
import { failuresOf, latencyOf, startLoad } from './load.ts';

const PEOPLE = 25;
const USERS = 500;
/** 40 requests a second: what is well below what this database can do on two shared cores. */
const PACE_MS = 12_500;
const PROMISED_MS = 2_000;
const HEALED_MS = 15_000;
/** Sooner than a key is taken from whom it was given to. */
const SETTLED_MS = 20_000;

const client = createHttpClient();
let cluster: MongodbCluster;
let users: User[];
/** None of the load's. */
let creators: Person[];

beforeAll(async () => {
  cluster = await startMongodbCluster({ nodes: 2 });
  const people = await signUpCrowd(cluster.nodes, PEOPLE + 8);
  creators = people.splice(PEOPLE);
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

test.each([100, 300, 600, 1_000, 2_000, 10_000])(
  'row 33: each answer of the database takes %d ms more: everybody is answered within 2 s, and what is sent again with its key is done once',
  async (delay) => {
    const { nodes } = cluster;
    const [node] = nodes;
    const load = startLoad({ client, nodes, users, pace: PACE_MS });
    await Promise.all(nodes.map(({ database }) => database.delay(delay)));
    const begun = performance.now();
    const [answers, creations] = await Promise.all([
      load.during(4_000),
      createKeyed(client, node, creators, `keyed-${delay}`),
    ]);
    await Promise.all(nodes.map(({ database }) => database.heal()));
    await load.stop();
    await untilHealed();

    const stored = await countStored(client, node, creations);
    const healedAt = performance.now();
    const others = await repeatKeyed(client, node, creations, SETTLED_MS);
    const settledAfter = performance.now() - healedAt;
    const storedAgain = await countStored(client, node, creations);
    const all = load.samples.filter(({ endedAt }) => endedAt >= begun);
    const refused = failuresOf(all);
    const refusedCreations = creations.filter(({ first }) => first.status !== 201);
    const slowest = Math.max(
      latencyOf(all).max,
      ...creations.map(({ milliseconds }) => milliseconds),
    );
    printFigures(33, {
      'database slower by, ms': delay,
      answers: answers.length,
      'of them 503': failuresOf(answers).length,
      'slowest answer, ms': slowest,
      'creations refused': `${refusedCreations.length} of ${creations.length}`,
      'of them stored all the same': refusedCreations.filter(
        (creation) => stored[creations.indexOf(creation)] !== 0,
      ).length,
      'all acknowledged after, s': settledAfter / 1_000,
      'that said they might be': refusedCreations.filter(({ first }) => saysUnsure(first)).length,
    });
    expect(all.length).toBeGreaterThan(0);
    expect(slowest).toBeLessThanOrEqual(PROMISED_MS);
    expect(refused.filter(({ status, hasRetryAfter }) => status !== 503 || !hasRetryAfter)).toEqual(
      [],
    );
    // Whoever was not told that it might be done was told the truth.
    const misled = creations.filter(
      ({ first }, at) => first.status !== 201 && !saysUnsure(first) && stored[at] !== 0,
    );
    expect(misled).toEqual([]);
    expect(others).toEqual([]);
    expect(storedAgain).toEqual(creations.map(() => 1));
  },
);

/** Both answer, and what was given up has arrived. */
async function untilHealed(): Promise<void> {
  const [{ cookie = '' } = {}] = creators;
  for (const { address } of cluster.nodes) {
    let inARow = 0;
    await eventually(`${address} answers again`, HEALED_MS, async () => {
      const { status } = await client.ask({
        url: `${address}/api/v1/auth/session`,
        cookie,
      });
      inARow = status === 200 ? inARow + 1 : 0;
      return inARow >= 5;
    });
  }
}
