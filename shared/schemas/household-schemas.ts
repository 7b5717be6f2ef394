import { z } from 'zod';
import { ROLES } from '#shared/households.ts';
import { CATEGORY_COLORS } from '#shared/subscriptions/category.ts';
import { PAYMENT_METHOD_KINDS } from '#shared/subscriptions/payment-method.ts';
import {
  calendarDateSchema,
  currencySchema,
  idSchema,
  instantSchema,
  labelSchema,
  pageSchema,
  timeZoneSchema,
} from './primitives.ts';

const stamps = { createdAt: instantSchema, updatedAt: instantSchema };
const atLeastOne = (patch: object) => Object.keys(patch).length > 0;
const AT_LEAST_ONE = 'must change at least one field';

const householdFields = {
  name: labelSchema(100),
  baseCurrency: currencySchema,
  timeZone: timeZoneSchema,
};
export const patchHouseholdSchema = z
  .strictObject(householdFields)
  .partial()
  .refine(atLeastOne, AT_LEAST_ONE)
  .meta({ minProperties: 1 });
export const householdSchema = z.object({
  id: idSchema,
  version: z.int(),
  ...householdFields,
  role: z.enum(ROLES),
  ...stamps,
});
export type HouseholdView = z.infer<typeof householdSchema>;

const categoryFields = { name: labelSchema(100), color: z.enum(CATEGORY_COLORS) };
export const createCategorySchema = z.strictObject({
  ...categoryFields,
  color: categoryFields.color.default('slate'),
});
export const patchCategorySchema = z
  .strictObject(categoryFields)
  .partial()
  .refine(atLeastOne, AT_LEAST_ONE)
  .meta({ minProperties: 1 });
export const categorySchema = z.object({
  id: idSchema,
  version: z.int(),
  ...categoryFields,
  ...stamps,
});
export const categoryPageSchema = pageSchema(categorySchema);
export type CategoryView = z.infer<typeof categorySchema>;

const paymentMethodFields = {
  label: labelSchema(100),
  kind: z.enum(PAYMENT_METHOD_KINDS),
  lastFour: z
    .string()
    .regex(/^\d{4}$/, 'must be four digits')
    .nullable(),
  expiresIn: z
    .string()
    .regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/, 'must be a month such as 2027-05')
    .nullable(),
};
export const createPaymentMethodSchema = z.strictObject({
  ...paymentMethodFields,
  lastFour: paymentMethodFields.lastFour.default(null),
  expiresIn: paymentMethodFields.expiresIn.default(null),
});
export const patchPaymentMethodSchema = z
  .strictObject(paymentMethodFields)
  .partial()
  .refine(atLeastOne, AT_LEAST_ONE)
  .meta({ minProperties: 1 });
export const paymentMethodSchema = z.object({
  id: idSchema,
  version: z.int(),
  ...paymentMethodFields,
  ...stamps,
});
export const paymentMethodPageSchema = pageSchema(paymentMethodSchema);
export type PaymentMethodView = z.infer<typeof paymentMethodSchema>;

export const rateParams = z.strictObject({ from: currencySchema, to: currencySchema });
export const rateInputSchema = z.strictObject({
  rate: z
    .string()
    .regex(/^(0|[1-9]\d{0,11})(\.\d{1,10})?$/, {
      error:
        'must be a decimal such as 1.0834, with at most 12 digits before and 10 after the point',
      abort: true,
    })
    .refine((rate) => Number(rate) > 0, 'must be above 0'),
  on: calendarDateSchema,
});
/** Of which day: the query of `DELETE rates/{from}/{to}`. */
export const rateDayQuery = z.strictObject({ on: calendarDateSchema });
export const rateSchema = z.object({
  from: currencySchema,
  to: currencySchema,
  rate: z.string(),
  on: calendarDateSchema,
  source: z.string(),
});
export type RateView = z.infer<typeof rateSchema>;
export const ratesSchema = pageSchema(rateSchema);
