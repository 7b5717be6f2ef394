import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays, daysBetween } from '#shared/dates/date-arithmetic.ts';
import { toMoney } from '#shared/money/money.ts';
import { eventsOf, type ReminderEvent } from '#shared/reminders/reminder-events.ts';
import type { AttentionFinding } from '#shared/schemas/attention-schemas.ts';
import { WELL_KNOWN_SERVICES } from '#shared/services/well-known-services.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import { firstOccurrenceOnOrAfter } from '#shared/subscriptions/schedule.ts';
import type { PricePhase, Subscription } from '#shared/subscriptions/subscription.ts';
import { chargeDate } from '#shared/subscriptions/weekend-rule.ts';

/** How many days ahead each is pointed out. */
const AHEAD = { 'cancel-by': 14, 'trial-end': 7, 'price-change': 30 } as const;
const URGENT_DAYS = 3;
const NEAR_DAYS = 7;

/**
 * What a subscription asks its household to decide: the next charge that can still be avoided, the
 * end of a trial, prices that change. Days that are over ask for nothing.
 */
export function subscriptionAttention(
  subscription: Subscription,
  today: CalendarDate,
): AttentionFinding[] {
  const near = (kind: keyof typeof AHEAD) =>
    eventsOf(subscription, kind, today, addDays(today, AHEAD[kind]));
  const [deadline] = near('cancel-by');
  return [
    deadline && avoidable('cancel-by', subscription, deadline, deadline.occurrence, today),
    ...near('trial-end').map((event) => {
      const first = firstOccurrenceOnOrAfter(subscription, event.on);
      return first && avoidable('trial-end', subscription, event, first, today);
    }),
    ...near('price-change').map((event) => priceChange(subscription, event, today)),
  ].filter((finding) => !!finding);
}

/** @param event what {@link eventsOf} tells of an occurrence that nobody marked as paid */
export function unpaidAttention(
  subscription: Subscription,
  { occurrence, on }: Pick<ReminderEvent, 'occurrence' | 'on'>,
): AttentionFinding {
  return {
    kind: 'unpaid',
    key: `unpaid.${subscription.id}.${occurrence}`,
    urgency: 'now',
    subscription: subjectOf(subscription),
    dueOn: occurrence,
    on,
    amount: moneyOf(phaseOn(subscription.prices, occurrence)),
  };
}

function avoidable(
  kind: 'cancel-by' | 'trial-end',
  subscription: Subscription,
  { occurrence, on }: ReminderEvent,
  dueOn: CalendarDate,
  today: CalendarDate,
): AttentionFinding {
  return {
    kind,
    key: `${kind}.${subscription.id}.${occurrence}`,
    urgency: daysBetween(today, on) <= URGENT_DAYS ? 'now' : 'soon',
    subscription: subjectOf(subscription),
    on,
    chargeOn: chargeDate(dueOn, subscription.weekendRule),
    amount: moneyOf(phaseOn(subscription.prices, dueOn)),
    cancelUrl: cancelPageOf(subscription),
  };
}

/** Its key names the price: another one for the same day is news. */
function priceChange(
  subscription: Subscription,
  { on }: ReminderEvent,
  today: CalendarDate,
): AttentionFinding {
  const phase = phaseOn(subscription.prices, on);
  const before = phaseOn(subscription.prices, addDays(on, -1));
  return {
    kind: 'price-change',
    key: `price-change.${subscription.id}.${on}.${phase.amountMinor}${phase.currency}`,
    urgency: daysBetween(today, on) <= NEAR_DAYS ? 'soon' : 'later',
    subscription: subjectOf(subscription),
    on,
    amount: moneyOf(phase),
    amountBefore: moneyOf(before),
  };
}

/** As entered, or as known of the service. */
function cancelPageOf({ cancelUrl, service }: Subscription): string | null {
  const known = WELL_KNOWN_SERVICES.find(({ slug }) => slug === service);
  return cancelUrl ?? known?.cancelUrl ?? null;
}

function subjectOf({ id, name, service }: Subscription) {
  return { id, name, service };
}

function moneyOf({ amountMinor, currency }: PricePhase) {
  return toMoney(amountMinor, currency);
}
