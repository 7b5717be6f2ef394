import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import {
  guardStore,
  isStoreFailure,
  LONGEST_CALL_MS,
} from '#server/adapters/store/guarded-store.ts';
import { createMongodbStore } from '#server/adapters/store/mongodb/mongodb-store.ts';
import type { Store } from '#server/adapters/store/store.ts';
import { systemClock } from '#server/clock.ts';
import { createIdSource } from '#server/ids.ts';
import type { JobEvent } from '#server/jobs/job-events.ts';
import { handleJob } from '#server/jobs/job-kind.ts';
import { createJobs } from '#server/jobs/jobs.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { createWaitingBudgets } from '#server/resilience/waiting-budget.ts';
import { COUNTED_JOB } from '#tests/support/counted-job.ts';
import { eventually } from '#tests/support/eventually.ts';
import { startFerretdb } from '#tests/support/service-processes.ts';
import { printFigures } from './figures.ts';

const AWAY_MS = 10_000;
const JOBS = 5;

/** As the server puts it together. Counts what is asked while it is on. */
async function openGuardedStore(uri: string): Promise<{ store: Store; asked: () => number }> {
  const store = await createMongodbStore({ uri });
  let count = 0;
  const claim: Store['jobs']['claim'] = (wanted) => {
    count += 1;
    return store.jobs.claim(wanted);
  };
  const breaker = createCircuitBreaker({
    name: 'database',
    isFailure: isStoreFailure,
    callLimit: LONGEST_CALL_MS,
    maxOpenFor: 2_000,
  });
  const counted = { ...store, jobs: { ...store.jobs, claim } };
  const guarded = guardStore(counted, breaker, createWaitingBudgets({ limit: 1_500 }));
  return { store: guarded, asked: () => count };
}

test(`the database is killed for ${AWAY_MS / 1_000} s while jobs run: they are not asked for in vain, and go on by themselves`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-jobs-away-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const first = await startFerretdb({ folder });
  onTestFinished(() => first.stop());
  const uri = new URL('/duetide_jobs?directConnection=true', first.address).href;
  const { store, asked } = await openGuardedStore(uri);
  onTestFinished(() => store.close());

  const ran: number[] = [];
  const { queue, events, employ } = createJobs({
    jobs: store.jobs,
    clock: systemClock,
    newId: createIdSource(systemClock),
    log: pino({ level: 'silent' }),
    slots: 2 * JOBS,
  });
  const happened: JobEvent['type'][] = [];
  events.on(({ type }) => happened.push(type));
  const gate = Promise.withResolvers<void>();
  const { worker } = employ([
    handleJob(COUNTED_JOB, async ({ payload: { number } }) => {
      ran.push(number);
      await gate.promise;
    }),
  ]);
  onTestFinished(() => worker.drain(0));
  const later = new Date(Date.now() + AWAY_MS / 2).toISOString();
  const jobs = Array.from({ length: 2 * JOBS }, (_, number) => ({
    payload: { number },
    key: String(number),
    // The second half becomes due while the database is away.
    ...(number >= JOBS && { at: later }),
  }));
  await queue.add(COUNTED_JOB, null, jobs);
  worker.start();
  await eventually('the first jobs run', 10_000, () => ran.length === JOBS);

  await first.kill();
  const before = asked();
  // They end while nobody can be told.
  gate.resolve();
  await sleep(AWAY_MS);
  const inVain = asked() - before;
  const second = await startFerretdb({ folder, port: Number(new URL(first.address).port) });
  onTestFinished(() => second.stop());
  const back = await eventually('the others run', 15_000, () => ran.length === 2 * JOBS);
  const isDone = async () => {
    const counts = await store.jobs.count();
    return counts.find(({ state }) => state === 'done')?.count === 2 * JOBS;
  };
  await eventually('all are done', 15_000, isDone);
  const times = (type: JobEvent['type']) => happened.filter((each) => each === type).length;
  // The store knows of it before the worker has its answer.
  await eventually('the worker knows', 15_000, () => times('done') === 2 * JOBS);

  printFigures('jobs', {
    'database away, s': AWAY_MS / 1_000,
    'claims sent meanwhile': inVain,
    'until jobs ran again, s': back / 1_000,
    'run twice': ran.length - new Set(ran).size,
  });
  // No job was done twice, although nobody could be told that it was done.
  expect(ran.toSorted((left, right) => left - right)).toEqual(jobs.map((_, number) => number));
  expect(back).toBeLessThanOrEqual(5_000);
  // Twice a second at most, by whatever is let through to find out.
  expect(inVain).toBeLessThanOrEqual((AWAY_MS / 1_000) * 2);
  expect(times('stalled')).toBeGreaterThan(0);
  expect(times('resumed')).toBe(times('stalled'));
  expect([times('done'), times('lost')]).toEqual([2 * JOBS, 0]);
});
