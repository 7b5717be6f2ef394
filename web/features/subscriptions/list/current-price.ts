import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';

/** What the next charge costs; where none comes, what it costs today. */
export function currentPrice({ nextAmount, prices }: SubscriptionView, today: CalendarDate): Money {
  if (nextAmount) return nextAmount;
  const { amount, currency } = phaseOn(prices, today);
  return { amount, currency };
}
