import type { Logger } from 'pino';
import { type Clock, instantOf } from '#server/clock.ts';
import { nextPause } from '#server/observability/retry.ts';
import type { JobEvents } from './job-events.ts';
import { JobInterrupted } from './job-interrupted.ts';
import type { JobKind } from './job-kind.ts';
import type { JobPlanner } from './job-planner.ts';
import { JobRefused } from './job-refused.ts';
import type { EndState, JobRepository, StoredJob } from './job-repository.ts';
import { keepLease } from './lease-keeper.ts';
import { pause, type Timers } from './timers.ts';

const LONGEST_ERROR = 1_000;
/** Between two tries to store how a job ended. */
const STORE_AGAIN = { shortestWait: 200, longestWait: 2_000 };

export interface JobRunnerDeps {
  jobs: Pick<JobRepository, 'renew' | 'finish' | 'putBack' | 'find'>;
  planner: Pick<JobPlanner, 'judge'>;
  events: Pick<JobEvents, 'emit'>;
  clock: Clock;
  timers: Timers;
  /** Uniform in [0, 1). */
  random: () => number;
  log: Logger;
  /** Milliseconds. */
  lease: number;
  /** Told when the job is to be tried again. */
  wakeAt(instant: string): void;
}

/** A job that was claimed, on its way. */
export interface RunningJob {
  /** Resolves when nothing more happens to it here; never rejects. */
  readonly settled: Promise<void>;
  /** Aborts it and gives it back. */
  interrupt(): void;
}

/** As the event of the same type. */
type End =
  | { type: 'done'; milliseconds: number }
  | { type: 'skipped'; reason: string }
  | { type: 'failed'; error: unknown; milliseconds: number; at: string }
  | { type: 'dead'; error: unknown }
  | { type: 'released' };

/** Runs a job whose lease is held as `job.holder`, and stores how it ended. */
export function runJob(deps: JobRunnerDeps, kind: JobKind, job: StoredJob): RunningJob {
  const { jobs, planner, events, clock, timers, random, log, lease } = deps;
  const holder = job.holder ?? '';
  const abortion = new AbortController();
  const { signal } = abortion;
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  // Nobody may be waiting for it at that moment.
  aborted.catch(() => {});
  let isLost = false;

  const stopRenewing = keepLease({
    lease,
    timers,
    renew: () => jobs.renew(job.id, holder, instantOf(clock.now() + lease)),
    onLost() {
      isLost = true;
      abortion.abort(new JobInterrupted('lease-lost'));
    },
  });

  async function attempt(): Promise<End> {
    const begun = timers.monotonic();
    const spent = () => timers.monotonic() - begun;
    try {
      if (job.attempt > kind.retry.attempts) {
        throw new JobRefused('Nobody who tried it has said how it ended');
      }
      const reason = await Promise.race([stored(() => planner.judge(kind, job)), aborted]);
      if (reason) return { type: 'skipped', reason };
      events.emit({ type: 'started', job });
      const cancelLimit = timers.after(kind.timeLimit, () =>
        abortion.abort(new JobInterrupted('time-limit')),
      );
      const { id, householdId, scheduledFor, payload } = job;
      const run = { id, householdId, scheduledFor, attempt: job.attempt, signal };
      const ownLog = log.child({ job: id, kind: kind.name });
      await Promise.race([kind.handle(payload, { ...run, log: ownLog }), aborted]).finally(
        cancelLimit,
      );
      return { type: 'done', milliseconds: spent() };
    } catch (error) {
      if (error instanceof JobInterrupted && error.interruption === 'shutdown') {
        return { type: 'released' };
      }
      const isLast = error instanceof JobRefused || job.attempt >= kind.retry.attempts;
      if (isLast) return { type: 'dead', error };
      const at = instantOf(clock.now() + waitAfter(kind, job.attempt, random));
      return { type: 'failed', error, milliseconds: spent(), at };
    }
  }

  /** Goes on trying while the lease is ours. */
  async function stored<Result>(write: () => Promise<Result>): Promise<Result> {
    for (let wait = STORE_AGAIN.shortestWait; ; wait = nextPause(STORE_AGAIN, wait, random)) {
      try {
        return await write();
      } catch (error) {
        if (isLost || signal.reason?.interruption === 'shutdown') throw error;
        await pause(timers, wait);
      }
    }
  }

  /** @returns whether the job was still ours. */
  function store(end: End, endedAt: string): Promise<boolean> {
    const finish = (state: EndState, error: string | null) =>
      jobs.finish(job.id, holder, { state, endedAt, error });
    switch (end.type) {
      case 'done':
        return finish('done', null);
      case 'skipped':
        return finish('skipped', end.reason);
      case 'dead':
        return finish('dead', textOf(end.error));
      case 'failed':
        return jobs.putBack(job.id, holder, {
          claimableAt: end.at,
          attempt: job.attempt,
          error: textOf(end.error),
        });
      case 'released':
        // The server's end is no fault of the job: it does not count as an attempt.
        return jobs.putBack(job.id, holder, {
          claimableAt: endedAt,
          attempt: job.attempt - 1,
          error: job.error,
        });
    }
  }

  async function live(): Promise<void> {
    const end = await attempt();
    const endedAt = instantOf(clock.now());
    let tries = 0;
    let isOurs = false;
    try {
      if (!isLost) {
        isOurs = await stored(async () => {
          tries += 1;
          if (await store(end, endedAt)) return true;
          // What seemed to fail may have been done, and only its answer was lost.
          return tries > 1 && isStoredAs(end, endedAt, await jobs.find(job.id));
        });
      }
    } catch {
      // The lease ends by itself, and the job runs again elsewhere.
    } finally {
      stopRenewing();
    }
    events.emit(isOurs ? { ...end, job } : { type: 'lost', job });
    if (isOurs && end.type === 'failed') deps.wakeAt(end.at);
  }

  return {
    settled: live(),
    interrupt: () => abortion.abort(new JobInterrupted('shutdown')),
  };
}

function isStoredAs(end: End, endedAt: string, found: StoredJob | null): boolean {
  if (found?.state !== 'waiting') return found?.endedAt === endedAt;
  return found.claimableAt === (end.type === 'failed' ? end.at : endedAt);
}

/** Longer after every attempt, by chance: what is stored of the waits before is their number. */
function waitAfter({ retry }: JobKind, attempts: number, random: () => number): number {
  let wait = retry.shortestWait;
  for (let count = 0; count < attempts; count += 1) wait = nextPause(retry, wait, random);
  return wait;
}

function textOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).slice(0, LONGEST_ERROR);
}
