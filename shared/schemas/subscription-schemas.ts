import { z } from 'zod';
import { checkBillingFacts } from '#shared/subscriptions/check-facts.ts';
import { PAYMENT_STATUSES, STATUSES, WEEKEND_RULES } from '#shared/subscriptions/subscription.ts';
import {
  amountSchema,
  calendarDateSchema,
  currencySchema,
  cycleSchema,
  idSchema,
  instantSchema,
  labelSchema,
  moneySchema,
  moneyViewSchema,
  notesSchema,
  pageQuery,
  pageSchema,
  webAddressSchema,
} from './primitives.ts';

export const priceInputSchema = z.strictObject({
  from: calendarDateSchema.optional(),
  amount: amountSchema,
  currency: currencySchema,
});

const tagsSchema = z
  .array(labelSchema(50))
  .max(20, 'must have at most 20 tags')
  .refine((tags) => new Set(tags).size === tags.length, 'must not repeat a tag');

const subscriptionFields = {
  name: labelSchema(200),
  cycle: cycleSchema.nullable(),
  anchor: calendarDateSchema,
  prices: z
    .array(priceInputSchema)
    .min(1, 'must have at least one price')
    .max(200, 'must have at most 200 prices'),
  trialEndsOn: calendarDateSchema.nullable(),
  weekendRule: z.enum(WEEKEND_RULES, `must be one of ${WEEKEND_RULES.join(', ')}`),
  autoRenews: z.boolean(),
  notice: cycleSchema.nullable(),
  minimumTermEndsOn: calendarDateSchema.nullable(),
  url: webAddressSchema.nullable(),
  cancelUrl: webAddressSchema.nullable(),
  service: z
    .string()
    .regex(/^[a-z0-9]{1,60}$/, 'must be the slug of a service, such as netflix')
    .nullable(),
  notes: notesSchema(10_000),
  tags: tagsSchema,
  categoryId: idSchema.nullable(),
  paymentMethodId: idSchema.nullable(),
};

/** Body of `POST subscriptions`. */
export const createSubscriptionSchema = z
  .strictObject({
    ...subscriptionFields,
    trialEndsOn: subscriptionFields.trialEndsOn.default(null),
    weekendRule: subscriptionFields.weekendRule.default('none'),
    autoRenews: subscriptionFields.autoRenews.default(true),
    notice: subscriptionFields.notice.default(null),
    minimumTermEndsOn: subscriptionFields.minimumTermEndsOn.default(null),
    url: subscriptionFields.url.default(null),
    cancelUrl: subscriptionFields.cancelUrl.default(null),
    service: subscriptionFields.service.default(null),
    notes: subscriptionFields.notes.default(''),
    tags: subscriptionFields.tags.default([]),
    categoryId: subscriptionFields.categoryId.default(null),
    paymentMethodId: subscriptionFields.paymentMethodId.default(null),
  })
  .superRefine((input, context) => {
    for (const { path, message } of checkBillingFacts(input)) {
      context.addIssue({ code: 'custom', path, message });
    }
  });
export type CreateSubscription = z.input<typeof createSubscriptionSchema>;
export type NewSubscription = z.output<typeof createSubscriptionSchema>;

/** Body of `PATCH subscriptions/{id}`; the service checks the merged facts with `checkBillingFacts`. */
export const patchSubscriptionSchema = z
  .strictObject(subscriptionFields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'must change at least one field')
  .meta({ minProperties: 1 });
export type PatchSubscription = z.infer<typeof patchSubscriptionSchema>;

const pauseSchema = z.strictObject({
  from: calendarDateSchema,
  until: calendarDateSchema.nullable(),
});

/** The answer: facts, and what the rules derive from them and today. */
export const subscriptionSchema = z.object({
  id: idSchema,
  version: z.int(),
  ...subscriptionFields,
  prices: z.array(
    z.object({ from: calendarDateSchema, amount: z.string(), currency: currencySchema }),
  ),
  pauses: z.array(pauseSchema),
  cancelledOn: calendarDateSchema.nullable(),
  accessUntil: calendarDateSchema.nullable(),
  status: z.enum(STATUSES),
  nextDueOn: calendarDateSchema.nullable(),
  nextAmount: moneyViewSchema.nullable(),
  cancelBy: calendarDateSchema.nullable(),
  monthlyCost: moneyViewSchema.nullable(),
  yearlyCost: moneyViewSchema.nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  deletedAt: instantSchema.nullable(),
});
export type SubscriptionView = z.infer<typeof subscriptionSchema>;

export const SUBSCRIPTION_SORTS = ['name', 'nextDueOn', 'monthlyCost', 'createdAt'] as const;
export type SubscriptionSort = (typeof SUBSCRIPTION_SORTS)[number];

/** `sort` takes `-` for descending; what has no value comes last either way. */
export const listSubscriptionsQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(STATUSES).optional(),
  categoryId: idSchema.optional(),
  tag: z.string().max(50).optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(SUBSCRIPTION_SORTS.flatMap((sort) => [sort, `-${sort}`] as const)).default('name'),
  trash: z
    .string()
    .refine((text) => text === 'true' || text === 'false', 'must be true or false')
    .meta({ type: 'boolean', default: false })
    .transform((text) => text === 'true')
    .default(false),
});
export const subscriptionPageSchema = pageSchema(subscriptionSchema);

export const pauseInputSchema = z
  .strictObject({ from: calendarDateSchema, until: calendarDateSchema.nullable().optional() })
  .refine((pause) => !pause.until || pause.until > pause.from, {
    path: ['until'],
    message: 'must come after `from`',
  });
export const resumeInputSchema = z.strictObject({ on: calendarDateSchema.optional() });
export const cancelInputSchema = z
  .strictObject({
    on: calendarDateSchema.optional(),
    accessUntil: calendarDateSchema.optional(),
  })
  .refine((input) => !input.on || !input.accessUntil || input.accessUntil >= input.on, {
    path: ['accessUntil'],
    message: 'must not come before the cancellation',
  });
export const priceChangeSchema = moneySchema.safeExtend({ from: calendarDateSchema });

export const rangeQuery = z
  .strictObject({ from: calendarDateSchema, to: calendarDateSchema })
  .refine((range) => range.to >= range.from, {
    path: ['to'],
    message: 'must not come before `from`',
  });

export const scheduleItemSchema = z.object({
  dueOn: calendarDateSchema,
  chargedOn: calendarDateSchema,
  amount: moneyViewSchema,
});
export const scheduleSchema = z.object({ items: z.array(scheduleItemSchema) });
export type ScheduleItem = z.infer<typeof scheduleItemSchema>;

export const paymentParams = z.strictObject({ id: idSchema, dueOn: calendarDateSchema });
export const paymentInputSchema = z.strictObject({
  status: z.enum(PAYMENT_STATUSES, `must be one of ${PAYMENT_STATUSES.join(', ')}`),
  paidOn: calendarDateSchema.nullable().optional(),
  amount: moneySchema.nullable().optional(),
});
/** One occurrence of the past, or a future one with an entry. `isRecorded`: the ledger says so. */
export const paymentSchema = z.object({
  dueOn: calendarDateSchema,
  chargedOn: calendarDateSchema,
  status: z.enum([...PAYMENT_STATUSES, 'due']),
  paidOn: calendarDateSchema.nullable(),
  amount: moneyViewSchema,
  planned: moneyViewSchema,
  isRecorded: z.boolean(),
  version: z.int().nullable(),
});
export type Payment = z.infer<typeof paymentSchema>;
/** Newest first. */
export const paymentPageSchema = pageSchema(paymentSchema);
