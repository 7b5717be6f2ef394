import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import { cardExpiryOf, eventsOf, type ReminderEvent } from './reminder-events.ts';
import {
  REMINDER_KINDS,
  type ReminderKind,
  type ReminderRule,
  type ReminderRules,
  type RuleOverrides,
  ruleFor,
} from './reminder-rules.ts';

/** A reminder for one member, before anybody looked at the clock. */
export interface PlannedReminder extends ReminderEvent {
  /** Of the rule that it comes from. */
  days: number;
  /** The member's local date. */
  sendOn: CalendarDate;
  /** The last local date on which it still helps. */
  usefulUntil: CalendarDate;
}

/** What a household has to remind its members of. */
export interface ReminderSubjects {
  subscriptions: readonly Subscription[];
  paymentMethods: readonly PaymentMethod[];
  /** Of each subscription, by its id: the occurrences with an entry in the ledger. */
  settled: ReadonlyMap<string, ReadonlySet<CalendarDate>>;
}

/** The rules of one member. */
export interface MemberRules {
  household: ReminderRules;
  member: RuleOverrides;
  /** By the subscription's id. */
  subscriptions: ReadonlyMap<string, RuleOverrides>;
}

/** How long an unpaid occurrence is asked after. */
const DAYS_UNPAID = 31;
const NONE: RuleOverrides = {};

/** The reminders to be sent on the local dates from `from` to `to`, both included. */
export function plannedReminders(
  { subscriptions, paymentMethods, settled }: ReminderSubjects,
  rules: MemberRules,
  from: CalendarDate,
  to: CalendarDate,
): PlannedReminder[] {
  const planned: PlannedReminder[] = [];
  for (const subscription of subscriptions) {
    const overrides = rules.subscriptions.get(subscription.id) ?? NONE;
    for (const kind of REMINDER_KINDS) {
      if (kind === 'card-expiry') continue;
      const rule = ruleFor(kind, { ...rules, subscription: overrides });
      collect(planned, kind, rule, from, to, (first, last) => {
        const events = eventsOf(subscription, kind, first, last);
        if (kind !== 'unpaid') return events;
        const entries = settled.get(subscription.id);
        return events.filter(({ occurrence }) => !entries?.has(occurrence));
      });
    }
  }
  const rule = ruleFor('card-expiry', { ...rules, subscription: NONE });
  for (const method of paymentMethods) {
    collect(planned, 'card-expiry', rule, from, to, (first, last) => {
      const event = cardExpiryOf(method, subscriptions, first, last);
      return event ? [event] : [];
    });
  }
  return planned;
}

/** Names a reminder for good: nobody gets it twice on the same channel. */
export function reminderKey({
  kind,
  subjectId,
  occurrence,
  days,
}: Pick<PlannedReminder, 'kind' | 'subjectId' | 'occurrence' | 'days'>): string {
  return `${kind}/${subjectId}/${occurrence}/${days}`;
}

/** The entries of a ledger as {@link ReminderSubjects} wants them. */
export function settledBy(
  payments: readonly Pick<PaymentRecord, 'subscriptionId' | 'dueOn'>[],
): Map<string, Set<CalendarDate>> {
  const settled = new Map<string, Set<CalendarDate>>();
  for (const { subscriptionId, dueOn } of payments) {
    const days = settled.get(subscriptionId) ?? new Set();
    settled.set(subscriptionId, days.add(dueOn));
  }
  return settled;
}

function collect(
  planned: PlannedReminder[],
  kind: ReminderKind,
  { isOn, days }: ReminderRule,
  from: CalendarDate,
  to: CalendarDate,
  eventsBetween: (first: CalendarDate, last: CalendarDate) => ReminderEvent[],
): void {
  if (!isOn) return;
  const isAfter = kind === 'unpaid';
  for (const count of days) {
    const ahead = isAfter ? -count : count;
    for (const event of eventsBetween(addDays(from, ahead), addDays(to, ahead))) {
      planned.push({
        ...event,
        days: count,
        sendOn: addDays(event.on, -ahead),
        usefulUntil: isAfter ? addDays(event.on, DAYS_UNPAID) : event.on,
      });
    }
  }
}
