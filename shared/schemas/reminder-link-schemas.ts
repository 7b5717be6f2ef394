import { z } from 'zod';
import { REMINDER_KINDS } from '#shared/reminders/reminder-rules.ts';
import { PAYMENT_STATUSES } from '#shared/subscriptions/subscription.ts';
import { calendarDateSchema, idSchema, moneyViewSchema } from './primitives.ts';

/** What a link in a message can do, beside being looked at. The order is part of links: append. */
export const LINK_ACTIONS = ['paid', 'snooze'] as const;
export type LinkAction = (typeof LINK_ACTIONS)[number];

/** Until when a reminder can be put off. */
export const SNOOZES = ['later-today', 'tomorrow', 'in-3-days'] as const;
export type Snooze = (typeof SNOOZES)[number];

export const reminderLinkParams = z.strictObject({ token: z.string() });

/** The reader's wall clock. */
const localHour = { date: calendarDateSchema, hour: z.int() };

/** What the message said, and what there is to choose from. */
export const reminderLinkSchema = z.object({
  action: z.enum(LINK_ACTIONS),
  kind: z.enum(REMINDER_KINDS),
  subject: z.object({ id: idSchema, name: z.string() }),
  on: calendarDateSchema,
  price: moneyViewSchema.nullable(),
  priceBefore: moneyViewSchema.nullable(),
  cancelBy: calendarDateSchema.nullable(),
  names: z.array(z.string()),
  /** Of `paid`: what the ledger says already, so that there is nothing left to do. */
  entry: z.enum(PAYMENT_STATUSES).nullable(),
  /** Of `snooze`; none where it would come too late to help. */
  choices: z.array(z.object({ until: z.enum(SNOOZES), ...localHour })),
});
export type ReminderLinkView = z.infer<typeof reminderLinkSchema>;

/** `until`: of `snooze`, one of its choices. */
export const redeemReminderLinkInput = z
  .strictObject({
    until: z.enum(SNOOZES, `must be one of ${SNOOZES.join(', ')}`).optional(),
  })
  .nullable();

export const usedReminderLinkSchema = z.object({
  action: z.enum(LINK_ACTIONS),
  /** Of `paid`: what the ledger says now. */
  entry: z
    .object({ status: z.enum(PAYMENT_STATUSES), paidOn: calendarDateSchema.nullable() })
    .nullable(),
  /** Of `snooze`: when it comes again. */
  again: z.object(localHour).nullable(),
});
export type UsedReminderLink = z.infer<typeof usedReminderLinkSchema>;
