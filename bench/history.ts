// What the built-in history costs: a rollup of everything that is counted, and each question that a
// page of the console asks of thirteen months.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#server/clock.ts';
import { LEVELS, LONGEST_KEPT } from '#server/features/history/history-levels.ts';
import { createHistoryQuery } from '#server/features/history/history-query.ts';
import type { HistoryRepository } from '#server/features/history/history-repository.ts';
import { keptMetric, VIEWS } from '#server/features/history/kept-metrics.ts';
import { packRollup } from '#server/features/history/rollup-codec.ts';
import { createRollupMaker } from '#server/features/history/rollup-maker.ts';
import { chooseView } from '#server/features/history/series-filter.ts';
import { createStepReader } from '#server/features/history/step-reader.ts';
import { createBusyMetrics, fillHistory, type LevelFill } from './bench-history.ts';
import { openBenchDatabase } from './bench-households.ts';
import { median } from './bench-load.ts';
import { atMost, type Bench, type Figure, noted } from './bench-result.ts';

const [HOUR, DAY] = [3_600_000, 86_400_000] as const;
const ANSWER_MS = 300;
/** Of the time of one core. */
const ROLLUP_SHARE = 0.01;

const REQUESTS = 'duetide_http_requests_total';
const DURATION = 'duetide_http_request_duration_seconds';

interface Question {
  what: string;
  metric: string;
  by?: readonly string[];
  points?: number;
}

const QUESTIONS: readonly Question[] = [
  { what: 'answers by status', metric: REQUESTS, by: ['status'] },
  { what: 'quantiles of all', metric: DURATION },
  { what: 'quantiles of each route', metric: DURATION, by: ['method', 'route'], points: 1 },
  { what: 'map of routes', metric: DURATION, by: ['method', 'route'], points: 60 },
  { what: 'cache by class', metric: 'duetide_cache_requests_total', by: ['class', 'outcome'] },
  {
    what: 'requests of each route',
    metric: REQUESTS,
    by: ['method', 'route', 'status'],
    points: 1,
  },
  { what: 'event loop', metric: 'duetide_event_loop_delay_seconds', by: ['instance'] },
];
const RANGES = [
  { name: '1 hour', time: HOUR },
  { name: '24 hours', time: 24 * HOUR },
  { name: '30 days', time: 30 * DAY },
  { name: '13 months', time: 396 * DAY },
] as const;

export const run: Bench = async ({ isQuick }) => {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-bench-'));
  try {
    const database = await openBenchDatabase(folder);
    const { history } = database.store;
    const now = systemClock.now();
    const bytes = await fillHistory(history, now, isQuick ? QUICK : FULL);
    const figures = [...rollupCost(isQuick ? 5 : 50), ...sizeOf(bytes)];
    figures.push(...(await answers(history, now, isQuick ? 1 : 5)));
    await database.close();
    return { name: 'history', figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What is read: more minutes and ten seconds than these no question reads. */
const FULL: readonly LevelFill[] = [
  { level: '10s', time: 4 * HOUR, observationsEach: 20 },
  { level: '1m', time: 2 * DAY, observationsEach: 120 },
  { level: '10m', time: 30 * DAY, observationsEach: 600 },
  { level: '1h', time: 400 * DAY, observationsEach: 2_000 },
  { level: '1d', time: 400 * DAY, observationsEach: 5_000 },
  { level: '7d', time: 400 * DAY, observationsEach: 20_000 },
];
const QUICK: readonly LevelFill[] = [
  { level: '10s', time: HOUR, observationsEach: 20 },
  { level: '1m', time: 25 * HOUR, observationsEach: 120 },
  { level: '10m', time: 2 * DAY, observationsEach: 300 },
  { level: '1h', time: 31 * DAY, observationsEach: 500 },
  { level: '1d', time: 400 * DAY, observationsEach: 500 },
  { level: '7d', time: 400 * DAY, observationsEach: 500 },
];

/** Of all threads: what else the machine does meanwhile is not in it. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Everything that is kept was counted since the last one. */
function rollupCost(rounds: number): Figure[] {
  const { metrics, beBusy } = createBusyMetrics();
  const make = createRollupMaker({ metrics, instanceId: 'bench' });
  const spent = Array.from({ length: rounds }, () => {
    beBusy(20);
    const begun = cpuMilliseconds();
    for (const rollup of make().values()) packRollup(rollup);
    return cpuMilliseconds() - begun;
  });
  const milliseconds = median(spent);
  return [
    noted('CPU of a rollup of 60 busy routes and all else', milliseconds, 'ms'),
    atMost('… as a share of ten seconds of one core', milliseconds / 10_000, ROLLUP_SHARE),
  ];
}

function sizeOf(bytes: Readonly<Record<string, number>>): Figure[] {
  const megabytes = LEVELS.map(
    ({ name, step, keep }) => ((bytes[name] ?? 0) * (keep / step)) / 1_048_576,
  );
  return [
    ...LEVELS.map(({ name }, at) =>
      noted(`size of all ${name}, if all are busy`, megabytes[at] ?? 0, 'MB'),
    ),
    noted(
      `size of everything in ${VIEWS.length} views`,
      megabytes.reduce((sum, each) => sum + each, 0),
      'MB',
    ),
  ];
}

async function answers(history: HistoryRepository, to: number, rounds: number): Promise<Figure[]> {
  const steps = createStepReader({ history, clock: systemClock });
  const ask = createHistoryQuery({ steps, clock: systemClock });
  const figures: Figure[] = [];
  for (const range of RANGES) {
    // Pages that compare ask the same of the time before, where there is one.
    const ends = 2 * range.time < LONGEST_KEPT ? [to, to - range.time] : [to];
    for (const { what, metric: name, by = [], points = 400 } of QUESTIONS) {
      const metric = keptMetric(name);
      const choice = metric && chooseView(metric, by);
      if (!metric || !choice) throw new Error(`${name} is not kept by ${by.join(', ')}`);
      for (const end of ends) {
        const spent: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const begun = cpuMilliseconds();
          const from = end - range.time;
          JSON.stringify(await ask({ metric, choice, match: {}, by, from, to: end, points }));
          spent.push(cpuMilliseconds() - begun);
        }
        const when = end === to ? range.name : `${range.name} before`;
        figures.push(atMost(`CPU: ${what}, ${when}`, median(spent), ANSWER_MS, 'ms'));
      }
    }
  }
  return figures;
}
