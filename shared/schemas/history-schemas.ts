import { z } from 'zod';
import { instantSchema, pageSchema } from './primitives.ts';

const figures = z.array(z.number().nullable());

const historySeriesSchema = z.object({
  /** Those that were asked for with `by`. */
  labels: z.record(z.string(), z.string()),
  values: figures.meta({
    description:
      'One for each of `at`: of a counter how much it grew in the step, of a gauge its greatest ' +
      'value, of a histogram how many were observed. Null: nothing was recorded then.',
  }),
  lows: figures.optional().meta({ description: 'Of a gauge: its least value in the step' }),
  sums: figures.optional().meta({ description: 'Of a histogram: what was observed, added up' }),
  quantiles: z
    .object({ p50: figures, p95: figures, p99: figures })
    .optional()
    .meta({
      description:
        'Of a histogram, in its unit, over everything in the step and all instances, within 1 %. ' +
        'Null: nothing was observed.',
    }),
});
export type HistorySeries = z.infer<typeof historySeriesSchema>;

export const historySchema = z.object({
  metric: z.string().meta({ example: 'duetide_http_requests_total' }),
  type: z.enum(['counter', 'gauge', 'summary', 'sketch']),
  across: z
    .enum(['sum', 'max'])
    .meta({ description: 'How the figures of several instances become one' }),
  step: z.int().meta({ description: 'Seconds from one point to the next', example: 10 }),
  at: z.array(instantSchema).meta({ description: 'When each step begins' }),
  series: z.array(historySeriesSchema).meta({ description: 'The one with the most first' }),
  seriesLeftOut: z
    .int()
    .meta({ description: 'How many series there are besides, with less in them' }),
});
export type HistoryAnswer = z.infer<typeof historySchema>;

const MOST_POINTS = 400;
const oneOrMore = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .default([])
  .pipe(z.array(z.string().min(1).max(300)).max(5));

const timeQuery = { from: instantSchema, to: instantSchema };
const inOrder = {
  check: ({ from, to }: { from: string; to: string }) => Date.parse(from) < Date.parse(to),
  fault: { path: ['to'], message: 'must be after `from`' },
};

export const historyQuery = z
  .strictObject({
    metric: z.string().max(200).meta({
      description: 'As Prometheus and the guide to monitoring call it',
      example: 'duetide_http_requests_total',
    }),
    ...timeQuery,
    by: oneOrMore.meta({ description: 'Labels: a series for each of their values' }),
    match: oneOrMore.meta({ description: 'Only series with these: `label:value`' }),
    points: z.coerce
      .number()
      .int()
      .min(1)
      .max(MOST_POINTS, `must be from 1 to ${MOST_POINTS}`)
      .default(MOST_POINTS)
      .meta({ description: 'At most so many; 1: the whole time as one' }),
  })
  .refine(inOrder.check, inOrder.fault);

export const historyMarksQuery = z.strictObject(timeQuery).refine(inOrder.check, inOrder.fault);

export const historyMarkSchema = z.object({
  at: instantSchema,
  kind: z.enum(['start', 'stop']),
  instanceId: z.string(),
  name: z.string().meta({ description: 'Of the machine or container' }),
  version: z.string(),
  /** The first start of a version that was not there before. */
  isDeploy: z.boolean(),
});
export type HistoryMark = z.infer<typeof historyMarkSchema>;
export const historyMarksSchema = z.object({ items: z.array(historyMarkSchema) });

export const instanceSchema = z.object({
  id: z.string(),
  name: z.string().meta({ description: 'Of the machine or container' }),
  version: z.string(),
  node: z.string().meta({ description: 'Version of Node.js' }),
  pid: z.int(),
  startedAt: instantSchema,
  lastSeenAt: instantSchema,
  stoppedAt: instantSchema
    .nullable()
    .meta({ description: 'Null: it runs, or ended without saying so' }),
  isAlive: z.boolean(),
});
export type InstanceView = z.infer<typeof instanceSchema>;
export const instancesSchema = pageSchema(instanceSchema);

const ownTimeSchema = z.object({
  seconds: z.int().meta({ description: 'Less than asked for where the process is younger' }),
  requests: z.int(),
  /** Answers 5xx. */
  errors: z.int(),
  p50: z.number().nullable(),
  p95: z.number().nullable().meta({
    description: 'Seconds, estimated within the buckets of `GET /metrics`; null: nobody asked',
  }),
  p99: z.number().nullable(),
  eventLoopP99: z.number().nullable().meta({ description: 'Seconds' }),
});

/** What the process that answers counted itself: it is there without history and database. */
export const ownFiguresSchema = z.object({
  instance: instanceSchema.pick({
    id: true,
    name: true,
    version: true,
    pid: true,
    startedAt: true,
  }),
  isRecorded: z.boolean().meta({ description: 'Whether this process writes the history' }),
  at: instantSchema,
  lastMinute: ownTimeSchema,
  lastQuarter: ownTimeSchema.meta({ description: 'Of an hour' }),
  heapUsed: z.number().nullable().meta({ description: 'Share of the most there can be' }),
});
export type OwnFigures = z.infer<typeof ownFiguresSchema>;
export type OwnTime = z.infer<typeof ownTimeSchema>;

/** What `operator/live` says of ten seconds, of all instances. */
export const liveRollupSchema = z.object({
  at: instantSchema,
  /** Seconds. */
  step: z.int(),
  requests: z.number(),
  /** Answers 5xx. */
  errors: z.number(),
  /** Seconds; null: nobody asked anything. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
  cacheRequests: z.number(),
  cacheHits: z.number(),
  rejected: z.number().meta({ description: 'By rate limits' }),
  /** Of the instance that is worst off. */
  eventLoopP99: z.number().nullable(),
  heapUsed: z.number().nullable().meta({ description: 'Share of the most there can be' }),
  instances: z.int(),
});
export type LiveRollup = z.infer<typeof liveRollupSchema>;

/** The answer is a stream, which nothing serializes; this is what its description says. */
export const liveEventsSchema = z
  .unknown()
  .meta({ description: 'Events `rollup`, whose data is the figures of ten seconds as JSON' });
