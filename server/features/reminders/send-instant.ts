import type { CalendarDate } from '#shared/dates/calendar-date.ts';

/**
 * When a wall clock in the zone shows the full hour on that date, in milliseconds since
 * 1970-01-01T00:00Z. Where summer time skips the hour it is the next one, where it repeats it the
 * first (RFC 5545, 3.3.5). A date that the zone left out is held at the day after.
 * @param timeZone an IANA name
 * @param hour 0 to 23
 */
export function sendInstant(timeZone: string, date: CalendarDate, hour: number): number {
  return Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from({ hour }),
  }).epochMilliseconds;
}
