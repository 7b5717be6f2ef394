import type { CalendarDate } from '#shared/dates/calendar-date.ts';

/**
 * The phase in force on a date: the last whose `from` is not later. Before the first phase the
 * first one holds, as no earlier price is known.
 * @param prices ascending by `from`
 * @throws RangeError if there are none
 */
export function phaseOn<Phase extends { from: CalendarDate }>(
  prices: readonly Phase[],
  date: CalendarDate,
): Phase {
  for (let at = prices.length - 1; at > 0; at -= 1) {
    const phase = prices[at] as Phase;
    if (phase.from <= date) return phase;
  }
  const first = prices[0];
  if (!first) throw new RangeError('A subscription must have a price');
  return first;
}
