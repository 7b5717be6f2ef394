// What counting costs: the server beside one that counts no requests, and the writing of all that
// was counted.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchEnvironment, openBenchDatabase } from './bench-households.ts';
import { load, loadInTurns, ratioOf } from './bench-load.ts';
import { type BenchProcess, pinLoadGenerator, startProcess } from './bench-process.ts';
import { atMost, type Bench, noted } from './bench-result.ts';

const LIST = '/api/v1/subscriptions';
const METRICS_TOKEN = 'only-for-the-bench';

export const run: Bench = async ({ isQuick }) => {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-bench-'));
  const started: BenchProcess[] = [];
  const start = async (metrics: Record<string, string>) => {
    const environment = { ...benchEnvironment(folder, 'on'), ...metrics };
    const server = await startProcess('bench/bench-measured.ts', environment);
    started.push(server);
    return server;
  };
  try {
    const database = await openBenchDatabase(folder);
    const { cookie } = await database.household(50);
    await database.close();
    pinLoadGenerator();
    const headers = { cookie };
    const [bare, measured] = [await start({ HISTORY: 'off' }), await start({ METRICS_TOKEN })];
    const seen = await loadInTurns(
      {
        bare: { server: bare, path: LIST, headers },
        measured: { server: measured, path: LIST, headers },
      },
      isQuick ? { rounds: 1, seconds: 1 } : { rounds: 20, seconds: 1 },
    );
    // Not in between: what it leaves behind for the collector would count for the lists.
    const authorization = `Bearer ${METRICS_TOKEN}`;
    const scrapes = await load(
      { server: measured, path: '/metrics', headers: { authorization }, connections: 1 },
      isQuick ? 1 : 5,
    );
    const cost = ratioOf('cpuMicroseconds', seen.measured, seen.bare);
    return {
      name: 'metrics',
      figures: [
        atMost('CPU of a list of 50, warm and counted, times uncounted', cost, 1.03),
        noted('CPU of a scrape', scrapes.cpuMicroseconds / 1_000, 'ms'),
      ],
    };
  } finally {
    await Promise.all(started.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
};
