import { type Clock, instantOf } from '#server/clock.ts';
import { scheduledJobId } from './job-id.ts';
import type { JobKind } from './job-kind.ts';
import type { JobRepository, StoredJob } from './job-repository.ts';

/** A run begins late by as much as claiming takes; what is later than this was missed. */
const MISSED_AFTER_MS = 60_000;

/*
 * The next run of each schedule is a row before it is due, and the one after it before that one
 * begins. So whenever everything stops, a run that is overdue tells the next start that some were
 * missed. The instant is part of the id: whichever instance plans it, and however often, there is
 * one row.
 */
export interface JobPlanner {
  /** Sees to it that the next run of every schedule is there. @returns when the first of them is. */
  plan(): Promise<number | null>;
  /**
   * What to do with a run that was claimed for the first time. Plans what comes after it.
   * @returns null to run it, or why not to.
   */
  judge(kind: JobKind, job: StoredJob): Promise<string | null>;
}

export interface JobPlannerDeps {
  jobs: Pick<JobRepository, 'insertMany'>;
  kinds: readonly JobKind[];
  clock: Clock;
}

export function createJobPlanner({ jobs, kinds, clock }: JobPlannerDeps): JobPlanner {
  /** Of each kind the run that was planned last: there is no need to plan it again. */
  const planned = new Map<string, number>();

  async function insert(kind: string, at: number): Promise<void> {
    if (planned.get(kind) === at) return;
    const scheduledFor = instantOf(at);
    const row = { id: scheduledJobId(kind, scheduledFor), kind, payload: '{}', scheduledFor };
    await jobs.insertMany(null, [{ ...row, createdAt: instantOf(clock.now()) }]);
    planned.set(kind, at);
  }

  async function planNext({ name, schedule }: JobKind): Promise<number | null> {
    if (!schedule) return null;
    const next = schedule.next(clock.now());
    await insert(name, next);
    return next;
  }

  return {
    async plan() {
      let first: number | null = null;
      for (const kind of kinds) {
        const next = await planNext(kind);
        if (next !== null && (first === null || next < first)) first = next;
      }
      return first;
    },

    async judge(kind, { id, attempt, scheduledFor }) {
      const { name, schedule, facts } = kind;
      if (!schedule || id !== scheduledJobId(name, scheduledFor)) return null;
      await planNext(kind);
      if (attempt > 1) return null;
      const due = Date.parse(scheduledFor);
      const now = clock.now();
      if (facts?.missed === 'skip' && now - due > MISSED_AFTER_MS) {
        return 'It was missed, and is of no use later';
      }
      // Also what is in no schedule of this version runs: another instance may have a newer one.
      const latest = schedule.latest(now) ?? due;
      if (latest <= due) return null;
      await insert(name, latest);
      return 'It was missed, and a later one runs for it';
    },
  };
}
