import {
  type CalendarDate,
  type EpochDay,
  isoWeekday,
  toEpochDay,
} from '#shared/dates/calendar-date.ts';
import { toCalendarDate } from '#shared/dates/date-arithmetic.ts';
import type { WeekendRule } from './subscription.ts';

const SATURDAY = 6;
const SUNDAY = 7;

/** No charge is further than this many days from its occurrence. */
export const MOST_DAYS_MOVED = 2;

/**
 * The date on which an occurrence is charged: Saturday and Sunday move to the Monday after or the
 * Friday before. The occurrence itself stays. Public holidays are not known.
 */
export function chargeDate(dueOn: CalendarDate, weekendRule: WeekendRule): CalendarDate {
  if (weekendRule === 'none') return dueOn;
  return toCalendarDate(chargeDay(toEpochDay(dueOn), weekendRule));
}

/** {@link chargeDate} in days. */
export function chargeDay(dueDay: EpochDay, weekendRule: WeekendRule): EpochDay {
  if (weekendRule === 'none') return dueDay;
  const weekday = isoWeekday(dueDay);
  if (weekday < SATURDAY) return dueDay;
  return weekendRule === 'next-business-day'
    ? dueDay + SUNDAY + 1 - weekday
    : dueDay + SATURDAY - 1 - weekday;
}
