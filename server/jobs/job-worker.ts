import { AsyncLocalStorage } from 'node:async_hooks';
import { instantOf } from '#server/clock.ts';
import type { NewId } from '#server/ids.ts';
import { createFairTurns } from './fair-turns.ts';
import type { JobKind } from './job-kind.ts';
import type { JobPlanner } from './job-planner.ts';
import type { JobRepository, StoredJob } from './job-repository.ts';
import { type JobRunnerDeps, type RunningJob, runJob } from './job-runner.ts';
import { createPollPace, type Finding } from './poll-pace.ts';
import { pause } from './timers.ts';

export const DEFAULT_LEASE_MS = 30_000;
/** A lease that ends later than this many would was made by a clock that was wrong. */
const POSSIBLE_LEASES = 10;
const LOOK_AT_LEASES_EVERY_MS = 60 * 60_000;
/** Jobs that are known to be due soon; the others are found by looking. */
const MOST_WAKES = 1_000;
const LONGEST_WAKE_MS = 60 * 60_000;
/** What follows a job that is interrupted: the time in which it is given back. */
const GIVE_BACK_MS = 1_000;

/** Claims jobs and runs them, until it is drained. */
export interface JobWorker {
  start(): void;
  /** Something may be due at this instant, ISO 8601. */
  wakeAt(instant: string): void;
  /**
   * Claims nothing more, and waits for what runs; after `limit` milliseconds that is aborted and
   * left to others. Calling it again is harmless.
   */
  drain(limit: number): Promise<void>;
}

export interface JobWorkerDeps extends Omit<JobRunnerDeps, 'jobs' | 'planner' | 'wakeAt'> {
  jobs: JobRepository;
  planner: JobPlanner;
  kinds: readonly JobKind[];
  newId: NewId;
  slots: number;
}

export function createJobWorker(deps: JobWorkerDeps): JobWorker {
  const { jobs, planner, kinds, clock, timers, random, newId, events, lease, slots } = deps;
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const running = new Map<RunningJob, string>();
  const wakes = new Set<() => void>();
  const turns = createFairTurns();
  // As at the start of the program: a request that adds a job lends its waiting budget to nobody.
  const outsideOfRequests = AsyncLocalStorage.snapshot();
  const paceAfter = createPollPace(random);
  let isStarted = false;
  let drained: Promise<void> | null = null;
  let looking: Promise<void> | null = null;
  let isAskedAgain = false;
  let isAway = false;
  let cancelLook = () => {};
  let leasesSeenAt = Number.NEGATIVE_INFINITY;
  let lastNow = Number.NEGATIVE_INFINITY;

  function look(): void {
    if (!isStarted || drained) return;
    if (looking) {
      isAskedAgain = true;
      return;
    }
    cancelLook();
    looking = outsideOfRequests(lookAndLookAgain);
  }

  async function lookAndLookAgain(): Promise<void> {
    const wait = await lookRound();
    looking = null;
    if (!drained) cancelLook = timers.after(wait, look);
  }

  /** @returns after how long to look again */
  async function lookRound(): Promise<number> {
    let finding: Finding;
    let next: number | null = null;
    do {
      isAskedAgain = false;
      try {
        next = await planner.plan();
        await endImpossibleLeases();
        finding = await claimAll();
        if (isAway) events.emit({ type: 'resumed' });
        isAway = false;
      } catch (error) {
        if (!isAway) events.emit({ type: 'stalled', error });
        isAway = true;
        finding = 'away';
      }
    } while (isAskedAgain && finding !== 'away');
    const wait = paceAfter(finding);
    return next === null ? wait : Math.min(wait, Math.max(1, next - clock.now()));
  }

  /** At the start, when the clock was put back, and now and then. */
  async function endImpossibleLeases(): Promise<void> {
    const now = clock.now();
    const isPutBack = now < lastNow;
    lastNow = now;
    if (!isPutBack && timers.monotonic() - leasesSeenAt < LOOK_AT_LEASES_EVERY_MS) return;
    const limit = instantOf(now + POSSIBLE_LEASES * lease);
    await jobs.endLeasesBeyond([...byName.keys()], limit, instantOf(now));
    leasesSeenAt = timers.monotonic();
  }

  async function claimAll(): Promise<Finding> {
    let finding: Finding = 'idle';
    for (;;) {
      const free = drained ? [] : freeKinds();
      if (free.length === 0) return 'busy';
      const now = clock.now();
      const until = instantOf(now + lease);
      const claim = { kinds: turns.among(free), holder: newId(), now: instantOf(now), until };
      const job = await jobs.claim(claim);
      if (job) {
        finding = 'found';
        turns.served(job.kind);
        begin(job);
      } else if (!turns.passed()) return finding;
    }
  }

  function freeKinds(): string[] {
    if (running.size >= slots) return [];
    const names = [...running.values()];
    return kinds
      .filter(({ name, concurrency }) => names.filter((each) => each === name).length < concurrency)
      .map(({ name }) => name);
  }

  function begin(job: StoredJob): void {
    const kind = byName.get(job.kind);
    if (!kind) throw new Error(`A job of kind ${job.kind} was not asked for`);
    const run = runJob({ ...deps, wakeAt }, kind, job);
    running.set(run, job.kind);
    // It was claimed while the end began.
    if (drained) run.interrupt();
    void run.settled.then(() => {
      running.delete(run);
      look();
    });
  }

  function wakeAt(instant: string): void {
    const wait = Date.parse(instant) - clock.now();
    if (wait <= 0) {
      look();
      return;
    }
    if (wait > LONGEST_WAKE_MS || wakes.size >= MOST_WAKES || drained) return;
    const cancel = timers.after(wait, () => {
      wakes.delete(cancel);
      look();
    });
    wakes.add(cancel);
  }

  async function end(limit: number): Promise<void> {
    cancelLook();
    for (const cancel of wakes) cancel();
    const allSettled = async () => {
      await looking;
      await Promise.all([...running.keys()].map(({ settled }) => settled));
    };
    await Promise.race([allSettled(), pause(timers, limit)]);
    for (const run of running.keys()) run.interrupt();
    await Promise.race([allSettled(), pause(timers, GIVE_BACK_MS)]);
  }

  return {
    start() {
      isStarted = true;
      look();
    },
    wakeAt,
    drain(limit) {
      if (!drained) {
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        // From here on nothing is claimed, also by a look that is under way.
        drained = promise;
        end(limit).then(resolve, reject);
      }
      return drained;
    },
  };
}
