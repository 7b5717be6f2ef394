import { z } from 'zod';
import { WEB_VITALS } from '#shared/telemetry/web-vitals.ts';

const route = z
  .string()
  .regex(/^\/[\w/:-]{0,100}$/, 'must be a route such as /subscriptions/:id, without query')
  .meta({ example: '/subscriptions/:id' });
const place = z.int().min(0).max(9_999_999);

/** A place in one of our files. Addresses are none: they may hold what is secret. */
const browserFrameSchema = z.strictObject({
  function: z
    .string()
    .regex(/^[\w$.<>[\] ]{1,100}$/, 'must be the name of a function')
    .nullable(),
  file: z
    .string()
    .regex(/^(?!\/)[\w./-]{1,150}$/, 'must be a path such as assets/core-a1B2c3D4.js'),
  line: place,
  column: place,
});

export const browserErrorSchema = z.strictObject({
  type: z.string().regex(/^[\w$.-]{1,60}$/, 'must be the name of a class'),
  message: z.string().max(500, 'must have at most 500 characters'),
  frames: z.array(browserFrameSchema).max(20, 'must have at most 20 items'),
  page: route,
  requestId: z
    .string()
    .regex(/^[\w.-]{8,64}$/, 'must be the id of a request')
    .optional()
    .meta({ description: 'Of the request whose answer it came from.' }),
});
export type BrowserError = z.infer<typeof browserErrorSchema>;

export const webVitalSchema = z.strictObject({
  name: z.enum(WEB_VITALS, `must be one of ${WEB_VITALS.join(', ')}`),
  value: z.number().min(0).max(600_000).meta({ description: 'Milliseconds; of CLS the score.' }),
  page: route,
});
export type WebVital = z.infer<typeof webVitalSchema>;

/** What a page tells of itself. Who it is, the server knows from the session, or not at all. */
export const telemetryInput = z.strictObject({
  release: z
    .string()
    .regex(/^[\w.+-]{1,40}$/, 'must be a version')
    .meta({ example: '0.1.0' }),
  errors: z.array(browserErrorSchema).max(10, 'must have at most 10 items').default([]),
  vitals: z.array(webVitalSchema).max(20, 'must have at most 20 items').default([]),
});

export const telemetryAnswerSchema = z.object({
  errors: z
    .array(z.string())
    .meta({ description: 'Where an operator finds each error: its id under operator/errors.' }),
});

export const telemetrySettingsSchema = z.object({
  vitalsShare: z
    .number()
    .meta({ description: 'Share of page loads, from 0 to 1, whose Web Vitals are wanted.' }),
});
export type TelemetrySettings = z.infer<typeof telemetrySettingsSchema>;
