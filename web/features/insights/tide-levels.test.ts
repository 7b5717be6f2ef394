import { expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { tideLevels } from './tide-levels.ts';

const day = (date: CalendarDate, amount: string) => ({
  date,
  total: { amount, currency: 'EUR' },
  items: [],
});

test('the water rises on the days of charges and stays in between', () => {
  const levels = tideLevels({
    to: '2026-02-28',
    days: [day('2026-02-03', '10.50'), day('2026-02-28', '4.50')],
  });
  expect(levels).toHaveLength(29);
  expect(levels[0]).toEqual({ day: 0, sum: 0 });
  expect(levels[2]).toEqual({ day: 2, sum: 0 });
  expect(levels[3]).toEqual({ day: 3, sum: 10.5 });
  expect(levels[27]).toEqual({ day: 27, sum: 10.5 });
  expect(levels[28]).toEqual({ day: 28, sum: 15 });
});
