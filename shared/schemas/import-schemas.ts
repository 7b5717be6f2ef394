import { z } from 'zod';
import { currencySchema, idSchema, instantSchema } from './primitives.ts';

export const IMPORT_FORMATS = [
  'duetide-json',
  'duetide-csv',
  'wallos-json',
  'wallos-csv',
  'wallos-api',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/**
 * Something only the person can answer, once for the whole file: which currency a symbol means.
 * `rows` counts the rows it concerns; `suggestion` is what the household would most likely mean.
 */
export const importQuestionSchema = z.object({
  id: z.string(),
  kind: z.literal('currency'),
  symbol: z.string(),
  options: z.array(currencySchema),
  suggestion: currencySchema.nullable(),
  rows: z.int(),
});

/** One row of the file: what was understood, what is doubtful, what is wrong. */
export const importRowSchema = z.object({
  row: z.int(),
  name: z.string(),
  /** `ready` is imported; `duplicate` only if chosen; `faulty` never. */
  state: z.enum(['ready', 'duplicate', 'faulty']),
  /** Null where faulty; a price's currency is `XXX` until its question is answered. */
  subscription: z.unknown().nullable(),
  categoryName: z.string().nullable(),
  paymentMethodLabel: z.string().nullable(),
  questionId: z.string().nullable(),
  duplicateOf: idSchema.nullable(),
  notes: z.array(z.string()),
  faults: z.array(z.string()),
});

export const importPreviewSchema = z.object({
  id: idSchema,
  format: z.enum(IMPORT_FORMATS),
  expiresAt: instantSchema,
  counts: z.object({ ready: z.int(), duplicate: z.int(), faulty: z.int() }),
  questions: z.array(importQuestionSchema),
  rows: z.array(importRowSchema),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** `answers`: question id → currency. `includeDuplicates`: rows to import although marked. */
export const commitImportSchema = z.strictObject({
  answers: z.record(z.string().max(100), currencySchema).default({}),
  includeDuplicates: z.array(z.int()).max(10_000).default([]),
});
export const importResultSchema = z.object({
  imported: z.int(),
  skipped: z.int(),
  categories: z.int(),
  paymentMethods: z.int(),
});

export const exportQuery = z.strictObject({ format: z.enum(['json', 'csv']).default('json') });

export const calendarFeedSchema = z.object({
  isActive: z.boolean(),
  createdAt: instantSchema.nullable(),
});
/** The secret address, shown once. */
export const newCalendarFeedSchema = z.object({ url: z.string(), createdAt: instantSchema });
