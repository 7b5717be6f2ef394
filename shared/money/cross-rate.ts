import { alignDecimals } from './align-decimals.ts';
import { divideRounded } from './rounding.ts';

const DECIMALS = 10;

/** How many units of a currency, and of another, one unit of a third is worth: decimals above 0. */
export interface CrossRate {
  /** Of the two, the one of which a unit is worth more, or the same. */
  isFirstWorthMore: boolean;
  /** What that is in units of the other: at least 1, with at most 10 decimals. */
  rate: string;
}

/**
 * What two currencies are worth in each other, from what a unit of a third is in each of them.
 * Stated of the dearer one, so that the rounding to 10 decimals is of the eleventh digit at most.
 * @throws RangeError if either is not a decimal above 0
 */
export function crossRate(first: string, second: string): CrossRate {
  const [a, b] = alignDecimals(first, second);
  const isFirstWorthMore = a <= b;
  const [dear, cheap] = isFirstWorthMore ? [a, b] : [b, a];
  const digits = divideRounded(cheap * 10n ** BigInt(DECIMALS), dear).toString();
  const whole = digits.slice(0, -DECIMALS);
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  return { isFirstWorthMore, rate: fraction === '' ? whole : `${whole}.${fraction}` };
}
