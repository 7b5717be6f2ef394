// Computing the reminders of a day, beside a loop that goes over every subscription and rule.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import type { Store } from '#server/adapters/store/store.ts';
import { median } from './bench-load.ts';
import { createNaiveLoop, type NaiveFind } from './bench-naive-reminders.ts';
import { beginReminderDay, reminderSourcesOf } from './bench-reminder-day.ts';
import {
  DAY,
  fillReminderStore,
  householdIdOf,
  SUBSCRIPTIONS_EACH,
} from './bench-reminder-households.ts';
import { atMost, type Bench, type BenchResult, type Figure, noted } from './bench-result.ts';

const HOUR = 3_600_000;
/** Duetide takes in a change within a minute: a loop that does the same goes round every minute. */
const MINUTES_A_DAY = 1_440;
/** All zones differ by quarters of an hour: whoever looks less often is late for some. */
const QUARTERS_A_DAY = 96;
const DAY_AFTER = DAY + 24 * HOUR;
const FEW = 200;
const LOOKS_AT_LEAST = 2;

/** Milliseconds, of CPU and by the clock on the wall. */
interface Cost {
  cpu: number;
  wall: number;
}

interface Round {
  product: Cost;
  /** Of the loop going round once. */
  pass: Cost;
  runs: number;
  reminders: number;
}

export const run: Bench = async ({ isQuick }): Promise<BenchResult> => {
  const [households, rounds] = isQuick ? [40, 2] : [2_000, 20];
  const folder = mkdtempSync(join(tmpdir(), 'duetide-bench-'));
  try {
    const file = join(folder, 'many.db');
    await fillReminderStore(file, households);
    const figures = await compare(file, households, rounds);
    figures.push(...(await measureHeap(folder, file, households)));
    return { name: 'reminders', figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

async function compare(file: string, households: number, rounds: number): Promise<Figure[]> {
  const store = await createSqliteStore({ file });
  try {
    const ids = Array.from({ length: households }, (_, at) => householdIdOf(at));
    const size = households / rounds;
    const measured: Round[] = [];
    // A first round shows the code to the compiler, which does it for both sides.
    await measureRound(store, ids.slice(0, size), DAY - 24 * HOUR);
    for (let round = 0; round < rounds; round += 1) {
      measured.push(await measureRound(store, ids.slice(round * size, (round + 1) * size), DAY));
    }
    const sum = (figure: 'runs' | 'reminders') =>
      measured.reduce((total, each) => total + each[figure], 0);
    const passes = (cost: keyof Cost) =>
      median(measured.map(({ product, pass }) => product[cost] / pass[cost]));
    return [
      noted('subscriptions', households * SUBSCRIPTIONS_EACH),
      noted('reminders of the day, the same on both sides', sum('reminders')),
      noted('times that Duetide looks at a household that day', sum('runs') / households),
      noted(
        'CPU of looking at one',
        median(measured.map(({ product, runs }) => product.cpu / runs)),
        'ms',
      ),
      noted(
        'CPU of the loop for one household',
        median(measured.map(({ pass }) => pass.cpu / size)),
        'ms',
      ),
      noted('CPU of the day, times that of one round of the loop', passes('cpu')),
      atMost('of the loop every minute', passes('cpu') / MINUTES_A_DAY, 0.05),
      atMost('of the loop every quarter of an hour', passes('cpu') / QUARTERS_A_DAY, 0.05),
      noted('by the clock, of the loop every minute', passes('wall') / MINUTES_A_DAY),
    ];
  } finally {
    await store.close();
  }
}

/** A whole day of some of the households: an hour of Duetide, a round of the loop, and so on. */
async function measureRound(
  store: Store,
  householdIds: readonly string[],
  start: number,
): Promise<Round> {
  const day = await beginReminderDay(store, householdIds, start);
  const loop = createNaiveLoop(reminderSourcesOf(store), householdIds);
  await loop.pass(start - 1);
  const round: Round = {
    product: { cpu: 0, wall: 0 },
    pass: { cpu: 0, wall: 0 },
    runs: 0,
    reminders: 0,
  };
  const found: NaiveFind[] = [];
  const passes = 24;
  for (let hour = 1; hour <= passes; hour += 1) {
    const end = start + hour * HOUR;
    await timed(round.product, async () => {
      round.runs += await day.planUntil(end);
    });
    await day.sendUntil(end);
    await timed(round.pass, async () => {
      // Within the hour nobody's local day ends between a reminder's moment and this one.
      found.push(...(await loop.pass(end - 1)));
    });
  }
  round.pass = { cpu: round.pass.cpu / passes, wall: round.pass.wall / passes };
  round.reminders = found.length;
  await assertSame(store, householdIds, found, start);
  return round;
}

async function timed(cost: Cost, work: () => Promise<void>): Promise<void> {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  cost.cpu += (user + system) / 1_000;
  cost.wall += performance.now() - wall;
}

/** @throws Error unless Duetide wrote down exactly what the loop found. */
async function assertSame(
  store: Store,
  householdIds: readonly string[],
  found: readonly NaiveFind[],
  start: number,
): Promise<void> {
  const wanted = found.map(({ householdId, id, sendAt, isDropped }) =>
    [householdId, id, new Date(sendAt).toISOString(), isDropped].join(' '),
  );
  const planned: string[] = [];
  for (const householdId of householdIds) {
    for (const { userId } of await store.households.listMembers(householdId)) {
      const owner = { householdId, userId };
      const rows = await store.reminderDeliveries.listNewest(owner, { limit: 100_000 });
      for (const { id, sendAt, state, createdAt } of rows) {
        if (Date.parse(createdAt) < start) continue;
        planned.push([householdId, id, sendAt, state === 'dropped'].join(' '));
      }
    }
  }
  const differing = new Set(wanted).symmetricDifference(new Set(planned));
  if (differing.size > 0 || wanted.length !== planned.length) {
    throw new Error(`Only one side has: ${[...differing].slice(0, 5).join('\n')}`);
  }
}

async function measureHeap(folder: string, file: string, households: number): Promise<Figure[]> {
  const small = join(folder, 'few.db');
  const few = Math.min(FEW, households / 2);
  await fillReminderStore(small, few);
  // The many have a day behind them. What the first look writes down of the month before is not
  // what a day is like.
  heapOf(small, few, DAY);
  const [little, much] = [heapOf(small, few, DAY_AFTER), heapOf(file, households, DAY_AFTER)];
  return [
    noted(`heap alive at most, ${few} households`, little.bytes / 2 ** 20, 'MiB'),
    noted(`heap alive at most, ${households} households`, much.bytes / 2 ** 20, 'MiB'),
    atMost('of more, times that of few', much.bytes / little.bytes, 1.2, '×'),
    noted('resident memory, times', much.resident / little.resident, '×'),
  ];
}

/** In a process of its own: what else was measured in this one stays out of it. */
function heapOf(file: string, households: number, start: number): Heap {
  const script = resolve(import.meta.dirname, 'bench-reminder-heap.ts');
  const args = ['--expose-gc', script, file, String(households), String(start)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const heap = readHeap(stdout);
  if (!heap || heap.runs < LOOKS_AT_LEAST * households) {
    throw new Error(`bench-reminder-heap.ts said: ${stdout}${stderr}`);
  }
  return heap;
}

interface Heap {
  bytes: number;
  resident: number;
  runs: number;
}

function readHeap(output: string): Heap | undefined {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}
