import { type Clock, instantOf } from '#server/clock.ts';
import type { JobRepository } from './job-repository.ts';

const DAY = 24 * 60 * 60 * 1_000;
/** So long a run can be looked at, and its key is not taken for a new one. */
export const ENDED_KEPT_DAYS = 7;
/** So long an operator can have it tried again. */
export const DEAD_KEPT_DAYS = 30;

/** Forgets runs that ended long ago. @returns how many */
export function purgeJobs(jobs: Pick<JobRepository, 'purge'>, clock: Clock): Promise<number> {
  const daysAgo = (days: number) => instantOf(clock.now() - days * DAY);
  return jobs.purge(daysAgo(ENDED_KEPT_DAYS), daysAgo(DEAD_KEPT_DAYS));
}
