import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { minorDigits } from './currencies.ts';
import type { Rate } from './rate.ts';
import { divideRounded } from './rounding.ts';

/** A rate, and whether it stands for the opposite pair: then one divides by it. */
export interface Conversion {
  rate: Rate;
  isInverse: boolean;
}

export interface RateBook {
  /**
   * The rate of a day: the newest with `on` ≤ that day; for a day after `today` the newest of all.
   * A rate of the pair itself wins over one of the opposite pair; nothing else is derived.
   * @returns null if no rate is known: none is ever invented
   */
  rateOn(from: string, to: string, on: CalendarDate, today: CalendarDate): Conversion | null;
}

const MANUAL = 'manual';

/**
 * @param rates in any order; of several for one pair and day, one entered by hand wins, then the
 *   provider whose name comes first
 */
export function createRateBook(rates: readonly Rate[]): RateBook {
  const pairs = new Map<string, Rate[]>();
  for (const rate of rates) {
    const pair = pairs.get(rate.from + rate.to);
    if (pair) pair.push(rate);
    else pairs.set(rate.from + rate.to, [rate]);
  }
  for (const pair of pairs.values()) pair.sort(byDayThenPrecedence);

  const find = (pair: string, on: CalendarDate, today: CalendarDate): Rate | undefined => {
    const known = pairs.get(pair);
    return known && (on > today ? known.at(-1) : newestUntil(known, on));
  };

  return {
    rateOn(from, to, on, today) {
      const direct = find(from + to, on, today);
      if (direct) return { rate: direct, isInverse: false };
      const opposite = find(to + from, on, today);
      return opposite ? { rate: opposite, isInverse: true } : null;
    },
  };
}

/**
 * Converts exactly and rounds once, half away from zero, to the minor unit of `to`.
 * @param minor minor units of `from`
 * @returns minor units of `to`
 * @throws RangeError if the rate is not a decimal above 0, or a currency does not exist
 */
export function convert(
  minor: bigint | number,
  conversion: Conversion,
  from: string,
  to: string,
): bigint {
  const { numerator, denominator } = fractionOf(conversion.rate.rate);
  const fromUnit = 10n ** BigInt(minorDigits(from));
  const toUnit = 10n ** BigInt(minorDigits(to));
  const amount = BigInt(minor);
  return conversion.isInverse
    ? divideRounded(amount * denominator * toUnit, numerator * fromUnit)
    : divideRounded(amount * numerator * toUnit, denominator * fromUnit);
}

/** Ascending by day; of one day, the one that wins last. */
function byDayThenPrecedence(a: Rate, b: Rate): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  if (a.source === b.source) return 0;
  if (a.source === MANUAL) return 1;
  if (b.source === MANUAL) return -1;
  return a.source > b.source ? -1 : 1;
}

function newestUntil(ascending: readonly Rate[], on: CalendarDate): Rate | undefined {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as Rate).on <= on) low = middle + 1;
    else high = middle;
  }
  return ascending[low - 1];
}

function fractionOf(rate: string): { numerator: bigint; denominator: bigint } {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(rate);
  const fraction = match?.[2] ?? '';
  const numerator = match ? BigInt(match[1] + fraction) : 0n;
  if (numerator === 0n) throw new RangeError(`The rate ${rate} is not a decimal above 0`);
  return { numerator, denominator: 10n ** BigInt(fraction.length) };
}
