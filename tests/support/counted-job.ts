import { z } from 'zod';
import { defineJob } from '#server/jobs/job-definition.ts';

export const JOB_LEASE_MS = 5_000;
export const JOB_SLOTS = 8;

/** For tests that count how often something was done. */
export const COUNTED_JOB = defineJob({
  name: 'counted',
  payload: z.strictObject({ number: z.int() }),
  concurrency: JOB_SLOTS,
});
