import { expect, it } from 'vitest';
import { byDay } from './reminders-by-day.ts';

it('a day is the reader’s, not that of the instant in UTC', () => {
  const reminders = ['2026-03-09T22:00:00Z', '2026-03-09T23:00:00Z', '2026-03-10T08:00:00Z'].map(
    (sendAt) => ({ sendAt }),
  );
  const [first, second, third] = reminders;
  expect(byDay(reminders, 'Europe/Berlin')).toEqual([
    { date: '2026-03-09', reminders: [first] },
    { date: '2026-03-10', reminders: [second, third] },
  ]);
  expect(byDay(reminders, 'UTC')).toEqual([
    { date: '2026-03-09', reminders: [first, second] },
    { date: '2026-03-10', reminders: [third] },
  ]);
  expect(byDay([], 'UTC')).toEqual([]);
});
