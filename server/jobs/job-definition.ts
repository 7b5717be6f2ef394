import type { z } from 'zod';
import type { ScheduleFacts } from './schedule.ts';

export type JobSchedule = ScheduleFacts & {
  /**
   * What becomes of runs that were due while nobody was there: all of them together run once, late,
   * or they are skipped.
   */
  readonly missed: 'run-once' | 'skip';
};

export interface RetryPolicy {
  /** The first one included; then the job is dead. */
  readonly attempts: number;
  /** Milliseconds: the least and the most between two attempts. */
  readonly shortestWait: number;
  readonly longestWait: number;
}

/** What kind of job there is, without what it does. */
export interface JobDefinition<Payload = unknown> {
  /** Lasts as long as the jobs that carry it: in kebab-case, never used for something else. */
  readonly name: string;
  /** Without transformations: it reads again what it let through. Runs of a schedule bring `{}`. */
  readonly payload: z.ZodType<Payload>;
  /** Null: it runs when it is added. */
  readonly schedule: JobSchedule | null;
  readonly retry: RetryPolicy;
  /** Milliseconds for one attempt. */
  readonly timeLimit: number;
  /** How many one instance runs at the same time. */
  readonly concurrency: number;
}

const DEFAULTS = {
  schedule: null,
  // Together about three quarters of an hour: longer than most outages.
  retry: { attempts: 12, shortestWait: 5_000, longestWait: 15 * 60_000 },
  timeLimit: 60_000,
  concurrency: 4,
} as const;

type Given<Payload> = Pick<JobDefinition<Payload>, 'name' | 'payload'> &
  Partial<JobDefinition<Payload>>;

/** The definition, with what is usual for what is not given. */
export function defineJob<Payload>(given: Given<Payload>): JobDefinition<Payload> {
  return { ...DEFAULTS, ...given };
}
