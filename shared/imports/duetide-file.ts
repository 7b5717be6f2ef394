import { z } from 'zod';
import { MOST_BUDGETS } from '#shared/budgets/budget.ts';
import { createBudgetSchema } from '#shared/schemas/budget-schemas.ts';
import {
  createCategorySchema,
  createPaymentMethodSchema,
  rateInputSchema,
  rateParams,
} from '#shared/schemas/household-schemas.ts';
import { currencySchema, labelSchema, timeZoneSchema } from '#shared/schemas/primitives.ts';
import { importedPaymentSchema } from './imported-subscription.ts';

export const DUETIDE_FORMAT = 'duetide';
/** 2 came with budgets. */
export const DUETIDE_VERSION = 2;

/** Ids refer to other parts of the same file and mean nothing outside it. */
const reference = z.string().min(1).max(100);
const instant = z.iso.datetime('must be an instant such as 2026-01-31T12:00:00Z');

/**
 * A whole household in one file. Each subscription is the body of `POST subscriptions` with its
 * pauses, its cancellation and its ledger; subscriptions are checked one by one.
 */
export const duetideFileSchema = z.strictObject({
  format: z.literal(DUETIDE_FORMAT),
  version: z.literal([1, DUETIDE_VERSION]),
  exportedAt: instant.optional(),
  household: z
    .strictObject({
      name: labelSchema(100),
      baseCurrency: currencySchema,
      timeZone: timeZoneSchema,
    })
    .optional(),
  categories: z
    .array(createCategorySchema.extend({ id: reference }))
    .max(1_000)
    .default([]),
  paymentMethods: z
    .array(createPaymentMethodSchema.extend({ id: reference }))
    .max(1_000)
    .default([]),
  subscriptions: z.array(z.unknown()),
  budgets: z
    .array(createBudgetSchema.extend({ categoryId: reference.nullable().default(null) }))
    .max(MOST_BUDGETS)
    .default([]),
  rates: z.array(rateParams.extend(rateInputSchema.shape)).max(20_000).default([]),
});

/** What a subscription of the file holds besides the facts of `importedSubscriptionSchema`. */
export const duetideExtrasSchema = z.object({
  id: reference.nullable().default(null),
  categoryId: reference.nullable().default(null),
  paymentMethodId: reference.nullable().default(null),
  createdAt: instant.nullable().default(null),
  payments: z
    .array(importedPaymentSchema)
    .max(20_000)
    .refine(
      (payments) => new Set(payments.map(({ dueOn }) => dueOn)).size === payments.length,
      'must not have two entries for one due date',
    )
    .default([]),
});
