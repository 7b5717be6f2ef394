import { join } from 'node:path';
import { requestedCaches } from '#tests/support/caches.ts';
import { newDatabaseUri } from '#tests/support/mongodb-test-store.ts';
import { setup as startServices } from '#tests/support/start-services.ts';
import { requestedStores } from '#tests/support/stores.ts';
import { benchEnvironment, openBenchDatabase } from './bench-households.ts';
import { type Load, load, loadInTurns, median, ratioOf, type Target } from './bench-load.ts';
import { type BenchProcess, startProcess } from './bench-process.ts';
import { throughRecorder } from './bench-recorder.ts';
import { atLeast, type Figure, noted } from './bench-result.ts';

export interface ClusterBench {
  floor: BenchProcess;
  folder: string;
  path: string;
  isQuick: boolean;
}

/** Whether the environment asks for the scenes that need MongoDB and Redis. */
export function isClusterAskedFor(): boolean {
  return requestedStores().includes('mongodb') && requestedCaches().includes('redis');
}

/** The same list from instances that keep data in MongoDB and answers in Redis. */
export async function measureCluster(bench: ClusterBench): Promise<Figure[]> {
  // The one that is started here speaks MongoDB's protocol, at a tenth of its speed.
  const isMongodbReal = Boolean(process.env.MONGODB_TEST_URI);
  const stopServices = await startServices();
  const started: BenchProcess[] = [];
  try {
    const environment = {
      MONGODB_URI: newDatabaseUri(),
      REDIS_URL: process.env.REDIS_TEST_URL ?? '',
    };
    const dataDir = join(bench.folder, 'cluster');
    const cookie = await prepare(dataDir, environment);
    const keep = (server: BenchProcess) => {
      started.push(server);
      return server;
    };
    const start = async (caches: 'on' | 'off', core: number, more: Record<string, string> = {}) => {
      const settings = { ...benchEnvironment(dataDir, caches), ...environment, ...more };
      return keep(await startProcess('server/main.ts', settings, core));
    };
    const as = (server: BenchProcess): Target => ({
      server,
      path: bench.path,
      headers: { cookie },
    });
    const warm = as(await start('on', 0));
    // More than the database behind it can answer would be refused, as it should be.
    const cold = { ...as(await start('off', 0)), connections: 4 };
    const recorder = keep(await startProcess(RECORDER, environment, 1));
    const recorded = { MONGODB_URI: throughRecorder(environment.MONGODB_URI, recorder.url) };
    const unhindered = { ...as(await start('off', 0, recorded)), connections: 50 };
    // From now on the recorder knows what will be asked.
    await (await fetch(unhindered.server.url + bench.path, { headers: { cookie } })).arrayBuffer();
    const second = as(await start('on', 1));
    return [
      ...(await compareWithFloor(bench, { warm, cold, unhindered }, isMongodbReal)),
      ...(await compareTwoWithOne(bench, warm, second)),
    ];
  } finally {
    await Promise.all(started.map((server) => server.stop()));
    await stopServices();
  }
}

/** Of each of two servers: both and the load generator are far from needing both cores for it. */
const PACE = 2_000;
const RECORDER = 'bench/bench-recorded-mongodb.ts';
/** Of the floor: what a cold list costs us when the database costs nothing. */
const OWN_PART = 0.03;
const COLD = 'list of 50, every cache off, with MongoDB, of the floor';

async function prepare(dataDir: string, environment: Record<string, string>): Promise<string> {
  const database = await openBenchDatabase(dataDir, environment);
  try {
    return (await database.household(50)).cookie;
  } finally {
    await database.close();
  }
}

async function compareWithFloor(
  { floor, path, isQuick }: ClusterBench,
  targets: { warm: Target; cold: Target; unhindered: Target },
  isMongodbReal: boolean,
): Promise<Figure[]> {
  const { server, headers = {} } = targets.warm;
  const answer = await fetch(server.url + path, { headers });
  const { byteLength } = await answer.arrayBuffer();
  const seen = await loadInTurns(
    { floor: { server: floor, path: `/${byteLength}` }, ...targets },
    isQuick ? { rounds: 1, seconds: 1 } : { rounds: 12, seconds: 1 },
  );
  const rate = (of: keyof typeof targets) => ratioOf('requestsPerSecond', seen[of], seen.floor);
  const cpu = (of: keyof typeof targets) => ratioOf('cpuMicroseconds', seen.floor, seen[of]);
  return [
    atLeast('list of 50, warm, with Redis, of the floor', rate('warm'), 0.55),
    noted('by CPU of the server alone', cpu('warm')),
    isMongodbReal ? atLeast(COLD, rate('cold'), 0.05) : noted(COLD, rate('cold')),
    noted('by CPU of the server alone', cpu('cold')),
    noted('with a MongoDB that answers at once, of the floor', rate('unhindered')),
    atLeast('by CPU of the server alone, that is our own part', cpu('unhindered'), OWN_PART),
  ];
}

/**
 * Two cores are too few for two servers and whoever asks them, so time is counted in CPU: a server
 * with a core of its own answers as many requests a second as a request's CPU fits into a second.
 * What two cost each other (the same Redis, caches, memory) is in it: both are asked at once. Each
 * is asked at the same pace alone and beside the other, because the busier a server is, the more
 * answers share one system call.
 *
 * Only the first has a core to itself; the second shares one with the load generator and Redis,
 * which evict what it has in the core's caches. So what an instance costs beside another is read
 * from the first, and two are twice that. What the second shows is noted.
 */
async function compareTwoWithOne(
  { isQuick }: ClusterBench,
  first: Target,
  second: Target,
): Promise<Figure[]> {
  const [one, other] = [first, second].map((target) => ({ ...target, pace: PACE })) as [
    Target,
    Target,
  ];
  const rounds = isQuick ? 1 : 5;
  const seconds = isQuick ? 1 : 4;
  const ratios = { own: [] as number[], shared: [] as number[] };
  await load(second, seconds * 3);
  for (let round = 0; round < rounds; round += 1) {
    const alone = capacity(await load(one, seconds));
    const both = await Promise.all([load(one, seconds), load(other, seconds)]);
    const [beside, sharing] = both.map(capacity) as [number, number];
    ratios.own.push((2 * beside) / alone);
    ratios.shared.push((beside + sharing) / alone);
  }
  return [
    atLeast('two instances, of one, load generator counted out', median(ratios.own), 1.6, '×'),
    noted('with one of them on the load generator’s core', median(ratios.shared), '×'),
  ];
}

function capacity({ cpuMicroseconds }: Load): number {
  return 1e6 / cpuMicroseconds;
}
