import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays, endOfMonth, minusCycle } from '#shared/dates/date-arithmetic.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import { firstOccurrenceOnOrAfter, occurrencesBetween } from '#shared/subscriptions/schedule.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { chargeDate, MOST_DAYS_MOVED } from '#shared/subscriptions/weekend-rule.ts';
import type { ReminderKind } from './reminder-rules.ts';

/** Something that somebody should know of before a day, or after it. */
export interface ReminderEvent {
  kind: ReminderKind;
  /** The subscription's id; of `card-expiry` the payment method's, of `budget` the budget's. */
  subjectId: string;
  /**
   * What tells it from others of its kind and subject, and stays when the weekend rule moves the
   * charge: the occurrence, or the day that it is about.
   */
  occurrence: CalendarDate;
  /** The day that it is about. */
  on: CalendarDate;
  /** The last day on which it helps to know of it, where that is not the same day. */
  until?: CalendarDate;
}

/** The events of a kind about the days from `from` to `to`, both included, ascending. */
type EventsOf = (
  subscription: Subscription,
  from: CalendarDate,
  to: CalendarDate,
) => Omit<ReminderEvent, 'kind' | 'subjectId'>[];

/** What is not about a subscription. */
type OtherKind = 'card-expiry' | 'budget';

const EVENTS: Record<Exclude<ReminderKind, OtherKind>, EventsOf> = {
  charge: chargesOf,
  unpaid: chargesOf,
  'cancel-by': deadlinesOf,
  'trial-end': ({ trialEndsOn, cancelledOn }, from, to) =>
    onDay(cancelledOn === null ? trialEndsOn : null, from, to),
  'term-end': ({ minimumTermEndsOn, autoRenews, cancelledOn }, from, to) =>
    onDay(autoRenews && cancelledOn === null ? minimumTermEndsOn : null, from, to),
  'price-change': priceChangesOf,
};

/**
 * What a subscription has to remind of about the days from `from` to `to`, both included, ascending.
 * One in the trash has nothing.
 */
export function eventsOf(
  subscription: Subscription,
  kind: Exclude<ReminderKind, OtherKind>,
  from: CalendarDate,
  to: CalendarDate,
): ReminderEvent[] {
  if (subscription.deletedAt !== null) return [];
  return EVENTS[kind](subscription, from, to).map((event) => ({
    kind,
    subjectId: subscription.id,
    ...event,
  }));
}

/**
 * The last day of a card, if it lies from `from` to `to` and there is a subscription that falls
 * due after it.
 */
export function cardExpiryOf(
  { id, expiresIn, deletedAt }: PaymentMethod,
  subscriptions: readonly Subscription[],
  from: CalendarDate,
  to: CalendarDate,
): ReminderEvent | null {
  if (expiresIn === null || deletedAt !== null) return null;
  const on = endOfMonth(`${expiresIn}-01` as CalendarDate);
  if (on < from || on > to) return null;
  if (brokenBy(id, on, subscriptions).length === 0) return null;
  return { kind: 'card-expiry', subjectId: id, occurrence: on, on };
}

/** The subscriptions that a payment method can no longer pay after its last day. */
export function brokenBy(
  paymentMethodId: string,
  lastDay: CalendarDate,
  subscriptions: readonly Subscription[],
): Subscription[] {
  return subscriptions.filter(
    (subscription) =>
      subscription.paymentMethodId === paymentMethodId &&
      subscription.deletedAt === null &&
      firstOccurrenceOnOrAfter(subscription, addDays(lastDay, 1)) !== null,
  );
}

function chargesOf(subscription: Subscription, from: CalendarDate, to: CalendarDate) {
  const { weekendRule } = subscription;
  const near = occurrencesBetween(
    subscription,
    addDays(from, -MOST_DAYS_MOVED),
    addDays(to, MOST_DAYS_MOVED),
  );
  return near
    .map((occurrence) => ({ occurrence, on: chargeDate(occurrence, weekendRule) }))
    .filter(({ on }) => on >= from && on <= to);
}

/** Of each occurrence that a cancellation can avoid, the last day for it. */
function deadlinesOf(subscription: Subscription, from: CalendarDate, to: CalendarDate) {
  const { notice, autoRenews, cancelledOn, minimumTermEndsOn } = subscription;
  if (notice === null || !autoRenews || cancelledOn !== null) return [];
  // A notice of months takes fewer days before a short one: no occurrence is further away than
  // that many days, and three.
  const furthest = addDays(to, daysAtMost(notice));
  return occurrencesBetween(subscription, from, furthest)
    .filter((occurrence) => minimumTermEndsOn === null || occurrence > minimumTermEndsOn)
    .map((occurrence) => ({ occurrence, on: minusCycle(occurrence, notice) }))
    .filter(({ on }) => on >= from && on <= to);
}

const MOST_DAYS_IN = { day: 1, week: 7, month: 31, year: 366 } as const;

function daysAtMost({ every, unit }: NonNullable<Subscription['notice']>): number {
  return every * MOST_DAYS_IN[unit];
}

/** The first day of each price that differs from the one before, if anything is charged at it. */
function priceChangesOf(subscription: Subscription, from: CalendarDate, to: CalendarDate) {
  return subscription.prices.flatMap((phase, at) => {
    const before = subscription.prices[at - 1];
    const next = subscription.prices[at + 1];
    if (!before || phase.from < from || phase.from > to) return [];
    if (before.amountMinor === phase.amountMinor && before.currency === phase.currency) return [];
    const first = firstOccurrenceOnOrAfter(subscription, phase.from);
    if (first === null || (next && first >= next.from)) return [];
    return onDay(phase.from, from, to);
  });
}

function onDay(day: CalendarDate | null, from: CalendarDate, to: CalendarDate) {
  return day !== null && day >= from && day <= to ? [{ occurrence: day, on: day }] : [];
}
