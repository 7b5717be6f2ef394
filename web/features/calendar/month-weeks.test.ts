import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { dayByKey, weeksOfMonth } from './month-weeks.ts';

describe('the weeks of a month', () => {
  test('begin on the day that the locale begins with', () => {
    const monday = weeksOfMonth('2026-11', 1);
    expect(monday.map(([first]) => first)).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
    expect(weeksOfMonth('2026-11', 7).map(([first]) => first)).toEqual([
      '2026-11-01',
      '2026-11-08',
      '2026-11-15',
      '2026-11-22',
      '2026-11-29',
    ]);
    expect(weeksOfMonth('2026-11', 6)[0]?.[0]).toBe('2026-10-31');
  });

  test('are four where the month is exactly so long', () => {
    expect(weeksOfMonth('2027-02', 1)).toHaveLength(4);
  });

  test('hold every day of the month once, in order', () => {
    for (let month = 1; month <= 12; month += 1) {
      for (let firstDay = 1; firstDay <= 7; firstDay += 1) {
        const name = `2028-${String(month).padStart(2, '0')}` as const;
        const days = weeksOfMonth(name as '2028-01', firstDay).flat();
        expect(days).toEqual([...new Set(days)].sort());
        const within = days.filter((day) => day.startsWith(name));
        expect(within).toHaveLength(new Date(2028, month, 0).getDate());
      }
    }
  });
});

describe('a key', () => {
  // A Saturday.
  const from: CalendarDate = '2026-01-31';
  const layout = { firstDayOfWeek: 1, isRtl: false };
  const press = (key: string, shiftKey = false, more = layout) =>
    dayByKey(from, { key, shiftKey }, more);

  test.for([
    ['ArrowRight', '2026-02-01'],
    ['ArrowLeft', '2026-01-30'],
    ['ArrowDown', '2026-02-07'],
    ['ArrowUp', '2026-01-24'],
    ['PageDown', '2026-02-28'],
    ['PageUp', '2025-12-31'],
    ['Home', '2026-01-26'],
    ['End', '2026-02-01'],
    ['a', null],
  ] as const)('%s leads to %s', ([key, to]) => {
    expect(press(key)).toBe(to);
  });

  test('with shift turns years', () => {
    expect(press('PageDown', true)).toBe('2027-01-31');
    expect(press('PageUp', true)).toBe('2025-01-31');
  });

  test('leads the other way where people read from right to left', () => {
    expect(press('ArrowRight', false, { ...layout, isRtl: true })).toBe('2026-01-30');
    expect(press('ArrowLeft', false, { ...layout, isRtl: true })).toBe('2026-02-01');
  });

  test('finds the ends of a week that begins on Sunday', () => {
    expect(press('Home', false, { ...layout, firstDayOfWeek: 7 })).toBe('2026-01-25');
    expect(press('End', false, { ...layout, firstDayOfWeek: 7 })).toBe('2026-01-31');
  });
});
