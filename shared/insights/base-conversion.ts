import { type EpochDay, fromEpochDay, toEpochDay } from '#shared/dates/calendar-date.ts';
import { type Conversion, convert } from '#shared/money/conversion.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { HouseholdData } from './household-data.ts';

/** Converts into the base currency and remembers which rates that took. */
export interface BaseConversion {
  /**
   * @param minor minor units of `currency`
   * @param day the day of the charge, whose rate counts
   * @returns minor units of the base currency, each line rounded by itself; null if no rate is
   *   known. Nothing is nothing in every currency, without a rate.
   */
  toBase(minor: number | bigint, currency: string, day: EpochDay): bigint | null;
  /** The rates used so far, ascending by `from`, `to`, `on`. */
  ratesUsed(): Rate[];
}

/** For one answer: what it remembers is only of that answer. */
export function createBaseConversion(data: HouseholdData): BaseConversion {
  const { baseCurrency, today, rateBook } = data;
  const todayDay = toEpochDay(today);
  /** All days of the future have the same rate. */
  const futureRates = new Map<string, Conversion | null>();
  const used = new Set<Rate>();

  const conversionOn = (currency: string, day: EpochDay): Conversion | null => {
    if (day <= todayDay) return rateBook.rateOn(currency, baseCurrency, fromEpochDay(day), today);
    let conversion = futureRates.get(currency);
    if (conversion === undefined) {
      conversion = rateBook.rateOn(currency, baseCurrency, fromEpochDay(day), today);
      futureRates.set(currency, conversion);
    }
    return conversion;
  };

  /** Charges of one subscription follow each other, and mostly cost the same. */
  let last = { minor: 0 as number | bigint, rate: null as Rate | null, base: 0n };

  return {
    toBase(minor, currency, day) {
      if (currency === baseCurrency) return BigInt(minor);
      if (minor === 0 || minor === 0n) return 0n;
      const conversion = conversionOn(currency, day);
      if (conversion === null) return null;
      const { rate } = conversion;
      if (last.minor !== minor || last.rate !== rate) {
        used.add(rate);
        last = { minor, rate, base: convert(minor, conversion, currency, baseCurrency) };
      }
      return last.base;
    },
    ratesUsed: () => [...used].sort(byPairAndDay),
  };
}

function byPairAndDay(a: Rate, b: Rate): number {
  return `${a.from}${a.to}${a.on}` < `${b.from}${b.to}${b.on}` ? -1 : 1;
}
