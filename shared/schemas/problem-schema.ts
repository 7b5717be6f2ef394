import { z } from 'zod';
import { PROBLEMS, type ProblemCode } from '#shared/problems.ts';

const CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** The body of every 4xx and 5xx answer: {@link Problem} of `shared/problems.ts`, RFC 9457. */
export const problemSchema = z.object({
  type: z.string().meta({ example: '/problems/not-found' }),
  code: z.enum(CODES),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string(),
  requestId: z.string(),
  errors: z
    .array(
      z.object({
        pointer: z.string().meta({
          description: 'RFC 6901, into the body; or /query/name, /params/name',
          example: '/prices/0/amount',
        }),
        detail: z.string(),
      }),
    )
    .optional(),
});
