import { expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Unconverted } from '#shared/schemas/insight-schemas.ts';
import { missingRates } from './missing-rates.ts';

const line = (name: string, currency: string, on: CalendarDate): Unconverted => ({
  subscriptionId: '01890a5d-ac96-774b-bcce-b302099a8057',
  name,
  amount: { amount: '1.00', currency },
  on,
  reason: 'rate-unknown',
});

test('what is missing is told once a currency, with the earliest day and every name', () => {
  expect(
    missingRates([
      line('Halbtax', 'CHF', '2026-12-01'),
      line('iCloud', 'USD', '2026-11-09'),
      line('Salt', 'CHF', '2026-11-30'),
      line('Halbtax', 'CHF', '2027-01-01'),
    ]),
  ).toEqual([
    { currency: 'CHF', since: '2026-11-30', names: ['Halbtax', 'Salt'] },
    { currency: 'USD', since: '2026-11-09', names: ['iCloud'] },
  ]);
  expect(missingRates([])).toEqual([]);
});
