import { expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { arrangeRates } from './arrange-rates.ts';

const rate = (from: string, on: CalendarDate) => ({
  from,
  to: 'EUR',
  rate: '1',
  on,
  source: 'manual',
});

test('rates stand by pair, the newest first, and the one that holds today is known', () => {
  const pairs = arrangeRates(
    [
      rate('USD', '2026-01-01'),
      rate('GBP', '2027-01-01'),
      rate('USD', '2026-12-24'),
      rate('USD', '2026-11-21'),
    ],
    '2026-11-21',
  );
  expect(pairs.map(({ from, to, current }) => [from, to, current])).toEqual([
    ['GBP', 'EUR', null],
    ['USD', 'EUR', '2026-11-21'],
  ]);
  expect(pairs[1]?.rates.map(({ on }) => on)).toEqual(['2026-12-24', '2026-11-21', '2026-01-01']);
});
