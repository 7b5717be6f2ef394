import { z } from 'zod';
import { IMPORT_FORMATS, IMPORT_ROWS_MAXIMUM } from '#shared/imports/import-formats.ts';
import { NOTE_CODES } from '#shared/imports/import-notes.ts';
import type { ImportedSubscription } from '#shared/imports/imported-subscription.ts';
import {
  currencySchema,
  idSchema,
  instantSchema,
  labelSchema,
  timeZoneSchema,
} from './primitives.ts';

/**
 * Something only the person can answer, once for the whole file: which currency is meant by a
 * symbol (`currency-symbol`) or by the number of a currency in Wallos (`currency-number`).
 * `options` holds the likely ones, most likely first; any other currency may be answered where it
 * fits the amounts. `suggestion` is what this household most likely means; `rows` counts the rows
 * it concerns.
 */
export const importQuestionSchema = z.object({
  id: z.string(),
  kind: z.enum(['currency-symbol', 'currency-number']),
  symbol: z.string(),
  options: z.array(currencySchema),
  suggestion: currencySchema.nullable(),
  rows: z.int(),
});
export type ImportQuestion = z.infer<typeof importQuestionSchema>;

/**
 * What was decided for the person, in English, with the values that stand in the sentence.
 * `isDoubt`: worth a look, it may be otherwise.
 */
export const importNoteSchema = z.object({
  code: z.enum(NOTE_CODES),
  detail: z.string(),
  values: z.record(z.string(), z.string()),
  isDoubt: z.boolean(),
});

/** What keeps a row out. `field` is the name of a column, or a path such as `prices/0/amount`. */
export const importFaultSchema = z.object({ field: z.string(), detail: z.string() });

/** One row of the file: what was understood, what is doubtful, what is wrong. */
export const importRowSchema = z.object({
  /** Counted from 1, without the head of a table. */
  row: z.int(),
  name: z.string(),
  /** `ready` is imported; `duplicate` only if chosen; `faulty` never. */
  state: z.enum(['ready', 'duplicate', 'faulty']),
  /**
   * As the body of `POST subscriptions`, with `pauses`, `cancelledOn`, `accessUntil`. Null where
   * faulty; a price's currency is `XXX` until its question is answered.
   */
  subscription: z.unknown().nullable() as unknown as z.ZodType<ImportedSubscription | null>,
  categoryName: z.string().nullable(),
  paymentMethodLabel: z.string().nullable(),
  payments: z.int(),
  questionId: z.string().nullable(),
  /** The subscription of the household that it repeats. */
  duplicateOf: idSchema.nullable(),
  /** The earlier row of this file that it repeats. */
  duplicateOfRow: z.int().nullable(),
  notes: z.array(importNoteSchema),
  faults: z.array(importFaultSchema),
});
export type ImportRow = z.infer<typeof importRowSchema>;

/** `ready` is imported, except `skipped` rows: duplicates that were not chosen, and faulty ones. */
export const importResultSchema = z.object({
  imported: z.int(),
  skipped: z.int(),
  payments: z.int(),
  categories: z.int(),
  paymentMethods: z.int(),
  budgets: z.int(),
  rates: z.int(),
  isHouseholdAdopted: z.boolean(),
});
export type ImportResult = z.infer<typeof importResultSchema>;

export const importPreviewSchema = z.object({
  id: idSchema,
  format: z.enum(IMPORT_FORMATS),
  expiresAt: instantSchema,
  /** `begun`: a commit was started and not finished; committing again stores the rest. */
  state: z.enum(['waiting', 'begun', 'finished']),
  /** Once finished. */
  result: importResultSchema.nullable(),
  /** `doubtful` rows are counted under their state, too. */
  counts: z.object({
    ready: z.int(),
    duplicate: z.int(),
    faulty: z.int(),
    doubtful: z.int(),
    budgets: z.int(),
    rates: z.int(),
  }),
  /**
   * The household as the file describes it. `isSuggested`: this one is empty, so that taking over
   * name, base currency and time zone loses nothing.
   */
  household: z
    .object({
      name: labelSchema(100),
      baseCurrency: currencySchema,
      timeZone: timeZoneSchema,
      isSuggested: z.boolean(),
    })
    .nullable(),
  /** What concerns the file as a whole. */
  notes: z.array(importNoteSchema),
  questions: z.array(importQuestionSchema),
  rows: z.array(importRowSchema),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/**
 * `answers`: question id → currency. `includeDuplicates`: rows to import although marked.
 * `adoptHousehold`: take over what the file says of the household; by default as suggested.
 */
export const commitImportSchema = z.strictObject({
  answers: z.record(z.string().max(100), currencySchema).default({}),
  includeDuplicates: z.array(z.int()).max(IMPORT_ROWS_MAXIMUM).default([]),
  adoptHousehold: z.boolean().optional(),
});
export type CommitImport = z.output<typeof commitImportSchema>;

export const EXPORT_FORMATS = ['json', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export const exportQuery = z.strictObject({ format: z.enum(EXPORT_FORMATS).default('json') });

export const calendarFeedSchema = z.object({
  isActive: z.boolean(),
  createdAt: instantSchema.nullable(),
});
export type CalendarFeedView = z.infer<typeof calendarFeedSchema>;
/** The secret address, shown once. */
export const newCalendarFeedSchema = z.object({ url: z.string(), createdAt: instantSchema });
export type NewCalendarFeed = z.infer<typeof newCalendarFeedSchema>;
