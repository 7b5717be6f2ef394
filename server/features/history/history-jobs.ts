import { z } from 'zod';
import { defineJob } from '#server/jobs/job-definition.ts';

const MINUTE = 60_000;

/** Merges steps of the history into longer ones and forgets the old: once for all instances. */
export const compactHistoryJob = defineJob({
  name: 'compact-history',
  payload: z.strictObject({}),
  schedule: { every: 5 * MINUTE, missed: 'run-once' },
  retry: { attempts: 3, shortestWait: MINUTE, longestWait: 5 * MINUTE },
  timeLimit: 10 * MINUTE,
  concurrency: 1,
});
