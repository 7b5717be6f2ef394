import type { JOB_STATES } from '#shared/schemas/operation-schemas.ts';

export type JobState = (typeof JOB_STATES)[number];
export type EndState = Exclude<JobState, 'waiting' | 'running'>;

/** One run of something, also when it takes several attempts. Instants are ISO 8601 in UTC. */
export interface StoredJob {
  /** Unique among all jobs, and the key by which handlers recognise what they did already. */
  id: string;
  /** Null: a job of the installation, not of a household. */
  householdId: string | null;
  /** Name of its definition. */
  kind: string;
  /** JSON. */
  payload: string;
  state: JobState;
  /** When it is or was to begin at first. */
  scheduledFor: string;
  /** While it waits: from when on. While it runs: when its lease ends. Null once it has ended. */
  claimableAt: string | null;
  /** Attempts begun. */
  attempt: number;
  /** Of the attempt that runs; nobody else may say how it ended. */
  holder: string | null;
  createdAt: string;
  /** Of the last attempt. */
  startedAt: string | null;
  endedAt: string | null;
  /** What the last attempt failed of, or why there was none. */
  error: string | null;
}

export type NewJob = Pick<StoredJob, 'id' | 'kind' | 'payload' | 'scheduledFor' | 'createdAt'>;

export interface Claim {
  /** Any of these. */
  kinds: readonly string[];
  /** New for every claim. */
  holder: string;
  now: string;
  /** When the lease ends if it is not renewed. */
  until: string;
}

export interface JobList {
  kind: string;
  state: JobState;
  /** Those that come after this one. */
  after?: Pick<StoredJob, 'scheduledFor' | 'id'> | undefined;
  limit: number;
}

export interface JobCount {
  kind: string;
  state: JobState;
  count: number;
}

/**
 * What is to be done later or again and again. Every change is one conditional write on one row,
 * so that of several workers who want the same one gets it, and one who lost its lease changes
 * nothing any more.
 */
export interface JobRepository {
  /**
   * Adds those whose ids are not there yet, to wait for `scheduledFor`. They go with the household.
   * @returns how many that were
   * @throws AppError `conflict` if the household is gone.
   */
  insertMany(householdId: string | null, jobs: readonly NewJob[]): Promise<number>;
  find(id: string): Promise<StoredJob | null>;
  /**
   * Leases the one that has been claimable for longest: it waited, or whoever ran it let the lease
   * end. It counts as one more attempt. @returns it as it is then, or null if none is.
   */
  claim(claim: Claim): Promise<StoredJob | null>;
  /** @returns whether `holder` still has it; also when the lease ended and nobody claimed it. */
  renew(id: string, holder: string, until: string): Promise<boolean>;
  /** @returns whether `holder` still had it; otherwise nothing changed. */
  finish(
    id: string,
    holder: string,
    end: { state: EndState; endedAt: string; error: string | null },
  ): Promise<boolean>;
  /** To wait again. @returns as `finish`. */
  putBack(
    id: string,
    holder: string,
    wait: { claimableAt: string; attempt: number; error: string | null },
  ): Promise<boolean>;
  /** A dead one waits again, as if it had never been tried. @returns whether it was dead. */
  revive(id: string, claimableAt: string): Promise<boolean>;
  /**
   * Ends leases that end too far in the future for anybody to have made them with a clock that is
   * right. @returns how many
   */
  endLeasesBeyond(kinds: readonly string[], limit: string, now: string): Promise<number>;
  /** Newest `scheduledFor` first, then greatest id. */
  list(list: JobList): Promise<StoredJob[]>;
  /** Only what there is. */
  count(): Promise<JobCount[]>;
  /** Forgets what ended before, the dead apart. @returns how many */
  purge(endedBefore: string, deadBefore: string): Promise<number>;
}
