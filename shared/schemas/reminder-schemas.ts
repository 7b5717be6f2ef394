import { z } from 'zod';
import {
  MOST_COUNTS,
  MOST_DAYS,
  REMINDER_KINDS,
  type ReminderRule,
} from '#shared/reminders/reminder-rules.ts';
import { DIGESTS, isQuiet, REMINDER_LOCALES } from '#shared/reminders/reminder-settings.ts';
import {
  calendarDateSchema,
  idSchema,
  instantSchema,
  pageSchema,
  timeZoneSchema,
} from './primitives.ts';

const WHOLE = `must be a whole number from 0 to ${MOST_DAYS}`;

const kindSchema = z.enum(REMINDER_KINDS);

/** How many days before the day that it is about; of `unpaid`, after it. */
const ruleSchema = z.strictObject({
  isOn: z.boolean(),
  days: z
    .array(z.number(WHOLE).int(WHOLE).min(0, WHOLE).max(MOST_DAYS, WHOLE))
    .max(MOST_COUNTS, `must name at most ${MOST_COUNTS} days`)
    .refine((days) => new Set(days).size === days.length, 'must name each day once'),
}) as unknown as z.ZodType<ReminderRule, ReminderRule>;

/** Kinds that are left out stay as they are without it. */
const overridesSchema = z.partialRecord(kindSchema, ruleSchema);
const completeRulesSchema = z.record(kindSchema, ruleSchema);

const HOUR = 'must be a full hour from 0 to 23';
const hourSchema = z.number(HOUR).int(HOUR).min(0, HOUR).max(23, HOUR);
const WEEKDAY = 'must be a weekday from 1 (Monday) to 7 (Sunday)';

const quietSchema = z
  .strictObject({ from: hourSchema, until: hourSchema })
  .refine(({ from, until }) => from !== until, {
    path: ['until'],
    message: 'must differ from `from`',
  });

const householdFields = { rules: overridesSchema, hour: hourSchema };
const memberFields = {
  rules: overridesSchema,
  hour: hourSchema.nullable(),
  timeZone: timeZoneSchema.nullable(),
  quiet: quietSchema.nullable(),
  digest: z.enum(DIGESTS),
  weekday: z.number(WEEKDAY).int(WEEKDAY).min(1, WEEKDAY).max(7, WEEKDAY),
  locale: z.enum(REMINDER_LOCALES),
};

export const householdRemindersInput = z.strictObject(householdFields);
export const memberRemindersInput = z
  .strictObject(memberFields)
  .refine(({ hour, quiet }) => hour === null || !isQuiet(quiet, hour), {
    path: ['hour'],
    message: 'must not lie in the quiet hours',
  });
export const subscriptionRemindersInput = z.strictObject({ rules: overridesSchema });

/** `version` 0: nothing was set yet. `inForce`: what comes of it, with all that holds besides. */
const answered = { version: z.int(), inForce: completeRulesSchema };
export const householdRemindersSchema = z.object({ ...householdFields, ...answered });
export const memberRemindersSchema = z.object({ ...memberFields, ...answered });
export const subscriptionRemindersSchema = z.object({ rules: overridesSchema, ...answered });
export type HouseholdRemindersView = z.infer<typeof householdRemindersSchema>;
export type MemberRemindersView = z.infer<typeof memberRemindersSchema>;
export type SubscriptionRemindersView = z.infer<typeof subscriptionRemindersSchema>;

const MOST_RANGE_DAYS = 366;
const DAY_MS = 86_400_000;

export const remindersQuery = z
  .strictObject({
    from: calendarDateSchema,
    to: calendarDateSchema,
    /** A subscription or payment method: only what is about it. */
    subject: idSchema.optional(),
  })
  .superRefine(({ from, to }, context) => {
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    const fault = days < 1 ? 'must not be before `from`' : null;
    const tooLong = days > MOST_RANGE_DAYS ? `must be at most ${MOST_RANGE_DAYS} days` : null;
    const message = fault ?? tooLong;
    if (message) context.addIssue({ code: 'custom', path: ['to'], message });
  });

/** A subscription; of `card-expiry` a payment method, of `budget` a budget. Without name it is gone. */
const subjectSchema = z.object({ id: idSchema, name: z.string().nullable() });

export const RULE_SOURCES = ['default', 'household', 'member', 'subscription'] as const;

export const plannedReminderSchema = z.object({
  kind: kindSchema,
  subject: subjectSchema,
  occurrence: calendarDateSchema,
  on: calendarDateSchema,
  days: z.int(),
  /** When it goes out: of what a digest says, when that does. */
  sendAt: instantSchema,
  isInDigest: z.boolean(),
  rule: z.enum(RULE_SOURCES),
});
export const plannedRemindersSchema = z.object({
  items: z.array(plannedReminderSchema),
  /** On which channels each of them goes out. */
  channels: z.array(z.object({ id: idSchema, kind: z.string() })),
  /** The one whose clock they go by. */
  timeZone: z.string(),
});
export type PlannedRemindersView = z.infer<typeof plannedRemindersSchema>;

export const reminderDeliverySchema = z.object({
  kind: z.enum([...REMINDER_KINDS, 'digest']),
  subject: subjectSchema,
  occurrence: calendarDateSchema,
  days: z.int(),
  channelId: idSchema,
  sendAt: instantSchema,
  state: z.enum(['pending', 'sent', 'failed', 'dropped']),
  isLate: z.boolean(),
  isInDigest: z.boolean(),
  note: z.string().nullable(),
  attempts: z.int(),
  createdAt: instantSchema,
  endedAt: instantSchema.nullable(),
});
export const reminderHistorySchema = pageSchema(reminderDeliverySchema);
export type ReminderDeliveryView = z.infer<typeof reminderDeliverySchema>;
