import type { CalendarDate } from '#shared/dates/calendar-date.ts';

/** Finding one takes 10 µs, and all who are told at that hour in the zone ask for the same. */
const found = new Map<string, number>();
/** A megabyte or two: more than the hours of a month in all zones that people of one place live in. */
const MOST_KEPT = 20_000;

/**
 * When a wall clock in the zone shows the full hour on that date, in milliseconds since
 * 1970-01-01T00:00Z. Where summer time skips the hour it is the next one, where it repeats it the
 * first (RFC 5545, 3.3.5). A date that the zone left out is held at the day after.
 * @param timeZone an IANA name
 * @param hour 0 to 23
 */
export function sendInstant(timeZone: string, date: CalendarDate, hour: number): number {
  const key = `${date} ${hour} ${timeZone}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const instant = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from({ hour }),
  }).epochMilliseconds;
  if (found.size >= MOST_KEPT) found.clear();
  found.set(key, instant);
  return instant;
}
