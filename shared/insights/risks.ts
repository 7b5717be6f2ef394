import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Summary } from '#shared/schemas/insight-schemas.ts';
import { nextDeadline } from '#shared/subscriptions/cancellation.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { chargeDate } from '#shared/subscriptions/weekend-rule.ts';

export type Risk = Summary['atRisk'][number];

/** How many days ahead a trial's end and a cancel-by date are pointed out. */
export const DAYS_AHEAD = 30;

/**
 * The charges that can still be avoided if something is done within 30 days: a trial that ends, a
 * cancel-by date. What is cancelled already, or due no more, is not at risk.
 * @param nextDueOn the subscription's next occurrence
 */
export function risksOf(
  subscription: Subscription,
  nextDueOn: CalendarDate | null,
  today: CalendarDate,
): Risk[] {
  const { trialEndsOn, cancelledOn } = subscription;
  if (cancelledOn !== null || nextDueOn === null) return [];
  const horizon = addDays(today, DAYS_AHEAD);
  const isNear = (date: CalendarDate) => date >= today && date <= horizon;
  const risks: Risk[] = [];
  if (trialEndsOn !== null && isNear(trialEndsOn)) {
    risks.push(toRisk(subscription, 'trial-ends', trialEndsOn, nextDueOn));
  }
  const deadline = nextDeadline(subscription, today);
  if (deadline && isNear(deadline.cancelBy)) {
    risks.push(toRisk(subscription, 'cancel-by', deadline.cancelBy, deadline.avoids));
  }
  return risks;
}

function toRisk(
  { id, name, service, prices, weekendRule }: Subscription,
  kind: Risk['kind'],
  on: CalendarDate,
  dueOn: CalendarDate,
): Risk {
  const { amountMinor, currency } = phaseOn(prices, dueOn);
  return {
    subscriptionId: id,
    name,
    service,
    kind,
    on,
    chargeOn: chargeDate(dueOn, weekendRule),
    amount: toMoney(amountMinor, currency),
  };
}
