import { z } from 'zod';
import { REMINDER_LOCALES } from '#shared/reminders/reminder-settings.ts';
import { instantSchema, pageQuery, pageSchema } from './primitives.ts';

/** `done`, `skipped` and `dead` are ends; a dead one was given up and waits for an operator. */
export const JOB_STATES = ['waiting', 'running', 'done', 'skipped', 'dead'] as const;

/** One run of a job. What it was given is not shown: it may be people's. */
export const jobRunSchema = z.object({
  id: z.string(),
  job: z.string(),
  /** Null: it concerns no household. */
  householdId: z.string().nullable(),
  state: z.enum(JOB_STATES),
  /** Attempts begun. */
  attempt: z.int(),
  scheduledFor: instantSchema,
  /** While it waits: from when on it may begin. */
  dueAt: instantSchema.nullable(),
  /** Of the last attempt. */
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  milliseconds: z.int().nullable().meta({ description: 'How long the last attempt took' }),
  error: z.string().nullable(),
});
export type JobRunView = z.infer<typeof jobRunSchema>;
export const jobRunsSchema = pageSchema(jobRunSchema);

const missedSchema = z.enum(['run-once', 'skip']);

export const jobSchema = z.object({
  name: z.string().meta({ example: 'purge' }),
  schedule: z
    .union([
      z.object({
        cron: z.string().meta({ example: '17 * * * *' }),
        timeZone: z.string().meta({ example: 'Europe/Berlin' }),
        missed: missedSchema,
      }),
      z.object({
        every: z.int().meta({ description: 'Milliseconds, counted from 1970-01-01T00:00Z' }),
        missed: missedSchema,
      }),
    ])
    .nullable(),
  nextRunAt: instantSchema.nullable(),
  /** The one that ended last. */
  lastRun: jobRunSchema.nullable(),
  /** Of what is remembered. */
  counts: z.object({
    waiting: z.int(),
    running: z.int(),
    done: z.int(),
    skipped: z.int(),
    dead: z.int(),
  }),
});
export const jobsSchema = pageSchema(jobSchema);

export const CIRCUIT_STATES = ['closed', 'open', 'half-open', 'isolated'] as const;
export const TRANSITION_CAUSES = [
  'consecutive-failures',
  'failure-rate',
  'wait-is-over',
  'probe-failed',
  'probes-succeeded',
  'isolated',
  'released',
] as const;

/** What stands between an instance and something that it depends on. */
export const circuitSchema = z.object({
  name: z.string().meta({ example: 'database' }),
  state: z.enum(CIRCUIT_STATES),
  since: instantSchema,
  /** How often it came to each state since the instance started. */
  transitions: z.record(z.enum(CIRCUIT_STATES), z.int()),
  lastChange: z
    .object({
      at: instantSchema,
      cause: z.enum(TRANSITION_CAUSES),
      fault: z.string().nullable().meta({ description: 'Name of the error that did it' }),
    })
    .nullable(),
});
export const circuitsSchema = pageSchema(circuitSchema);

export const jobParams = z.strictObject({ name: z.string().min(1).max(100) });
export const jobRunParams = jobParams.extend({ run: z.string().min(1).max(500) });
export const jobRunsQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(JOB_STATES, `must be one of ${JOB_STATES.join(', ')}`).optional(),
});

const mailPreviewFields = {
  locale: z.enum(REMINDER_LOCALES).default('en'),
  theme: z.enum(['light', 'dark']).default('light'),
};
export const mailPreviewQuery = z.strictObject(mailPreviewFields);
export const mailsQuery = z.strictObject({
  mail: z.string().optional().meta({ description: 'Its name; the first, if none is given.' }),
  ...mailPreviewFields,
});
export const mailParams = z.strictObject({ name: z.string() });
