import { z } from 'zod';
import { BUDGET_PERIODS } from '#shared/budgets/budget.ts';
import { rateSchema } from './household-schemas.ts';
import { chargeSchema, unconvertedSchema } from './insight-schemas.ts';
import {
  calendarDateSchema,
  idSchema,
  instantSchema,
  labelSchema,
  moneySchema,
  moneyViewSchema,
  pageSchema,
} from './primitives.ts';

/** At most as much as one price may be: nothing at all is no budget. */
export const budgetLimitSchema = moneySchema.refine(({ amount }) => /[1-9]/.test(amount), {
  path: ['amount'],
  message: 'must be above 0',
});

const fields = {
  name: labelSchema(100),
  limit: budgetLimitSchema,
  period: z.enum(BUDGET_PERIODS),
  categoryId: idSchema.nullable(),
};
export const createBudgetSchema = z.strictObject({
  ...fields,
  period: fields.period.default('month'),
  categoryId: fields.categoryId.default(null),
});
export type NewBudget = z.output<typeof createBudgetSchema>;

export const patchBudgetSchema = z
  .strictObject(fields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'must change at least one field')
  .meta({ minProperties: 1 });
export type BudgetPatch = z.output<typeof patchBudgetSchema>;

/** All amounts are in the limit's currency. `total` = `charged` + `coming`. */
const budgetPeriodSchema = z.object({
  from: calendarDateSchema,
  to: calendarDateSchema,
  total: moneyViewSchema,
  charged: moneyViewSchema,
  coming: moneyViewSchema,
  /** What may still be spent; 0 if it is too much already. */
  remaining: moneyViewSchema,
  /** By how much it is too much; 0 if it is not. */
  over: moneyViewSchema,
  /** The charge with which the total passes the limit; `base` is in the limit's currency. */
  exceededBy: chargeSchema.nullable(),
  unconverted: z.array(unconvertedSchema),
});

export const budgetSchema = z.object({
  id: idSchema,
  version: z.int(),
  name: z.string(),
  limit: moneyViewSchema,
  period: z.enum(BUDGET_PERIODS),
  /** Null: everything counts. */
  categoryId: idSchema.nullable(),
  /** The category was deleted: nothing counts until it is restored or another one is chosen. */
  isCategoryGone: z.boolean(),
  current: budgetPeriodSchema,
  next: budgetPeriodSchema,
  rates: z.array(rateSchema),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export const budgetPageSchema = pageSchema(budgetSchema);
export type BudgetView = z.infer<typeof budgetSchema>;
export type BudgetPeriodView = z.infer<typeof budgetPeriodSchema>;
