// Speed of the API as ratios to a bare Fastify server in the same run. Servers and load generator
// are processes of their own, on different cores where there are two. With
// STORES=sqlite,mongodb CACHES=memory,redis also that of instances that share both.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isClusterAskedFor, measureCluster } from './bench-cluster.ts';
import { firstAnswerCpu } from './bench-first-answer.ts';
import { type BenchHousehold, benchEnvironment, openBenchDatabase } from './bench-households.ts';
import { loadInTurns, median, ratioOf, type Target } from './bench-load.ts';
import { type BenchProcess, pinLoadGenerator, startProcess } from './bench-process.ts';
import {
  atLeast,
  atMost,
  type Bench,
  type BenchResult,
  type Figure,
  noted,
} from './bench-result.ts';

const LIST = '/api/v1/subscriptions';
const SUMMARY = '/api/v1/summary';
const FORECAST = '/api/v1/forecast?months=12';

interface Scene {
  floor: BenchProcess;
  /** The same small database behind both. */
  warm: BenchProcess;
  cold: BenchProcess;
  /** Without caches, over a database of many households. */
  crowded: BenchProcess;
  fifty: BenchHousehold;
  fiveThousand: BenchHousehold;
  fiftyOfMany: BenchHousehold;
}

export const run: Bench = async ({ isQuick }): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-bench-'));
  const started: BenchProcess[] = [];
  const start = async (script: string, environment: Record<string, string> = {}) => {
    const server = await startProcess(script, environment);
    started.push(server);
    return server;
  };
  try {
    const small = join(folder, 'small');
    const large = join(folder, 'large');
    const { fifty, fiveThousand, firstAnswers } = await prepareSmall(small, isQuick);
    const fiftyOfMany = await prepareLarge(large, isQuick ? 40 : 2_000);
    pinLoadGenerator();
    const scene: Scene = {
      floor: await start('bench/bench-floor.ts'),
      warm: await start('server/main.ts', benchEnvironment(small, 'on')),
      cold: await start('server/main.ts', benchEnvironment(small, 'off')),
      crowded: await start('server/main.ts', benchEnvironment(large, 'off')),
      fifty,
      fiveThousand,
      fiftyOfMany,
    };
    const figures = [...(await measureRatios(scene, isQuick)), ...firstAnswers];
    if (isClusterAskedFor()) {
      const { floor } = scene;
      figures.push(...(await measureCluster({ floor, folder, path: LIST, isQuick })));
    }
    return { name: 'http', figures };
  } finally {
    await Promise.all(started.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
};

async function prepareSmall(dataDir: string, isQuick: boolean) {
  const database = await openBenchDatabase(dataDir);
  try {
    const fifty = await database.household(50);
    const fiveThousand = await database.household(5_000);
    const figures: Figure[] = [];
    for (const path of [LIST, SUMMARY, FORECAST]) {
      const cost = await firstAnswerCpu(database, fifty, path, isQuick ? 20 : 300);
      figures.push(atMost(`CPU of ${nameOf(path)} of 50 after a write, p95`, cost, 5, 'ms'));
    }
    for (const path of [LIST, SUMMARY]) {
      const cost = await firstAnswerCpu(database, fiveThousand, path, isQuick ? 3 : 40);
      figures.push(noted(`CPU of ${nameOf(path)} of 5,000 after a write, p95`, cost, 'ms'));
    }
    return { fifty, fiveThousand, firstAnswers: figures };
  } finally {
    await database.close();
  }
}

async function prepareLarge(dataDir: string, households: number): Promise<BenchHousehold> {
  const database = await openBenchDatabase(dataDir);
  try {
    await database.crowd(households / 2, 50);
    const fifty = await database.household(50);
    await database.crowd(households - households / 2 - 1, 50);
    return fifty;
  } finally {
    await database.close();
  }
}

async function measureRatios(scene: Scene, isQuick: boolean): Promise<Figure[]> {
  const { floor, warm, cold, crowded, fifty, fiveThousand, fiftyOfMany } = scene;
  const as = (server: BenchProcess, { cookie }: BenchHousehold, path: string): Target => ({
    server,
    path,
    headers: { cookie },
  });
  const ask = async (path: string) => {
    const answer = await fetch(warm.url + path, { headers: { cookie: fifty.cookie } });
    return { bytes: (await answer.arrayBuffer()).byteLength, etag: answer.headers.get('etag') };
  };
  const [list, summary, forecast] = await Promise.all([ask(LIST), ask(SUMMARY), ask(FORECAST)]);
  const floorOf = (bytes: number): Target => ({ server: floor, path: `/${bytes}` });

  const seen = await loadInTurns(
    {
      listFloor: floorOf(list.bytes),
      list: as(warm, fifty, LIST),
      coldList: as(cold, fifty, LIST),
      crowdedList: as(crowded, fiftyOfMany, LIST),
      notModified: {
        server: warm,
        path: LIST,
        headers: { cookie: fifty.cookie, 'if-none-match': list.etag ?? '' },
        status: 304,
      },
      emptyFloor: floorOf(0),
      summaryFloor: floorOf(summary.bytes),
      summary: as(warm, fifty, SUMMARY),
      forecastFloor: floorOf(forecast.bytes),
      forecast: as(warm, fifty, FORECAST),
      largeList: as(warm, fiveThousand, LIST),
    },
    isQuick ? { rounds: 1, seconds: 1 } : { rounds: 12, seconds: 1 },
  );
  const rate = (of: keyof typeof seen, to: keyof typeof seen) =>
    ratioOf('requestsPerSecond', seen[of], seen[to]);
  const cpu = (of: keyof typeof seen, to: keyof typeof seen) =>
    ratioOf('cpuMicroseconds', seen[of], seen[to]);
  const floorRate = median(seen.listFloor.map((one) => one.requestsPerSecond));
  return [
    noted(`requests of the floor that sends ${list.bytes} bytes`, floorRate, '/s'),
    atLeast('list of 50, warm, of the floor', rate('list', 'listFloor'), 0.6),
    noted('its CPU, times the floor’s', cpu('list', 'listFloor')),
    atLeast('list of 50, every cache off, of the floor', rate('coldList', 'listFloor'), 0.1),
    noted('its CPU, times the floor’s', cpu('coldList', 'listFloor')),
    atLeast('summary, warm, of the floor', rate('summary', 'summaryFloor'), 0.6),
    atLeast('forecast, warm, of the floor', rate('forecast', 'forecastFloor'), 0.6),
    atLeast('304, of the floor that sends the list', rate('notModified', 'listFloor'), 0.75),
    noted('304, of a floor that sends nothing', rate('notModified', 'emptyFloor')),
    noted('list of 50 of a household of 5,000, warm, of the floor', rate('largeList', 'listFloor')),
    atMost('list of 50 of 100,000, times that of 50 of 50', rate('coldList', 'crowdedList'), 1.2),
    noted('its CPU, times', cpu('crowdedList', 'coldList')),
  ];
}

function nameOf(path: string): string {
  return path === LIST ? 'the list' : path.replace('/api/v1/', '').replace(/\?.*/, '');
}
