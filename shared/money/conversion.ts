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
   * What was entered by hand goes before everything else from its day on.
   * @returns null if no rate is known: none is ever invented
   */
  rateOn(from: string, to: string, on: CalendarDate, today: CalendarDate): Conversion | null;
}

const MANUAL = 'manual';

/**
 * Of a pair and the opposite one, the newer rate counts, and of one day that of the pair itself;
 * nothing is derived over a third currency.
 * @param rates in any order; of several for one pair and day, the one whose provider comes first by
 *   name counts
 */
export function createRateBook(rates: readonly Rate[]): RateBook {
  return firstOf([
    bookOf(rates.filter(({ source }) => source === MANUAL)),
    bookOf(rates.filter(({ source }) => source !== MANUAL)),
  ]);
}

/** What the first of the books knows of a day. */
export function firstOf(books: readonly RateBook[]): RateBook {
  return {
    rateOn(...question) {
      for (const book of books) {
        const found = book.rateOn(...question);
        if (found) return found;
      }
      return null;
    },
  };
}

function bookOf(rates: readonly Rate[]): RateBook {
  const pairs = new Map<string, Rate[]>();
  for (const rate of rates) {
    const pair = pairs.get(rate.from + rate.to);
    if (pair) pair.push(rate);
    else pairs.set(rate.from + rate.to, [rate]);
  }
  for (const pair of pairs.values()) pair.sort(byDayThenName);

  const find = (pair: string, on: CalendarDate, today: CalendarDate): Rate | undefined => {
    const known = pairs.get(pair);
    return known && (on > today ? known.at(-1) : newestUntil(known, on));
  };

  return {
    rateOn(from, to, on, today) {
      const direct = find(from + to, on, today);
      const opposite = find(to + from, on, today);
      if (opposite && (!direct || opposite.on > direct.on)) {
        return { rate: opposite, isInverse: true };
      }
      return direct ? { rate: direct, isInverse: false } : null;
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

/** Ascending by day; of one day, the first by name last. */
function byDayThenName(a: Rate, b: Rate): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  if (a.source === b.source) return 0;
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
