import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { convert, createRateBook, type RateBook } from '#shared/money/conversion.ts';
import type { RateView } from '#shared/schemas/household-schemas.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { chargeDate } from '#shared/subscriptions/weekend-rule.ts';
import { minorAmount } from '#web/lib/minor-amount.ts';

/** Average costs in the base currency; null where no rate is known. */
export interface BaseCost {
  monthly: bigint;
  yearly: bigint;
}

export type CostReader = (view: SubscriptionView) => BaseCost | null;

/**
 * Reads average costs in the base currency, each line converted with the rate of the day of its
 * next charge and rounded, as the server's summary does it, so that both show the same totals.
 * @param rates those that the summary used
 */
export function createCostReader({
  baseCurrency,
  today,
  rates,
}: {
  baseCurrency: string;
  today: CalendarDate;
  rates: readonly RateView[];
}): CostReader {
  const book = createRateBook(rates);
  const known = new WeakMap<SubscriptionView, BaseCost | null>();

  function read({ monthlyCost, yearlyCost, nextDueOn, weekendRule }: SubscriptionView) {
    if (monthlyCost === null || yearlyCost === null || nextDueOn === null) return null;
    const on = chargeDate(nextDueOn, weekendRule);
    const inBase = (money: Money) => toBase(money, baseCurrency, book, on, today);
    const [monthly, yearly] = [inBase(monthlyCost), inBase(yearlyCost)];
    return monthly === null || yearly === null ? null : { monthly, yearly };
  }

  return (view) => {
    const cost = known.get(view);
    if (cost !== undefined) return cost;
    const made = read(view);
    known.set(view, made);
    return made;
  };
}

function toBase(
  money: Money,
  baseCurrency: string,
  book: RateBook,
  on: CalendarDate,
  today: CalendarDate,
): bigint | null {
  const minor = minorAmount(money);
  if (money.currency === baseCurrency) return minor;
  const conversion = book.rateOn(money.currency, baseCurrency, on, today);
  return conversion && convert(minor, conversion, money.currency, baseCurrency);
}
