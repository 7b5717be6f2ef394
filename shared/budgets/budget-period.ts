import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays, endOfMonth, startOfMonth } from '#shared/dates/date-arithmetic.ts';
import type { BudgetPeriod } from './budget.ts';

/** Days from `from` to `to`, both included. */
export interface Span {
  from: CalendarDate;
  to: CalendarDate;
}

/** The calendar month or year in which a day lies. */
export function spanAround(period: BudgetPeriod, day: CalendarDate): Span {
  if (period === 'month') return { from: startOfMonth(day), to: endOfMonth(day) };
  const year = day.slice(0, 4);
  return { from: `${year}-01-01` as CalendarDate, to: `${year}-12-31` as CalendarDate };
}

/** The one after it. There is none after the year 9999: the last is followed by itself. */
export function spanAfter(period: BudgetPeriod, { to }: Span): Span {
  return spanAround(period, addDays(to, 1));
}

/** Every month or year of which a day lies from `from` to `to`, ascending. */
export function spansBetween(period: BudgetPeriod, from: CalendarDate, to: CalendarDate): Span[] {
  const spans: Span[] = [];
  if (to < from) return spans;
  let span = spanAround(period, from);
  while (span.from <= to && span.from !== spans.at(-1)?.from) {
    spans.push(span);
    span = spanAfter(period, span);
  }
  return spans;
}
