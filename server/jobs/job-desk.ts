import { type Clock, instantOf } from '#server/clock.ts';
import type { NewId } from '#server/ids.ts';
import { AppError } from '#shared/app-error.ts';
import { JOB_STATES } from '#shared/schemas/operation-schemas.ts';
import { jobId } from './job-id.ts';
import type { JobKind } from './job-kind.ts';
import type { JobList, JobRepository, JobState, StoredJob } from './job-repository.ts';

const ENDS = ['done', 'skipped', 'dead'] as const;

export interface JobStatus {
  readonly name: string;
  /** Null: nothing runs it by itself, or this version does not know it any more. */
  readonly schedule: JobKind['facts'];
  readonly nextRunAt: string | null;
  readonly lastRun: StoredJob | null;
  readonly counts: Readonly<Record<JobState, number>>;
}

/** For whoever runs the installation. */
export interface JobDesk {
  /** Of every kind that this version knows or the store remembers. */
  list(): Promise<JobStatus[]>;
  /** Newest first. @throws AppError `not-found` for a name that nobody knows. */
  runs(
    list: Pick<JobList, 'kind' | 'after' | 'limit'> & { state?: JobState },
  ): Promise<StoredJob[]>;
  /**
   * Has what runs by a schedule run once more, at once.
   * @throws AppError `not-found`; `conflict` for what needs to be given something.
   */
  runNow(kind: string): Promise<StoredJob>;
  /** @throws AppError `not-found`; `conflict` for a run that was not given up. */
  retry(kind: string, id: string): Promise<StoredJob>;
}

export interface JobDeskDeps {
  jobs: JobRepository;
  kinds: readonly JobKind[];
  clock: Clock;
  newId: NewId;
  wakeAt(instant: string): void;
}

export function createJobDesk({ jobs, kinds, clock, newId, wakeAt }: JobDeskDeps): JobDesk {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));

  function known(name: string): JobKind {
    const kind = byName.get(name);
    if (!kind) throw new AppError('not-found');
    return kind;
  }

  async function newest(list: Omit<JobList, 'state'>, states: readonly JobState[]) {
    const found = await Promise.all(states.map((state) => jobs.list({ ...list, state })));
    return found.flat().sort(byNewest).slice(0, list.limit);
  }

  async function stored(id: string): Promise<StoredJob> {
    const job = await jobs.find(id);
    if (!job) throw new AppError('not-found');
    return job;
  }

  return {
    async list() {
      const counts = await jobs.count();
      const names = new Set([...byName.keys(), ...counts.map(({ kind }) => kind)]);
      return Promise.all(
        [...names].sort().map(async (name) => {
          const kind = byName.get(name);
          const [lastRun = null] = await newest({ kind: name, limit: 1 }, ENDS);
          const next = kind?.schedule?.next(clock.now());
          return {
            name,
            schedule: kind?.facts ?? null,
            nextRunAt: next === undefined ? null : instantOf(next),
            lastRun,
            counts: countsOf(counts.filter((each) => each.kind === name)),
          };
        }),
      );
    },

    async runs({ state, ...list }) {
      const found = await newest(list, state ? [state] : JOB_STATES);
      if (found.length === 0 && !list.after) known(list.kind);
      return found;
    },

    async runNow(name) {
      if (!known(name).schedule) {
        throw new AppError('conflict', {
          detail: 'It has no schedule: it runs for what it is given, and then by itself',
        });
      }
      const now = instantOf(clock.now());
      const id = jobId(name, null, newId());
      const row = { id, kind: name, payload: '{}', scheduledFor: now, createdAt: now };
      await jobs.insertMany(null, [row]);
      wakeAt(now);
      return stored(id);
    },

    async retry(name, id) {
      known(name);
      if ((await stored(id)).kind !== name) throw new AppError('not-found');
      const now = instantOf(clock.now());
      if (!(await jobs.revive(id, now))) {
        throw new AppError('conflict', { detail: 'Only what was given up can be tried again' });
      }
      wakeAt(now);
      return stored(id);
    },
  };
}

function byNewest(left: StoredJob, right: StoredJob): number {
  if (left.scheduledFor !== right.scheduledFor) {
    return left.scheduledFor < right.scheduledFor ? 1 : -1;
  }
  return left.id < right.id ? 1 : -1;
}

function countsOf(counts: readonly { state: JobState; count: number }[]): JobStatus['counts'] {
  const none = JOB_STATES.map((state) => [state, 0] as const);
  const some = counts.map(({ state, count }) => [state, count] as const);
  return Object.fromEntries([...none, ...some]) as unknown as JobStatus['counts'];
}
