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
  'reset',
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
  /** While an operator keeps it isolated: when that ends by itself. */
  heldUntil: instantSchema.nullable(),
  mayIsolate: z.boolean(),
});
export type CircuitView = z.infer<typeof circuitSchema>;
export const circuitsSchema = pageSchema(circuitSchema);

export const circuitParams = z.strictObject({ name: z.string().min(1).max(100) });

const LONGEST_ISOLATION = 1_440;
export const isolateCircuitSchema = z.strictObject({
  minutes: z
    .int()
    .min(1)
    .max(LONGEST_ISOLATION, 'must be at most 1440: a day')
    .default(60)
    .meta({ description: 'After that it is asked again by itself' }),
});

/** Any instant with a zone, as `toISOString` or people write it. */
const askedInstant = z.iso.datetime({ offset: true }).meta({ example: '2026-11-21T12:00:00Z' });
export const circuitHistoryQuery = z.strictObject({
  ...pageQuery,
  from: askedInstant,
  to: askedInstant,
  name: z.string().min(1).max(100).optional().meta({ description: 'Of one circuit alone' }),
  every: z
    .enum(['turn', 'change'])
    .default('turn')
    .meta({
      description:
        '`turn`: when something that everybody depends on went away or came back. `change`: also ' +
        'each probe in between, and the circuits of hosts that members chose.',
    }),
});

export const circuitEventSchema = z.object({
  id: z.string(),
  at: instantSchema,
  instanceId: z.string(),
  circuit: z.string(),
  from: z.enum(CIRCUIT_STATES),
  to: z.enum(CIRCUIT_STATES),
  cause: z.enum(TRANSITION_CAUSES),
  fault: z.string().nullable().meta({ description: 'Name of the error that did it' }),
  words: z.string().nullable().meta({ description: 'What that error said' }),
});
export type CircuitEventView = z.infer<typeof circuitEventSchema>;

export const SPAN_STATES = ['open', 'isolated', 'closed'] as const;
export const circuitTimelineSchema = z.object({
  name: z.string(),
  trips: z.int().meta({ description: 'How often it opened, in any instance' }),
  openSeconds: z.number().meta({ description: 'How long it was open, in at least one instance' }),
  isolatedSeconds: z.number(),
  /** Without gaps, its worst state in any instance; `open` also while it was being probed. */
  spans: z.array(z.object({ from: instantSchema, to: instantSchema, state: z.enum(SPAN_STATES) })),
});
export type CircuitTimeline = z.infer<typeof circuitTimelineSchema>;

export const circuitHistorySchema = pageSchema(circuitEventSchema).extend({
  from: instantSchema,
  to: instantSchema.meta({ description: 'Not later than now' }),
  knownFrom: instantSchema.meta({
    description: 'Timelines begin here; later than `from` where there were too many turns.',
  }),
  timelines: z.array(circuitTimelineSchema).meta({ description: 'On the first page only' }),
});
export type CircuitHistory = z.infer<typeof circuitHistorySchema>;

export const jobParams = z.strictObject({ name: z.string().min(1).max(100) });
export const jobRunParams = jobParams.extend({ run: z.string().min(1).max(500) });
export const jobRunsQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(JOB_STATES, `must be one of ${JOB_STATES.join(', ')}`).optional(),
});

export const operatorActSchema = z.object({
  id: z.string(),
  at: instantSchema,
  userId: z.string(),
  userName: z.string().nullable().meta({ description: 'Null where the account is gone' }),
  method: z.string(),
  route: z.string().meta({ example: '/api/v1/operator/jobs/:name/run' }),
  params: z.record(z.string(), z.string()).meta({ example: { name: 'purge' } }),
  summary: z.string().nullable().meta({ description: 'Null where this version has no such route' }),
  status: z.int(),
  outcome: z.enum(['done', 'refused', 'failed']),
  requestId: z.string(),
  instanceId: z.string(),
});
export type OperatorActView = z.infer<typeof operatorActSchema>;
export const operatorActsSchema = pageSchema(operatorActSchema);

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
