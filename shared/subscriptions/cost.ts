import { divideRounded } from '#shared/money/rounding.ts';
import type { Cycle } from './subscription.ts';

/** An average Gregorian year has 365.2425 days: 3,652,425 ten-thousandths. */
const YEAR = 3_652_425n;
const DAY = 10_000n;

/**
 * What an average Gregorian year costs: amount × 365.2425 days ÷ length of the cycle, where a month
 * is a twelfth of a year. Exact, then rounded once, half away from zero.
 * @param amountMinor minor units for each occurrence
 */
export function yearlyCost(amountMinor: number | bigint, cycle: Cycle): bigint {
  const { times, divisor } = occurrencesPerYear(cycle);
  return divideRounded(BigInt(amountMinor) * times, divisor);
}

/** A twelfth of the exact yearly cost, rounded once: not a twelfth of {@link yearlyCost}. */
export function monthlyCost(amountMinor: number | bigint, cycle: Cycle): bigint {
  const { times, divisor } = occurrencesPerYear(cycle);
  return divideRounded(BigInt(amountMinor) * times, divisor * 12n);
}

/** As the fraction `times / divisor`. */
function occurrencesPerYear({ every, unit }: Cycle): { times: bigint; divisor: bigint } {
  const length = BigInt(every);
  switch (unit) {
    case 'day':
      return { times: YEAR, divisor: DAY * length };
    case 'week':
      return { times: YEAR, divisor: DAY * 7n * length };
    case 'month':
      return { times: 12n, divisor: length };
    case 'year':
      return { times: 1n, divisor: length };
  }
}
