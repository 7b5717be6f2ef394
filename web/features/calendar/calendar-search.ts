import { type CalendarDate, isCalendarDate } from '#shared/dates/calendar-date.ts';
import { type CalendarMonth, monthOf } from '#shared/dates/date-arithmetic.ts';

/** Far enough for everybody, and all of its weeks can be written as dates. */
export const FIRST_MONTH: CalendarMonth = '1900-01';
export const LAST_MONTH: CalendarMonth = '2199-12';

/** What the calendar shows, as it stands in the address. */
export interface CalendarSearch {
  /** Left out: the present one. */
  month?: CalendarMonth;
  /** The day that is open. */
  day?: CalendarDate;
}

/** Reads an address, which anybody may have written by hand: what makes no sense is left out. */
export function readCalendarSearch({ month, day }: Record<string, unknown>): CalendarSearch {
  if (isCalendarDate(day) && isShown(monthOf(day))) return { month: monthOf(day), day };
  return isCalendarDate(`${month}-01`) && isShown(month as CalendarMonth)
    ? { month: month as CalendarMonth }
    : {};
}

export function isShown(month: CalendarMonth): boolean {
  return month >= FIRST_MONTH && month <= LAST_MONTH;
}
