import { z } from 'zod';
import { rateSchema } from './household-schemas.ts';
import { calendarDateSchema, currencySchema, instantSchema } from './primitives.ts';

const ageInDays = z.int().min(0);

/** Who is asked for rates, and how they answered last. */
const rateProviderSchema = z.object({
  name: z.string().meta({ example: 'ecb' }),
  title: z.string().meta({ example: 'European Central Bank' }),
  homepage: z.string(),
  /** The day of its newest rates. */
  newestOn: calendarDateSchema.nullable(),
  ageInDays: ageInDays.nullable(),
  answeredAt: instantSchema.nullable(),
  fault: z.object({ at: instantSchema, words: z.string() }).nullable(),
});

/** The rate of today between a currency and the base currency, either way round. */
const providedRateSchema = rateSchema.extend({
  currency: currencySchema,
  ageInDays,
  /** Older than weekends and holidays can explain. */
  isStale: z.boolean(),
  /** A rate entered by hand goes before it. */
  isOverridden: z.boolean(),
});

/** Rates of one euro that moved too far to be believed. */
const heldBackRateSchema = z.object({
  source: z.string(),
  currency: currencySchema,
  on: calendarDateSchema,
  rate: z.string(),
  before: z.string(),
  beforeOn: calendarDateSchema,
});

export const providedRatesSchema = z.object({
  providers: z.array(rateProviderSchema),
  rates: z.array(providedRateSchema),
  heldBack: z.array(heldBackRateSchema),
  /** At the earliest; null where nobody is asked. */
  nextRefreshAt: instantSchema.nullable(),
});
export type ProvidedRatesView = z.infer<typeof providedRatesSchema>;
