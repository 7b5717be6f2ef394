import { z } from 'zod';
import { defineJob } from '#server/jobs/job-definition.ts';

const MINUTE = 60_000;

/** Empties trash bins and forgets what has ended, in every household: once for all instances. */
export const purgeJob = defineJob({
  name: 'purge',
  payload: z.strictObject({}),
  // Not on the hour, when whatever else the machine does by a schedule begins.
  schedule: { cron: '17 * * * *', timeZone: 'UTC', missed: 'run-once' },
  retry: { attempts: 6, shortestWait: MINUTE, longestWait: 10 * MINUTE },
  timeLimit: 15 * MINUTE,
  concurrency: 1,
});
