import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { Clock } from './clock.ts';

/** Today's date in an IANA time zone. */
export type Today = (timeZone: string) => CalendarDate;

export function createToday(clock: Clock): Today {
  return (timeZone) => todayIn(timeZone, clock.now());
}
