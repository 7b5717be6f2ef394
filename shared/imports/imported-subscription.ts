import { z } from 'zod';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { calendarDateSchema, moneySchema } from '#shared/schemas/primitives.ts';
import { createSubscriptionSchema } from '#shared/schemas/subscription-schemas.ts';
import { PAYMENT_STATUSES } from '#shared/subscriptions/subscription.ts';

const pauseSchema = z.strictObject({
  from: calendarDateSchema,
  until: calendarDateSchema.nullable().default(null),
});

/** An entry of the ledger as a file carries it; `amount` null: as planned. */
export const importedPaymentSchema = z.strictObject({
  dueOn: calendarDateSchema,
  status: z.enum(PAYMENT_STATUSES, `must be one of ${PAYMENT_STATUSES.join(', ')}`),
  paidOn: calendarDateSchema.nullable().default(null),
  amount: moneySchema.nullable().default(null),
});
export type ImportedPayment = z.output<typeof importedPaymentSchema>;

/** The body of `POST subscriptions` with what the actions add to it. */
export const importedSubscriptionSchema = createSubscriptionSchema.safeExtend({
  pauses: z.array(pauseSchema).max(200, 'must have at most 200 pauses').default([]),
  cancelledOn: calendarDateSchema.nullable().default(null),
  accessUntil: calendarDateSchema.nullable().default(null),
});
/** Read and checked: every price has its date. */
export type ImportedSubscription = Omit<
  z.output<typeof importedSubscriptionSchema>,
  'prices' | 'categoryId' | 'paymentMethodId'
> & { prices: { from: CalendarDate; amount: string; currency: string }[] };
export type ImportedSubscriptionInput = z.input<typeof importedSubscriptionSchema>;
