import { z } from 'zod';
import { defineJob } from '#server/jobs/job-definition.ts';

const MINUTE = 60_000;

/**
 * Plans the question of the day. The European Central Bank publishes around 16:00; fallbacks of
 * other zones have theirs by then.
 */
export const planRatesJob = defineJob({
  name: 'plan-rates',
  payload: z.strictObject({}),
  schedule: { cron: '15 16 * * *', timeZone: 'Europe/Berlin', missed: 'run-once' },
  concurrency: 1,
});

/** Not all installations ask in the same second. */
export const SPREAD_MS = 30 * MINUTE;

export const fetchRatesJob = defineJob({
  name: 'fetch-rates',
  payload: z.strictObject({}),
  // For the rest of the day; the next one is asked for by itself.
  retry: { attempts: 12, shortestWait: 5 * MINUTE, longestWait: 120 * MINUTE },
  timeLimit: 5 * MINUTE,
  concurrency: 1,
});
