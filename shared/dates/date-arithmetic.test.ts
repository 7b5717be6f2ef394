import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cycle } from '#shared/subscriptions/subscription.ts';
import { cycles, datesBetween } from '#shared/testing/arbitraries.ts';
import { type CalendarDate, toEpochDay } from './calendar-date.ts';
import {
  addCycles,
  addDays,
  addMonthsTo,
  clampedDayOf,
  daysBetween,
  endOfMonth,
  minusCycle,
  monthIndexOf,
  monthOf,
  startOfMonth,
  toCalendarDate,
} from './date-arithmetic.ts';

const dates = datesBetween('1900-01-01', '2200-12-31');
const MONTH: Cycle = { every: 1, unit: 'month' };

describe('addCycles', () => {
  test.each<[CalendarDate, Cycle, number, CalendarDate]>([
    ['2026-01-31', MONTH, 1, '2026-02-28'],
    ['2026-01-31', MONTH, 2, '2026-03-31'],
    ['2024-01-31', MONTH, 1, '2024-02-29'],
    ['2026-01-31', MONTH, -2, '2025-11-30'],
    ['2024-02-29', { every: 1, unit: 'year' }, 1, '2025-02-28'],
    ['2024-02-29', { every: 1, unit: 'year' }, 4, '2028-02-29'],
    ['2026-12-15', { every: 3, unit: 'month' }, 1, '2027-03-15'],
    ['2026-12-30', { every: 2, unit: 'week' }, 1, '2027-01-13'],
    ['2026-02-28', { every: 90, unit: 'day' }, -1, '2025-11-30'],
    ['2026-05-05', MONTH, 0, '2026-05-05'],
  ])('%s + %j × %i = %s', (date, cycle, times, expected) => {
    expect(addCycles(date, cycle, times)).toBe(expected);
  });

  test('agrees with Temporal', () => {
    fc.assert(
      fc.property(dates, cycles, fc.integer({ min: -5, max: 5 }), (date, cycle, times) => {
        const far = Temporal.PlainDate.from(date).add({ [`${cycle.unit}s`]: cycle.every * times });
        fc.pre(far.year >= 1000 && far.year <= 9999);
        expect(addCycles(date, cycle, times)).toBe(far.toString());
      }),
      { numRuns: 1_000 },
    );
  });

  test('holds at the ends of the calendar instead of failing', () => {
    const longest: Cycle = { every: 999, unit: 'year' };
    expect(addCycles('2026-01-31', longest, 8)).toBe('9999-12-31');
    expect(addCycles('2026-01-31', longest, 1e9)).toBe('9999-12-31');
    expect(addCycles('2026-01-31', longest, -2)).toBe('1000-01-01');
    expect(addCycles('9999-12-31', { every: 1, unit: 'week' }, 1)).toBe('9999-12-31');
    expect(addDays('1000-01-01', -1)).toBe('1000-01-01');
    expect(toCalendarDate(Number.POSITIVE_INFINITY)).toBe('9999-12-31');
  });
});

describe('minusCycle', () => {
  test.each<[CalendarDate, Cycle, CalendarDate]>([
    ['2026-03-31', MONTH, '2026-02-28'],
    ['2024-03-31', MONTH, '2024-02-29'],
    ['2026-03-30', { every: 30, unit: 'day' }, '2026-02-28'],
    ['2028-02-29', { every: 1, unit: 'year' }, '2027-02-28'],
    ['2026-01-31', { every: 2, unit: 'week' }, '2026-01-17'],
    ['2026-07-31', { every: 3, unit: 'month' }, '2026-04-30'],
  ])('%s − %j = %s', (date, cycle, expected) => expect(minusCycle(date, cycle)).toBe(expected));
});

describe('days and months', () => {
  test('daysBetween undoes addDays', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -50_000, max: 50_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(addDays(date, days)).toBe(Temporal.PlainDate.from(date).add({ days }).toString());
      }),
    );
  });

  test('a month goes from its first to its last day', () => {
    expect(startOfMonth('2026-11-21')).toBe('2026-11-01');
    expect(endOfMonth('2026-11-21')).toBe('2026-11-30');
    expect(endOfMonth('2024-02-01')).toBe('2024-02-29');
    expect(endOfMonth('2100-02-01')).toBe('2100-02-28');
    expect(monthOf('2026-11-21')).toBe('2026-11');
    fc.assert(
      fc.property(dates, (date) => {
        expect(monthOf(addDays(endOfMonth(date), 1))).toBe(addMonthsTo(monthOf(date), 1));
        expect(monthOf(addDays(startOfMonth(date), -1))).toBe(addMonthsTo(monthOf(date), -1));
        expect(daysBetween(startOfMonth(date), endOfMonth(date))).toBe(
          Temporal.PlainDate.from(date).daysInMonth - 1,
        );
      }),
    );
  });

  test('months are added across years and held at the ends of the calendar', () => {
    expect(addMonthsTo('2026-11', 2)).toBe('2027-01');
    expect(addMonthsTo('2026-01', -1)).toBe('2025-12');
    expect(addMonthsTo('2026-11', 35)).toBe('2029-10');
    expect(addMonthsTo('9999-12', 1)).toBe('9999-12');
    expect(addMonthsTo('1000-01', -1)).toBe('1000-01');
  });

  test('the index of a month gives its days back', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const { day } = Temporal.PlainDate.from(date);
        const index = monthIndexOf(toEpochDay(date));
        expect(toCalendarDate(clampedDayOf(index, day))).toBe(date);
        expect(toCalendarDate(clampedDayOf(index, 31))).toBe(endOfMonth(date));
      }),
    );
  });
});
