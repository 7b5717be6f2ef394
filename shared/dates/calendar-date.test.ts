import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datesBetween } from '#shared/testing/arbitraries.ts';
import {
  daysInMonth,
  fromEpochDay,
  fromParts,
  isCalendarDate,
  isLeapYear,
  isoWeekday,
  partsOf,
  toEpochDay,
} from './calendar-date.ts';

const anyDate = datesBetween('1000-01-01', '9999-12-31');
const EPOCH = Temporal.PlainDate.from('1970-01-01');

describe('isCalendarDate', () => {
  test.each(['2026-01-31', '2024-02-29', '2000-02-29', '1000-01-01', '9999-12-31'])(
    'accepts %s',
    (date) => expect(isCalendarDate(date)).toBe(true),
  );

  test.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-31',
    '0999-12-31',
    '10000-01-01',
    '-2026-01-31',
    '2026-01-31T00:00',
    ' 2026-01-31',
    '2026-01-31\n',
    '２０２６-01-31',
    '',
    20260131,
    null,
    undefined,
    new Date(0),
  ])('refuses %j', (value) => expect(isCalendarDate(value)).toBe(false));

  test('agrees with Temporal on every combination of month and day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const text = `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`;
          expect(isCalendarDate(text)).toBe(canTemporalRead(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('the conversion to days', () => {
  test('counts from 1970-01-01', () => {
    expect(toEpochDay('1970-01-01')).toBe(0);
    expect(toEpochDay('1969-12-31')).toBe(-1);
    expect(toEpochDay('2000-03-01')).toBe(11_017);
    expect(fromEpochDay(20_484)).toBe('2026-01-31');
  });

  test('goes through every day of 800 years without a gap', () => {
    let date = Temporal.PlainDate.from('1600-01-01');
    for (let day = toEpochDay('1600-01-01'); day <= toEpochDay('2400-12-31'); day += 1) {
      if (fromEpochDay(day) !== date.toString()) expect(fromEpochDay(day)).toBe(date.toString());
      date = date.add({ days: 1 });
    }
    expect(date.toString()).toBe('2401-01-01');
  });

  test('agrees with Temporal, there and back', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const day = toEpochDay(date);
        expect(day).toBe(EPOCH.until(date, { largestUnit: 'days' }).days);
        expect(fromEpochDay(day)).toBe(date);
        expect(isoWeekday(day)).toBe(Temporal.PlainDate.from(date).dayOfWeek);
        expect(fromParts(partsOf(date))).toBe(date);
      }),
    );
  });

  test('sorts as strings as it does as days', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(a < b).toBe(toEpochDay(a) < toEpochDay(b));
      }),
    );
  });

  test('refuses years that the form cannot hold', () => {
    expect(() => fromEpochDay(toEpochDay('9999-12-31') + 1)).toThrow(RangeError);
    expect(() => fromEpochDay(toEpochDay('1000-01-01') - 1)).toThrow(RangeError);
  });
});

test('leap years and lengths of months are those of the Gregorian calendar', () => {
  expect([1900, 2000, 2023, 2024, 2100].map(isLeapYear)).toEqual([false, true, false, true, false]);
  for (const year of [1900, 2000, 2023, 2024]) {
    for (let month = 1; month <= 12; month += 1) {
      expect(daysInMonth(year, month)).toBe(
        Temporal.PlainYearMonth.from({ year, month }).daysInMonth,
      );
    }
  }
});

function canTemporalRead(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
