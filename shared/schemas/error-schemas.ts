import { z } from 'zod';
import { instantSchema, pageQuery, pageSchema } from './primitives.ts';

export const ERROR_GROUP_STATES = ['open', 'resolved'] as const;

/** Errors that are probably one fault. */
export const errorGroupSchema = z.object({
  id: z.string().meta({ example: '9f86d081884c7d659a2feaa0c55ad015' }),
  state: z.enum(ERROR_GROUP_STATES),
  source: z.string().meta({ description: 'server or browser' }),
  type: z.string().meta({ example: 'TypeError' }),
  code: z.string().nullable(),
  message: z.string(),
  place: z.string().nullable().meta({ example: 'server/http/app.ts sendPage' }),
  count: z.int(),
  households: z.object({
    count: z.int(),
    isExact: z.boolean().meta({ description: 'false: at least so many' }),
  }),
  firstSeenAt: instantSchema,
  lastSeenAt: instantSchema,
  resolvedAt: instantSchema.nullable(),
  /** Set while it is open because it was seen again after somebody had resolved it. */
  reopenedAt: instantSchema.nullable(),
  release: z.string().meta({ description: 'Version in which it was seen last' }),
});
export type ErrorGroupView = z.infer<typeof errorGroupSchema>;
export const errorGroupsSchema = pageSchema(errorGroupSchema);

const errorFrameSchema = z.object({
  function: z.string().nullable(),
  file: z.string(),
  line: z.int(),
  column: z.int(),
  isOwn: z.boolean(),
  lines: z
    .object({ before: z.array(z.string()), at: z.string(), after: z.array(z.string()) })
    .optional()
    .meta({ description: 'What is written there and around it, of the innermost own places' }),
});

const errorFactsSchema = z.object({
  type: z.string(),
  code: z.string().nullable(),
  message: z.string(),
  frames: z.array(errorFrameSchema),
});

/** One time that it happened. */
const errorEventSchema = z.object({
  id: z.string(),
  at: instantSchema,
  message: z.string(),
  frames: z.array(errorFrameSchema),
  causes: z.array(errorFactsSchema),
  context: z
    .record(z.string(), z.string())
    .meta({ description: 'requestId, method, route, householdId, userId, job, kind, task' }),
  release: z.string(),
});

export const errorGroupDetailSchema = errorGroupSchema.extend({
  /** The newest first. */
  events: z.array(errorEventSchema),
  householdIds: z.array(z.string()),
});
export type ErrorGroupDetail = z.infer<typeof errorGroupDetailSchema>;

export const errorGroupParams = z.strictObject({
  id: z.string().regex(/^[\da-f]{32}$/, 'must be the id of an error'),
});
export const errorGroupsQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(ERROR_GROUP_STATES, 'must be open or resolved').default('open'),
});
export type ErrorFrameView = z.infer<typeof errorFrameSchema>;
export type ErrorEventView = z.infer<typeof errorEventSchema>;
