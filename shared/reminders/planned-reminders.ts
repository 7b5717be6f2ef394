import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import { budgetEventsOf, type ReminderBudgets } from './budget-events.ts';
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
  /** Null where there are none, or nobody is reminded of them. */
  budgets: ReminderBudgets | null;
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
const KINDS_OF_SUBSCRIPTIONS = REMINDER_KINDS.filter(
  (kind) => kind !== 'card-expiry' && kind !== 'budget',
);

/** The reminders to be sent on the local dates from `from` to `to`, both included. */
export function plannedReminders(
  subjects: ReminderSubjects,
  rules: MemberRules,
  from: CalendarDate,
  to: CalendarDate,
): PlannedReminder[] {
  const { subscriptions, settled } = subjects;
  const planned: PlannedReminder[] = [];
  const windowOf = createWindows(from, to);
  for (const subscription of subscriptions) {
    const overrides = rules.subscriptions.get(subscription.id) ?? NONE;
    for (const kind of KINDS_OF_SUBSCRIPTIONS) {
      const rule = ruleFor(kind, { ...rules, subscription: overrides });
      if (!rule.isOn) continue;
      const { first, last } = windowOf(kind, rule);
      for (const event of eventsOf(subscription, kind, first, last)) {
        const isSettled =
          kind === 'unpaid' && settled.get(subscription.id)?.has(event.occurrence) === true;
        if (!isSettled) collect(planned, event, rule, from, to);
      }
    }
  }
  for (const event of otherEvents(subjects, rules, windowOf)) {
    const rule = ruleFor(event.kind, { ...rules, subscription: NONE });
    collect(planned, event, rule, from, to);
  }
  return planned;
}

/** Of what is no subscription, and so has no rules of its own. */
function otherEvents(
  { subscriptions, paymentMethods, budgets }: ReminderSubjects,
  rules: MemberRules,
  windowOf: ReturnType<typeof createWindows>,
): ReminderEvent[] {
  const events: ReminderEvent[] = [];
  const cards = ruleFor('card-expiry', { ...rules, subscription: NONE });
  if (cards.isOn) {
    const { first, last } = windowOf('card-expiry', cards);
    for (const method of paymentMethods) {
      const event = cardExpiryOf(method, subscriptions, first, last);
      if (event) events.push(event);
    }
  }
  const limits = ruleFor('budget', { ...rules, subscription: NONE });
  if (budgets && limits.isOn) {
    const { first, last } = windowOf('budget', limits);
    for (const budget of budgets.list) {
      events.push(...budgetEventsOf(budget, budgets.charges, first, last));
    }
  }
  return events;
}

/** On which local date somebody is told of a day by a rule. */
export function sendOnOf(kind: ReminderKind, on: CalendarDate, days: number): CalendarDate {
  return addDays(on, -daysAhead(kind, days));
}

/** The last local date on which it helps to be told of it. */
export function usefulUntilOf({
  kind,
  on,
  until = on,
}: Pick<ReminderEvent, 'kind' | 'on' | 'until'>): CalendarDate {
  return kind === 'unpaid' ? addDays(on, DAYS_UNPAID) : until;
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

/** The days that the events of a rule may be about, so that something is sent from `from` to `to`. */
function createWindows(from: CalendarDate, to: CalendarDate) {
  // Most subscriptions share their rules.
  const known = { before: new Map<ReminderRule, Window>(), after: new Map<ReminderRule, Window>() };
  return (kind: ReminderKind, rule: ReminderRule): Window => {
    const windows = known[kind === 'unpaid' ? 'after' : 'before'];
    let window = windows.get(rule);
    if (!window) {
      const ahead = rule.days.map((days) => daysAhead(kind, days));
      window = {
        first: addDays(from, Math.min(...ahead)),
        last: addDays(to, Math.max(...ahead)),
      };
      windows.set(rule, window);
    }
    return window;
  };
}

interface Window {
  first: CalendarDate;
  last: CalendarDate;
}

function collect(
  planned: PlannedReminder[],
  event: ReminderEvent,
  { days }: ReminderRule,
  from: CalendarDate,
  to: CalendarDate,
): void {
  const { kind, on } = event;
  for (const count of days) {
    const sendOn = sendOnOf(kind, on, count);
    if (sendOn < from || sendOn > to) continue;
    planned.push({ ...event, days: count, sendOn, usefulUntil: usefulUntilOf(event) });
  }
}

/** How many days before its event a reminder is sent. */
function daysAhead(kind: ReminderKind, days: number): number {
  return kind === 'unpaid' ? -days : days;
}
