import { type CalendarDate, isoWeekday, toEpochDay } from '#shared/dates/calendar-date.ts';
import {
  addCycles,
  addDays,
  type CalendarMonth,
  daysBetween,
  endOfMonth,
} from '#shared/dates/date-arithmetic.ts';

/** The weeks that a month touches, whole: they begin and end outside of it. */
export function weeksOfMonth(month: CalendarMonth, firstDayOfWeek: number): CalendarDate[][] {
  const first: CalendarDate = `${month}-01`;
  const start = startOfWeek(first, firstDayOfWeek);
  const weeks = Math.floor(daysBetween(start, endOfMonth(first)) / 7) + 1;
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(start, week * 7 + day)),
  );
}

/**
 * Where a key leads from a day, after the ARIA pattern of date grids; null for other keys.
 * @param isRtl whether the next day stands to the left
 */
export function dayByKey(
  date: CalendarDate,
  { key, shiftKey }: { key: string; shiftKey: boolean },
  { firstDayOfWeek, isRtl }: { firstDayOfWeek: number; isRtl: boolean },
): CalendarDate | null {
  const page = { every: 1, unit: shiftKey ? 'year' : 'month' } as const;
  switch (key) {
    case 'ArrowRight':
      return addDays(date, isRtl ? -1 : 1);
    case 'ArrowLeft':
      return addDays(date, isRtl ? 1 : -1);
    case 'ArrowDown':
      return addDays(date, 7);
    case 'ArrowUp':
      return addDays(date, -7);
    case 'PageDown':
      return addCycles(date, page, 1);
    case 'PageUp':
      return addCycles(date, page, -1);
    case 'Home':
      return startOfWeek(date, firstDayOfWeek);
    case 'End':
      return addDays(startOfWeek(date, firstDayOfWeek), 6);
    default:
      return null;
  }
}

function startOfWeek(date: CalendarDate, firstDayOfWeek: number): CalendarDate {
  return addDays(date, -((isoWeekday(toEpochDay(date)) - firstDayOfWeek + 7) % 7));
}
