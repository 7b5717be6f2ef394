import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays, daysBetween } from '#shared/dates/date-arithmetic.ts';
import type { RateBook } from '#shared/money/conversion.ts';
import { brokenBy, cardExpiryOf } from '#shared/reminders/reminder-events.ts';
import type { AttentionFinding } from '#shared/schemas/attention-schemas.ts';
import type { BudgetView } from '#shared/schemas/budget-schemas.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import { firstOccurrenceOnOrAfter } from '#shared/subscriptions/schedule.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { someNames } from './some-names.ts';

const CARD_DAYS_AHEAD = 30;
/** A card that has expired and still pays for something is asked after for a while. */
const CARD_DAYS_BACK = 31;
const URGENT_DAYS = 7;

/** The payment methods that end soon, or have of late, with what they can no longer pay. */
export function cardAttention(
  methods: readonly PaymentMethod[],
  subscriptions: readonly Subscription[],
  today: CalendarDate,
): AttentionFinding[] {
  return methods.flatMap((method): AttentionFinding[] => {
    const from = addDays(today, -CARD_DAYS_BACK);
    const event = cardExpiryOf(method, subscriptions, from, addDays(today, CARD_DAYS_AHEAD));
    if (!event) return [];
    const { on } = event;
    return [
      {
        kind: 'card-expiry',
        key: `card-expiry.${method.id}.${on}`,
        urgency: daysBetween(today, on) <= URGENT_DAYS ? 'now' : 'soon',
        paymentMethod: { id: method.id, name: method.label },
        on,
        ...someNames(brokenBy(method.id, on, subscriptions).map(({ name }) => name)),
      },
    ];
  });
}

/** A budget that the present period exceeds, with what was charged of it and what is to come. */
export function budgetAttention({
  id,
  name,
  limit,
  period,
  current,
}: BudgetView): AttentionFinding[] {
  const { exceededBy, from, total, over } = current;
  if (!exceededBy) return [];
  return [
    {
      kind: 'budget',
      key: `budget.${id}.${from}`,
      urgency: 'soon',
      budget: { id, name },
      on: exceededBy.chargedOn,
      total,
      limit,
      over,
      period,
    },
  ];
}

/** The currencies without a rate, for want of which charges to come are missing from totals. */
export function rateAttention(
  subscriptions: readonly Subscription[],
  rates: RateBook,
  baseCurrency: string,
  today: CalendarDate,
): AttentionFinding[] {
  const missing = new Map<string, string[]>();
  for (const subscription of subscriptions) {
    const next = firstOccurrenceOnOrAfter(subscription, today);
    if (next === null || subscription.deletedAt !== null) continue;
    const { amountMinor, currency } = phaseOn(subscription.prices, next);
    if (amountMinor === 0 || currency === baseCurrency) continue;
    if (rates.rateOn(currency, baseCurrency, next, today)) continue;
    missing.set(currency, [...(missing.get(currency) ?? []), subscription.name]);
  }
  return [...missing].map(([currency, names]) => ({
    kind: 'missing-rate',
    key: `missing-rate.${currency}.${baseCurrency}`,
    urgency: 'later',
    from: currency,
    to: baseCurrency,
    ...someNames(names),
  }));
}
