import { toMoney } from '#shared/money/money.ts';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import { minorAmount } from '#web/lib/minor-amount.ts';

export interface MonthFigures {
  total: Money;
  paid: Money;
  left: Money;
  /** Charges that cost something, or will. */
  count: number;
}

/** A month in the base currency; what could not be converted is counted, but in no sum. */
export function monthFigures({ days, total, baseCurrency }: Calendar): MonthFigures {
  const charges = days.flatMap(({ items }) => items).filter(({ status }) => status !== 'skipped');
  const sumOf = (wanted: 'paid' | 'due') =>
    charges.reduce(
      (sum, { status, base }) => (status === wanted && base ? sum + minorAmount(base) : sum),
      0n,
    );
  return {
    total,
    paid: toMoney(sumOf('paid'), baseCurrency),
    left: toMoney(sumOf('due'), baseCurrency),
    count: charges.length,
  };
}
