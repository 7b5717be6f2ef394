import type { Cycle } from '#shared/subscriptions/subscription.ts';
import {
  type CalendarDate,
  daysInMonth,
  type EpochDay,
  epochDayOf,
  fromEpochDay,
  partsOf,
  partsOfEpochDay,
  toEpochDay,
} from './calendar-date.ts';

/** `2026-11` */
export type CalendarMonth = `${number}-${number}`;

/**
 * Months since January of the year 0, which is month 0: consecutive, so that months can be
 * subtracted.
 */
export type MonthIndex = number;

/** 1000-01-01 and 9999-12-31: what a {@link CalendarDate} can hold. */
export const FIRST_DAY: EpochDay = epochDayOf(1000, 1, 1);
export const LAST_DAY: EpochDay = epochDayOf(9999, 12, 31);

const FIRST_MONTH: MonthIndex = 12_000;
export const LAST_MONTH: MonthIndex = 119_999;

/** @returns the date `days` later, earlier if negative; held at 1000-01-01 and 9999-12-31. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return toCalendarDate(toEpochDay(date) + days);
}

/** @returns the days from `start` to `end`, negative if `end` is earlier. */
export function daysBetween(start: CalendarDate, end: CalendarDate): number {
  return toEpochDay(end) - toEpochDay(start);
}

/**
 * The date `times` cycles later in one step: months and years keep the day of the month, clamped
 * to the last day of a shorter month. Held at 1000-01-01 and 9999-12-31, so that it never throws.
 * @param times any integer; negative counts backwards
 */
export function addCycles(date: CalendarDate, cycle: Cycle, times: number): CalendarDate {
  const amount = cycle.every * times;
  switch (cycle.unit) {
    case 'day':
      return addDays(date, amount);
    case 'week':
      return addDays(date, amount * 7);
    case 'month':
      return addMonths(date, amount);
    case 'year':
      return addMonths(date, amount * 12);
  }
}

/** One cycle earlier: 31 March less a month is 28 (or 29) February. */
export function minusCycle(date: CalendarDate, cycle: Cycle): CalendarDate {
  return addCycles(date, cycle, -1);
}

/** `2026-11-01` of `2026-11-21`. */
export function startOfMonth(date: CalendarDate): CalendarDate {
  return `${date.slice(0, 7)}-01` as CalendarDate;
}

/** `2026-11-30` of `2026-11-21`. */
export function endOfMonth(date: CalendarDate): CalendarDate {
  const { year, month } = partsOf(date);
  return `${date.slice(0, 7)}-${daysInMonth(year, month)}` as CalendarDate;
}

/** `2026-11` of `2026-11-21`. */
export function monthOf(date: CalendarDate): CalendarMonth {
  return date.slice(0, 7) as CalendarMonth;
}

/** The month `months` later, earlier if negative; held at 1000-01 and 9999-12. */
export function addMonthsTo(month: CalendarMonth, months: number): CalendarMonth {
  return monthOf(addMonths(`${month}-01` as CalendarDate, months));
}

/** The month in which a day lies. */
export function monthIndexOf(epochDay: EpochDay): MonthIndex {
  const { year, month } = partsOfEpochDay(epochDay);
  return year * 12 + month - 1;
}

/** The given day of that month, or its last day if the month is shorter. */
export function clampedDayOf(index: MonthIndex, dayOfMonth: number): EpochDay {
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const day = dayOfMonth > 28 ? Math.min(dayOfMonth, daysInMonth(year, month)) : dayOfMonth;
  return epochDayOf(year, month, day);
}

/** As a date, held at 1000-01-01 and 9999-12-31. */
export function toCalendarDate(epochDay: EpochDay): CalendarDate {
  return fromEpochDay(Math.min(Math.max(epochDay, FIRST_DAY), LAST_DAY));
}

function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + month - 1 + months;
  if (index < FIRST_MONTH) return toCalendarDate(FIRST_DAY);
  if (index > LAST_MONTH) return toCalendarDate(LAST_DAY);
  return toCalendarDate(clampedDayOf(index, day));
}
