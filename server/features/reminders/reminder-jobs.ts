import { z } from 'zod';
import { defineJob } from '#server/jobs/job-definition.ts';

const MINUTE = 60_000;

/**
 * Looks at one household: what is to be sent, and when there is something again. Each run leaves
 * the next one behind, so that a household of which nothing is due costs nothing.
 */
export const planRemindersJob = defineJob({
  name: 'plan-reminders',
  payload: z.strictObject({}),
  // The chain of runs must not break: after weeks it is tried still.
  retry: { attempts: 5_000, shortestWait: 5_000, longestWait: 15 * MINUTE },
  timeLimit: 2 * MINUTE,
});

/** How often a channel is tried that neither takes a message nor refuses it: for hours. */
export const MOST_TRIES = 16;

export const sendReminderJob = defineJob({
  name: 'send-reminder',
  payload: z.strictObject({ id: z.string() }),
  // Every try that ends counts at the delivery, too: it gives up before this does.
  retry: { attempts: 2 * MOST_TRIES, shortestWait: 10_000, longestWait: 30 * MINUTE },
  timeLimit: MINUTE,
  concurrency: 8,
});
