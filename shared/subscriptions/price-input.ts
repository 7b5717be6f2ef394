import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { formatAmount, parseAmount } from '#shared/money/money.ts';
import type { PricePhase } from './subscription.ts';

/** A price phase on the wire; `from` defaults to the anchor. */
export interface PriceInput {
  from?: CalendarDate | undefined;
  amount: string;
  currency: string;
}

/** @throws RangeError for an amount to which `checkBillingFacts` would object */
export function toPricePhases(prices: readonly PriceInput[], anchor: CalendarDate): PricePhase[] {
  return prices.map(({ from = anchor, amount, currency }) => ({
    from,
    amountMinor: parseAmount(amount, currency),
    currency,
  }));
}

/** The inverse of {@link toPricePhases}. */
export function toPriceInputs(
  phases: readonly PricePhase[],
): (PriceInput & { from: CalendarDate })[] {
  return phases.map(({ from, amountMinor, currency }) => ({
    from,
    amount: formatAmount(amountMinor, currency),
    currency,
  }));
}
