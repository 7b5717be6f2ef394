import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type Person, signUpCrowd, usersOf } from './crowd.ts';
import { printFigures } from './figures.ts';
import { createHttpClient } from './http-client.ts';
import { failuresOf, type Load, latencyOf, type Sample, startLoad } from './load.ts';

const USERS = 100;
/** 100 requests a second, well below what two shared cores can do: machines idle most of the time. */
const PACE_MS = 1_000;
const PHASE_MS = 8_000;
const USED_AGAIN_MS = 5_000;

const client = createHttpClient();
let cluster: Cluster;
let load: Load;
let quiet: Sample[];
/** Nobody of the load's: what lies in Redis of them comes from the requests of one test. */
let observers: Person[];

beforeAll(async () => {
  // The last has neither cache nor Redis: what an answer costs that is computed each time.
  cluster = await startCluster({
    nodes: 3,
    environmentOf: (index): Record<string, string> =>
      index === 2 ? { REDIS_URL: '', REPLY_CACHE: 'off', SESSION_CACHE: 'off' } : {},
  });
  const members = cluster.nodes.slice(0, 2);
  const people = await signUpCrowd(members, Math.ceil(USERS / 3) + members.length);
  observers = people.splice(0, members.length);
  load = startLoad({ client, nodes: members, users: usersOf(people, USERS), pace: PACE_MS });
  await load.during(4_000);
  quiet = await load.during(PHASE_MS);
});
afterAll(async () => {
  await load?.stop();
  client.close();
  await cluster?.stop();
});

interface Outage {
  row: number;
  fault: string;
  /** What p99 may rise by; undefined: nothing is promised. */
  slower?: number;
  begin(): Promise<unknown>;
  end(): Promise<unknown>;
}

const onLinks = (work: (node: Cluster['nodes'][0]) => Promise<void>) =>
  Promise.all(cluster.nodes.map(work));
const heal = () => onLinks(({ redis }) => redis.heal());
const signal = async (name: NodeJS.Signals) => void process.kill(cluster.redis.pid, name);

const outages: Outage[] = [
  {
    row: 9,
    fault: 'killed',
    slower: 20,
    begin: () => cluster.redis.kill(),
    end: () => cluster.redis.start(),
  },
  {
    row: 10,
    fault: 'stopped, so that it accepts connections and never answers',
    slower: 50,
    begin: () => signal('SIGSTOP'),
    end: () => signal('SIGCONT'),
  },
  {
    row: 10,
    fault: 'behind a way that swallows everything',
    slower: 50,
    begin: () => onLinks(({ redis }) => redis.swallow()),
    end: heal,
  },
  { row: 9, fault: 'reset', begin: () => onLinks(({ redis }) => redis.reset()), end: heal },
  {
    row: 10,
    fault: '500 ms away',
    slower: 50,
    begin: () => onLinks(({ redis }) => redis.delay(500)),
    end: heal,
  },
];

test.each(outages)(
  'row $row, row 11: Redis is $fault under 100 users: no answer fails or is stale, it is used again within 5 s',
  async ({ row, fault, slower, begin, end }) => {
    await begin();
    const away = await load.during(PHASE_MS);
    await end();
    const usedAgain = await untilUsedAgain();

    const rise = latencyOf(away).p99 - latencyOf(quiet).p99;
    printFigures(row, {
      fault,
      requests: away.length,
      'that failed': failuresOf(away).length,
      stale: away.filter(({ isStale }) => isStale).length,
      'p50 before and during, ms': `${Math.round(latencyOf(quiet).p50)}, ${Math.round(latencyOf(away).p50)}`,
      'p99 before and during, ms': `${Math.round(latencyOf(quiet).p99)}, ${Math.round(latencyOf(away).p99)}`,
      'used again after, s': usedAgain / 1_000,
    });
    expect(failuresOf(quiet)).toEqual([]);
    expect(failuresOf(away)).toEqual([]);
    expect(away.filter(({ status }) => status !== 200)).toEqual([]);
    expect(away.filter(({ isStale }) => isStale)).toEqual([]);
    if (slower !== undefined) expect(rise).toBeLessThanOrEqual(slower);
    expect(usedAgain).toBeLessThanOrEqual(USED_AGAIN_MS);
  },
);

test('row 10: once the circuit is open, an answer is at most 1 ms slower than without any cache', async () => {
  await onLinks(({ redis }) => redis.swallow());
  await load.during(3_000);
  await load.stop();
  const [, member, bare] = cluster.nodes;
  const [person] = observers;
  const differences: number[] = [];
  for (let pair = 0; pair < 150; pair += 1) {
    const costs = [];
    for (const { address } of [member, bare as typeof member]) {
      const begun = performance.now();
      const url = `${address}/api/v1/summary`;
      const { status } = await client.ask({ url, cookie: person?.cookie ?? '' });
      expect(status).toBe(200);
      costs.push(performance.now() - begun);
    }
    const [withCache = 0, without = 0] = costs;
    differences.push(withCache - without);
  }
  await heal();
  const median = differences.toSorted((a, b) => a - b)[differences.length / 2] ?? Number.NaN;
  printFigures(10, { 'median difference to an instance without caches, ms': median });
  expect(median).toBeLessThanOrEqual(1);
});

/** An answer that each member computed or took for somebody lies in Redis again. */
async function untilUsedAgain(): Promise<number> {
  const redis = new Redis(cluster.redis.address);
  try {
    const waits = cluster.nodes.slice(0, 2).map(({ address }, index) => {
      const { cookie = '', householdId = '' } = observers[index] ?? {};
      return eventually(`${address} uses Redis`, USED_AGAIN_MS * 2, async () => {
        for (const key of await redis.keys(`*${householdId}*`)) await redis.del(key);
        await client.ask({ url: `${address}/api/v1/summary`, cookie });
        return (await redis.keys(`*${householdId}*`)).length > 0;
      });
    });
    return Math.max(...(await Promise.all(waits)));
  } finally {
    redis.disconnect();
  }
}
