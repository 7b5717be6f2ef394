import { z } from 'zod';
import { STATUSES } from '#shared/subscriptions/subscription.ts';
import { rateSchema } from './household-schemas.ts';
import {
  calendarDateSchema,
  countQuery,
  currencySchema,
  idSchema,
  moneyViewSchema,
} from './primitives.ts';

/** Left out of a total: nobody knows the rate `from` → `to` on the day `on`. */
export const unconvertedSchema = z.object({
  subscriptionId: idSchema,
  name: z.string(),
  amount: moneyViewSchema,
  on: calendarDateSchema,
  reason: z.literal('rate-unknown'),
});
/** A charge on a day. `base` is null where it could not be converted. */
export const chargeSchema = z.object({
  subscriptionId: idSchema,
  name: z.string(),
  service: z.string().nullable(),
  categoryId: idSchema.nullable(),
  dueOn: calendarDateSchema,
  chargedOn: calendarDateSchema,
  amount: moneyViewSchema,
  base: moneyViewSchema.nullable(),
  status: z.enum(['due', 'paid', 'skipped']),
});
const conversion = { unconverted: z.array(unconvertedSchema), rates: z.array(rateSchema) };

/** `GET calendar`: only days with a charge; skipped charges are listed and count 0. */
export const calendarSchema = z.object({
  from: calendarDateSchema,
  to: calendarDateSchema,
  today: calendarDateSchema,
  baseCurrency: currencySchema,
  total: moneyViewSchema,
  days: z.array(
    z.object({ date: calendarDateSchema, total: moneyViewSchema, items: z.array(chargeSchema) }),
  ),
  ...conversion,
});

export const forecastQuery = z.strictObject({
  months: countQuery(1, 36, 12),
});
/** `GET forecast`: calendar months from the present one on; `month` is `2026-11`. */
export const forecastSchema = z.object({
  baseCurrency: currencySchema,
  today: calendarDateSchema,
  total: moneyViewSchema,
  months: z.array(
    z.object({
      month: z.string(),
      total: moneyViewSchema,
      count: z.int(),
      byCategory: z.array(z.object({ categoryId: idSchema.nullable(), total: moneyViewSchema })),
    }),
  ),
  ...conversion,
});

export const summarySchema = z.object({
  today: calendarDateSchema,
  baseCurrency: currencySchema,
  counts: z.object({
    total: z.int(),
    ...(Object.fromEntries(STATUSES.map((s) => [s, z.int()])) as Record<
      (typeof STATUSES)[number],
      z.ZodInt
    >),
  }),
  /** What a run of average months and years costs. */
  monthlyCost: moneyViewSchema,
  yearlyCost: moneyViewSchema,
  /** What really falls due in the present calendar month: due = paid + left. */
  month: z.object({
    month: z.string(),
    due: moneyViewSchema,
    paid: moneyViewSchema,
    left: moneyViewSchema,
    count: z.int(),
  }),
  /** Descending by cost. */
  byCategory: z.array(
    z.object({
      categoryId: idSchema.nullable(),
      monthlyCost: moneyViewSchema,
      yearlyCost: moneyViewSchema,
      count: z.int(),
    }),
  ),
  /** Trials that end and cancel-by dates within 30 days, soonest first. */
  atRisk: z.array(
    z.object({
      subscriptionId: idSchema,
      name: z.string(),
      service: z.string().nullable(),
      kind: z.enum(['trial-ends', 'cancel-by']),
      on: calendarDateSchema,
      chargeOn: calendarDateSchema,
      amount: moneyViewSchema,
    }),
  ),
  ...conversion,
});
export type Calendar = z.infer<typeof calendarSchema>;
export type Charge = z.infer<typeof chargeSchema>;
export type Forecast = z.infer<typeof forecastSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type Unconverted = z.infer<typeof unconvertedSchema>;
