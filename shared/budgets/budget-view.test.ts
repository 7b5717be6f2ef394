import { describe, expect, test } from 'vitest';
import { createRateBook } from '#shared/money/conversion.ts';
import type { Rate } from '#shared/money/rate.ts';
import { budgetSchema } from '#shared/schemas/budget-schemas.ts';
import { exampleBudget } from '#shared/testing/example-budget.ts';
import { exampleHousehold } from '#shared/testing/example-household.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { createBudgetCharges } from './budget-charges.ts';
import { toBudgetView } from './budget-view.ts';

const rate: Rate = { from: 'USD', to: 'EUR', rate: '0.5', on: '2026-01-01', source: 'manual' };
/** 30 dollars on the 20th, which begin in June and are 60 from July on. */
const subscription = exampleSubscription({
  anchor: '2026-06-10',
  prices: [
    { from: '2026-06-10', amountMinor: 3_000, currency: 'USD' },
    { from: '2026-07-01', amountMinor: 6_000, currency: 'USD' },
  ],
});

function viewOf(rates: readonly Rate[] = [rate], changes = {}) {
  const data = exampleHousehold({ subscriptions: [subscription] });
  const charges = createBudgetCharges({
    ...data,
    categoryIds: new Set(),
    rateBookOf: () => createRateBook(rates),
  });
  return toBudgetView(exampleBudget({ limitMinor: 2_500, ...changes }), charges, data.today);
}

describe('toBudgetView', () => {
  const money = (amount: string) => ({ amount, currency: 'EUR' });

  test('answers this period and the next', () => {
    const view = viewOf();
    expect(budgetSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({ limit: money('25.00'), isCategoryGone: false, rates: [rate] });
    expect(view.current).toEqual({
      from: '2026-06-01',
      to: '2026-06-30',
      total: money('15.00'),
      charged: money('15.00'),
      coming: money('0.00'),
      remaining: money('10.00'),
      over: money('0.00'),
      exceededBy: null,
      unconverted: [],
    });
    expect(view.next).toMatchObject({
      total: money('30.00'),
      charged: money('0.00'),
      coming: money('30.00'),
      remaining: money('0.00'),
      over: money('5.00'),
      exceededBy: {
        name: 'Netflix',
        chargedOn: '2026-07-10',
        amount: { amount: '60.00', currency: 'USD' },
        base: money('30.00'),
      },
    });
  });

  test('says what it could not count', () => {
    const { current, rates } = viewOf([]);
    expect(current.unconverted).toMatchObject([{ on: '2026-06-10', reason: 'rate-unknown' }]);
    expect([current.total, rates]).toEqual([money('0.00'), []]);
  });

  test('says that its category is gone', () => {
    expect(viewOf([rate], { categoryId: '01980000-0000-7000-8000-0000000000c1' })).toMatchObject({
      isCategoryGone: true,
      current: { total: money('0.00') },
    });
  });
});
