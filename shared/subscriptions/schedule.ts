import { type CalendarDate, fromEpochDay, toEpochDay } from '#shared/dates/calendar-date.ts';
import { toCalendarDate } from '#shared/dates/date-arithmetic.ts';
import { firstOccurrenceDay, nthOccurrenceDay, occurrenceDays } from './occurrence-days.ts';
import type { ScheduleFacts } from './subscription.ts';

/**
 * The dates from `from` to `to`, both included, on which the subscription falls due, ascending.
 * An occurrence inside a pause or after the access date does not happen. Empty if `from` > `to`.
 */
export function occurrencesBetween(
  facts: ScheduleFacts,
  from: CalendarDate,
  to: CalendarDate,
): CalendarDate[] {
  return occurrenceDays(facts, toEpochDay(from), toEpochDay(to)).map(fromEpochDay);
}

/**
 * Anchor + k × cycle, always counted from the anchor and clamped to the last day of a shorter
 * month, whatever pauses and cancellation say. Held at 9999-12-31.
 * @param k a whole number from 0; what is paid once has only the 0th
 * @throws RangeError for any other k
 */
export function nthOccurrence(facts: ScheduleFacts, k: number): CalendarDate {
  if (!Number.isSafeInteger(k) || k < 0 || (k > 0 && facts.cycle === null)) {
    throw new RangeError(`There is no occurrence ${k}`);
  }
  return toCalendarDate(nthOccurrenceDay(facts, k));
}

/**
 * The first date on or after `date` on which the subscription falls due: found by arithmetic, at
 * the same cost however old the anchor is. Null if none comes: paid once and past, paused without
 * end, access over, or beyond 9999-12-31.
 */
export function firstOccurrenceOnOrAfter(
  facts: ScheduleFacts,
  date: CalendarDate,
): CalendarDate | null {
  const day = firstOccurrenceDay(facts, toEpochDay(date));
  return day === null ? null : fromEpochDay(day);
}

/** Whether the subscription falls due on that date. */
export function isOccurrence(facts: ScheduleFacts, date: CalendarDate): boolean {
  return firstOccurrenceOnOrAfter(facts, date) === date;
}
