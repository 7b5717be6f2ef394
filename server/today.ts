import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { Clock } from './clock.ts';

/** Today's date in an IANA time zone. */
export type Today = (timeZone: string) => CalendarDate;

const MINUTE = 60_000;

/**
 * Days change on whole minutes everywhere, and asking `Intl` costs more than the rest of a cached
 * answer: each zone is asked once a minute.
 */
export function createToday(clock: Clock): Today {
  let minute = Number.NaN;
  let known = new Map<string, CalendarDate>();
  return (timeZone) => {
    const now = clock.now();
    const presentMinute = Math.floor(now / MINUTE);
    if (presentMinute !== minute) {
      minute = presentMinute;
      known = new Map();
    }
    let today = known.get(timeZone);
    if (!today) {
      today = todayIn(timeZone, now);
      known.set(timeZone, today);
    }
    return today;
  };
}
