import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addMonthsTo, type CalendarMonth, monthOf } from '#shared/dates/date-arithmetic.ts';

/** Long enough for a new card to arrive and to be entered everywhere. */
const MONTHS_OF_WARNING = 2;

export type Expiry = 'expired' | 'soon' | 'later';

/**
 * How long a card still works; null where it never ends.
 * @param expiresIn the last month in which it works
 */
export function expiryOf(expiresIn: string | null, today: CalendarDate): Expiry | null {
  if (expiresIn === null) return null;
  const present = monthOf(today);
  if (expiresIn < present) return 'expired';
  return expiresIn <= addMonthsTo(present, MONTHS_OF_WARNING) ? 'soon' : 'later';
}

/** The months of two selects as one, null unless both are chosen. */
export function expiryMonth(year: string, month: string): CalendarMonth | null {
  return year === '' || month === '' ? null : `${year as `${number}`}-${month as `${number}`}`;
}
