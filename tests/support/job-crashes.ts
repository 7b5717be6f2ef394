import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Store } from '#server/adapters/store/store.ts';
import { systemClock } from '#server/clock.ts';
import { createIdSource } from '#server/ids.ts';
import { createJobEvents } from '#server/jobs/job-events.ts';
import { createJobQueue } from '#server/jobs/job-queue.ts';
import { COUNTED_JOB } from './counted-job.ts';
import { eventually } from './eventually.ts';
import { sampleHousehold, sampleId } from './sample-records.ts';
import { type ServiceProcess, startService } from './service-processes.ts';

const PROGRAM = fileURLToPath(import.meta.resolve('#tests/support/job-program.ts'));
const NEWS_LIMIT_MS = 30_000;

export interface CrashPlan {
  /** The same database, as the processes open it. */
  place: string;
  store: Store;
  /** A file that is made. */
  journal: string;
  jobs: number;
  workers: number;
  kills: number;
}

export interface CrashFigures {
  jobs: number;
  done: number;
  /** Effects that are there, and those that are not. */
  effects: number;
  missing: number;
  kills: number;
  /** Attempts that died with their process. */
  cut: number;
  /** Attempts at what somebody alive was at, or had done. */
  needless: number;
  milliseconds: number;
}

/** Lets processes run jobs, kills one again and again and starts another, until all is done. */
export async function crashWorkers(plan: CrashPlan): Promise<CrashFigures> {
  const { store, place, journal, jobs, workers, kills } = plan;
  writeFileSync(journal, '');
  await store.households.insert(sampleHousehold());
  await addJobs(store, jobs);
  const begun = performance.now();
  const start = () =>
    startService({
      command: process.execPath,
      args: [PROGRAM, place, journal],
      announcement: /ready/,
    });
  const running: ServiceProcess[] = [];
  const killed = new Set<number>();
  try {
    for (let count = 0; count < workers; count += 1) running.push(await start());
    for (let kill = 0; kill < kills; kill += 1) {
      const enough = ((kill + 1) * jobs) / (kills + 1);
      await eventually(`${enough} jobs`, NEWS_LIMIT_MS, () => endedIn(journal) >= enough);
      const [victim] = running.splice(kill % workers, 1);
      if (!victim) break;
      killed.add(victim.pid);
      await victim.kill();
      running.push(await start());
    }
    const isDone = async () => (await countOf(store, 'done')) === jobs;
    await eventually('all are done', NEWS_LIMIT_MS, isDone);
    const effects = await store.categories.listIds(sampleHousehold().id);
    const expected = Array.from({ length: jobs }, (_, number) => sampleId(number));
    const present = new Set(effects);
    return {
      jobs,
      done: await countOf(store, 'done'),
      effects: effects.length,
      missing: expected.filter((id) => !present.has(id)).length,
      kills: killed.size,
      ...attemptsIn(journal, killed),
      milliseconds: performance.now() - begun,
    };
  } finally {
    await Promise.all(running.map((each) => each.stop()));
  }
}

async function addJobs(store: Store, count: number): Promise<void> {
  const queue = createJobQueue({
    jobs: store.jobs,
    clock: systemClock,
    newId: createIdSource(systemClock),
    events: createJobEvents(),
    wakeAt: () => {},
  });
  const jobs = Array.from({ length: count }, (_, number) => ({
    payload: { number },
    key: String(number),
  }));
  await queue.add(COUNTED_JOB, sampleHousehold().id, jobs);
}

async function countOf({ jobs }: Store, state: string): Promise<number> {
  const counts = await jobs.count();
  return counts.find((each) => each.state === state)?.count ?? 0;
}

function endedIn(journal: string): number {
  return readFileSync(journal, 'utf8').split('\nend ').length - 1;
}

/** A job that is begun again was begun before by somebody who was killed, and by nobody else. */
function attemptsIn(journal: string, killed: ReadonlySet<number>) {
  const last = new Map<string, number>();
  let cut = 0;
  let needless = 0;
  for (const line of readFileSync(journal, 'utf8').trim().split('\n')) {
    const [word, number = '', pid] = line.split(' ');
    if (word !== 'begin') continue;
    const before = last.get(number);
    if (before !== undefined) {
      if (killed.has(before)) cut += 1;
      else needless += 1;
    }
    last.set(number, Number(pid));
  }
  return { cut, needless };
}
