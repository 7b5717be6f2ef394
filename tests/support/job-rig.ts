import pino from 'pino';
import type { Store } from '#server/adapters/store/store.ts';
import { createIdSource } from '#server/ids.ts';
import type { JobDesk } from '#server/jobs/job-desk.ts';
import type { JobEvent } from '#server/jobs/job-events.ts';
import type { JobKind } from '#server/jobs/job-kind.ts';
import type { JobWorker } from '#server/jobs/job-worker.ts';
import { createJobs, type Jobs, type JobsDeps } from '#server/jobs/jobs.ts';
import { createManualTime, type ManualTime } from './manual-time.ts';
import { openMemoryStore } from './memory-store.ts';

export interface JobRigOptions extends Partial<JobsDeps> {
  kinds: readonly JobKind[];
  store?: Store;
  time?: ManualTime;
}

/** One instance: jobs on a store in memory, with a worker that has not started. */
export interface JobRig extends Omit<Jobs, 'employ'> {
  readonly store: Store;
  readonly time: ManualTime;
  readonly worker: JobWorker;
  readonly desk: JobDesk;
  readonly happened: JobEvent[];
  /** The types of what happened, in order. */
  types(): string[];
  /** Of every call of the repository the method's name. */
  readonly calls: string[];
}

export async function createJobRig({ kinds, ...options }: JobRigOptions): Promise<JobRig> {
  const time = options.time ?? createManualTime('2026-11-20T12:00:00.000Z');
  const store = options.store ?? (await openMemoryStore());
  const calls: string[] = [];
  const jobs = createJobs({
    newId: createIdSource(time.clock),
    log: pino({ level: 'silent' }),
    random: () => 0.5,
    slots: 10,
    clock: time.clock,
    timers: time.timers,
    ...options,
    jobs: writingDown(options.jobs ?? store.jobs, calls),
  });
  const happened: JobEvent[] = [];
  jobs.events.on((event) => happened.push(event));
  return {
    ...jobs,
    store,
    time,
    ...jobs.employ(kinds),
    happened,
    types: () => happened.map(({ type }) => type),
    calls,
  };
}

function writingDown(jobs: JobsDeps['jobs'], calls: string[]): JobsDeps['jobs'] {
  return new Proxy(jobs, {
    get(target, name: keyof JobsDeps['jobs']) {
      calls.push(name);
      return target[name];
    },
  });
}
