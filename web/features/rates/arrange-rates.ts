import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { RateView } from '#shared/schemas/household-schemas.ts';

export interface RatePair {
  from: string;
  to: string;
  /** The newest first. */
  rates: RateView[];
  /** The day of the one that holds today; null before the first. */
  current: CalendarDate | null;
}

/** By pair of currencies. */
export function arrangeRates(rates: readonly RateView[], today: CalendarDate): RatePair[] {
  const pairs = Map.groupBy(rates, ({ from, to }) => `${from} ${to}`);
  return [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([pair, ofPair]) => {
      const [from = '', to = ''] = pair.split(' ');
      const newestFirst = ofPair.toSorted((a, b) => (a.on < b.on ? 1 : -1));
      const current = newestFirst.find(({ on }) => on <= today)?.on ?? null;
      return { from, to, rates: newestFirst, current };
    });
}
