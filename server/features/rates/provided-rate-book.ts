import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Conversion, RateBook } from '#shared/money/conversion.ts';
import { crossRate } from '#shared/money/cross-rate.ts';
import type { KnownRate, RateTable } from './rate-table.ts';

const EURO = 'EUR';

/**
 * The rates of a table between any two currencies, over the euro where it is neither of them. On a
 * day without any, the newest before it counts. For one answer, which then names each rate once.
 * @param titleOf how a provider is called
 */
export function createProvidedRateBook(
  table: RateTable,
  titleOf: (provider: string) => string,
): RateBook {
  const made = new Map<string, Conversion>();

  /** As it was published: of one euro. */
  function ofOneEuro(to: string, { rate, on, provider }: KnownRate, isInverse: boolean) {
    return { rate: { from: EURO, to, rate, on, source: titleOf(provider) }, isInverse };
  }

  function overTheEuro(from: string, source: KnownRate, to: string, target: KnownRate) {
    const { isFirstWorthMore, rate } = crossRate(source.rate, target.rate);
    const [dear, cheap] = isFirstWorthMore ? [from, to] : [to, from];
    const titles = new Set([source, target].map(({ provider }) => titleOf(provider)));
    return {
      rate: {
        from: dear,
        to: cheap,
        rate,
        on: [source.on, target.on].sort()[0] as CalendarDate,
        source: [...titles].sort().join(', '),
      },
      isInverse: !isFirstWorthMore,
    };
  }

  function once(facts: readonly string[], make: () => Conversion): Conversion {
    const key = facts.join();
    const present = made.get(key);
    if (present) return present;
    const conversion = make();
    made.set(key, conversion);
    return conversion;
  }

  return {
    rateOn(from, to, on, today) {
      const day: CalendarDate | undefined = on > today ? undefined : on;
      const source = table.find(from, day);
      const target = table.find(to, day);
      if (from === EURO) {
        return target && once([from, to, target.on], () => ofOneEuro(to, target, false));
      }
      if (to === EURO) {
        return source && once([from, to, source.on], () => ofOneEuro(from, source, true));
      }
      return (
        source &&
        target &&
        once([from, to, source.on, target.on], () => overTheEuro(from, source, to, target))
      );
    },
  };
}
