import { expect, test } from 'vitest';
import type { Calendar, Charge } from '#shared/schemas/insight-schemas.ts';
import { monthFigures } from './month-figures.ts';

const charge = (status: Charge['status'], amount: string | null): Charge => ({
  subscriptionId: '01890a5d-ac96-774b-bcce-b302099a8057',
  name: 'Sample',
  service: null,
  categoryId: null,
  dueOn: '2026-11-02',
  chargedOn: '2026-11-02',
  amount: { amount: amount ?? '9.00', currency: amount === null ? 'CHF' : 'EUR' },
  base: amount === null ? null : { amount, currency: 'EUR' },
  status,
});

const euros = (amount: string) => ({ amount, currency: 'EUR' });

test('a month is what was paid and what is left, without what was skipped or has no rate', () => {
  const calendar: Calendar = {
    from: '2026-11-01',
    to: '2026-11-30',
    today: '2026-11-21',
    baseCurrency: 'EUR',
    total: euros('31.20'),
    days: [
      {
        date: '2026-11-02',
        total: euros('11.10'),
        items: [charge('paid', '10.10'), charge('paid', '1.00'), charge('skipped', '0.00')],
      },
      { date: '2026-11-28', total: euros('20.10'), items: [charge('due', '20.10')] },
      { date: '2026-11-29', total: euros('0.00'), items: [charge('due', null)] },
    ],
    unconverted: [],
    rates: [],
  };
  expect(monthFigures(calendar)).toEqual({
    total: euros('31.20'),
    paid: euros('11.10'),
    left: euros('20.10'),
    count: 4,
  });
});
