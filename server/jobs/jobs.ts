import type { Logger } from 'pino';
import type { Clock } from '#server/clock.ts';
import type { NewId } from '#server/ids.ts';
import { createJobDesk, type JobDesk } from './job-desk.ts';
import { createJobEvents, type JobEvents } from './job-events.ts';
import type { JobKind } from './job-kind.ts';
import { logJobs } from './job-log.ts';
import { createJobPlanner } from './job-planner.ts';
import { createJobQueue, type JobQueue } from './job-queue.ts';
import type { JobRepository } from './job-repository.ts';
import { createJobWorker, DEFAULT_LEASE_MS, type JobWorker } from './job-worker.ts';
import { systemTimers, type Timers } from './timers.ts';

export interface JobsDeps {
  jobs: JobRepository;
  clock: Clock;
  newId: NewId;
  log: Logger;
  timers?: Timers;
  /** Uniform in [0, 1). */
  random?: () => number;
  /** Milliseconds after which a job of somebody who fell silent is claimed by others. */
  lease?: number;
  /** How many jobs of all kinds this process runs at the same time; 0: none. */
  slots: number;
}

/** Durable jobs: what adds them, and what becomes of them. */
export interface Jobs {
  readonly queue: JobQueue;
  readonly events: JobEvents;
  /** Once, when all that the handlers need is there. */
  employ(kinds: readonly JobKind[]): { worker: JobWorker; desk: JobDesk };
}

export function createJobs({
  jobs,
  clock,
  newId,
  log,
  timers = systemTimers,
  random = Math.random,
  lease = DEFAULT_LEASE_MS,
  slots,
}: JobsDeps): Jobs {
  const events = createJobEvents();
  logJobs(events, log);
  let worker: JobWorker | null = null;
  const wakeAt = (instant: string) => worker?.wakeAt(instant);

  return {
    queue: createJobQueue({ jobs, clock, newId, events, wakeAt }),
    events,
    employ(kinds) {
      const planner = createJobPlanner({ jobs, kinds, clock });
      const tools = { clock, timers, random, newId, log, events };
      worker = createJobWorker({ jobs, planner, kinds, lease, slots, ...tools });
      return { worker, desk: createJobDesk({ jobs, kinds, clock, newId, wakeAt }) };
    },
  };
}
