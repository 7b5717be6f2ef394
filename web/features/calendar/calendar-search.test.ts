import { describe, expect, test } from 'vitest';
import { readCalendarSearch } from './calendar-search.ts';

describe('the address of the calendar', () => {
  test('names a month', () => {
    expect(readCalendarSearch({ month: '2026-02' })).toEqual({ month: '2026-02' });
  });

  test('names a day, and with it its month, whatever else it says', () => {
    expect(readCalendarSearch({ day: '2026-02-28', month: '2020-01' })).toEqual({
      day: '2026-02-28',
      month: '2026-02',
    });
  });

  test.for([
    {},
    { month: '2026-13' },
    { month: '2026-1' },
    { month: 2026 },
    { month: '1899-12' },
    { month: '2200-01' },
    { day: '9999-12-31' },
    { day: ['2026-02-28'] },
  ])('of %j is read as the present month', (search) => {
    expect(readCalendarSearch(search)).toEqual({});
  });

  test('keeps the month where the day does not exist', () => {
    expect(readCalendarSearch({ day: '2026-02-30', month: '2026-02' })).toEqual({
      month: '2026-02',
    });
  });
});
