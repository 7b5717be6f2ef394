import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { RateSheet } from './provided-rate-repository.ts';

/** What one euro was worth in a currency, by whom and of when. */
export interface KnownRate {
  readonly rate: string;
  readonly on: CalendarDate;
  readonly provider: string;
}

export interface RateTable {
  /** The newest of a day or before it; without a day the newest of all. */
  find(currency: string, on?: CalendarDate): KnownRate | null;
  /** In alphabetical order. */
  readonly currencies: readonly string[];
}

/**
 * Finds rates among sheets.
 * @param order providers: of several that know a currency on the same day the first counts; those
 *   that are not among them come last, by name
 */
export function createRateTable(sheets: readonly RateSheet[], order: readonly string[]): RateTable {
  const placeOf = (provider: string) =>
    order.includes(provider) ? order.indexOf(provider) : order.length;
  const byCurrency = new Map<string, KnownRate[]>();
  const sorted = sheets.toSorted(
    (a, b) =>
      compare(a.on, b.on) ||
      placeOf(a.provider) - placeOf(b.provider) ||
      compare(a.provider, b.provider),
  );
  for (const { on, provider, perEuro } of sorted) {
    for (const [currency, rate] of Object.entries(perEuro)) {
      const known = byCurrency.get(currency);
      if (!known) byCurrency.set(currency, [{ rate, on, provider }]);
      else if (known.at(-1)?.on !== on) known.push({ rate, on, provider });
    }
  }

  return {
    find(currency, on) {
      const known = byCurrency.get(currency);
      if (!known) return null;
      return (on === undefined ? known.at(-1) : newestUntil(known, on)) ?? null;
    },
    currencies: [...byCurrency.keys()].sort(),
  };
}

function newestUntil(ascending: readonly KnownRate[], on: CalendarDate): KnownRate | undefined {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as KnownRate).on <= on) low = middle + 1;
    else high = middle;
  }
  return ascending[low - 1];
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
