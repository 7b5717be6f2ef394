import { scaleRounded } from '#shared/money/rounding.ts';
import type { Cycle } from './subscription.ts';

/** An average Gregorian year has 365.2425 days: 3,652,425 ten-thousandths. */
const YEAR = 3_652_425;
const DAY = 10_000;

/**
 * What an average Gregorian year costs: amount × 365.2425 days ÷ length of the cycle, where a month
 * is a twelfth of a year. Exact, then rounded once, half away from zero.
 * @param amountMinor minor units for each occurrence
 */
export function yearlyCost(amountMinor: number | bigint, cycle: Cycle): number | bigint {
  const { times, divisor } = occurrencesPerYear(cycle);
  return scaleRounded(amountMinor, times, divisor);
}

/** A twelfth of the exact yearly cost, rounded once: not a twelfth of {@link yearlyCost}. */
export function monthlyCost(amountMinor: number | bigint, cycle: Cycle): number | bigint {
  const { times, divisor } = occurrencesPerYear(cycle);
  return scaleRounded(amountMinor, times, divisor * 12);
}

/** As the fraction `times / divisor`. */
function occurrencesPerYear({ every, unit }: Cycle): { times: number; divisor: number } {
  switch (unit) {
    case 'day':
      return { times: YEAR, divisor: DAY * every };
    case 'week':
      return { times: YEAR, divisor: DAY * 7 * every };
    case 'month':
      return { times: 12, divisor: every };
    case 'year':
      return { times: 1, divisor: every };
  }
}
