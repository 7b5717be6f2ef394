import { expect, test } from 'vitest';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { toSubscriptionView } from '#shared/subscriptions/subscription-view.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { createCostReader } from './base-cost.ts';
import type { ListSort } from './list-search.ts';
import { sortViews } from './sort-views.ts';

const TODAY = '2026-06-15';
const priced = (id: string, amountMinor: number, currency: string, more?: Partial<Subscription>) =>
  toSubscriptionView(
    exampleSubscription({
      id,
      name: id,
      prices: [{ from: '2026-01-31', amountMinor, currency }],
      ...more,
    }),
    TODAY,
  );

const costOf = createCostReader({
  baseCurrency: 'EUR',
  today: TODAY,
  rates: [{ from: 'USD', to: 'EUR', rate: '0.5', on: '2026-01-01', source: 'manual' }],
});
const euro = priced('euro', 1000, 'EUR', { anchor: '2026-01-20' });
const dollar = priced('dollar', 1900, 'USD', { anchor: '2026-01-18' });
const yen = priced('yen', 1, 'JPY', { anchor: '2026-01-19' });
const once = priced('once', 99_999, 'EUR', { cycle: null, anchor: '2026-01-01' });
const all = [once, yen, euro, dollar];

function ids(sort: ListSort): string[] {
  const sorted = sortViews(all, sort, costOf).map(({ id }) => id);
  // The order they came in makes no difference.
  expect(sortViews(all.toReversed(), sort, costOf).map(({ id }) => id)).toEqual(sorted);
  return sorted;
}

test('compares costs in the base currency; what has none in it comes last either way', () => {
  expect(ids('monthlyCost')).toEqual(['dollar', 'euro', 'once', 'yen']);
  expect(ids('-monthlyCost')).toEqual(['euro', 'dollar', 'once', 'yen']);
});

test('sorts by the next charge; what has none comes last either way', () => {
  expect(ids('nextDueOn')).toEqual(['dollar', 'yen', 'euro', 'once']);
  expect(ids('-nextDueOn')).toEqual(['euro', 'yen', 'dollar', 'once']);
});

test('sorts by name without regard to accents, equals by id', () => {
  const named = [
    priced('1', 1, 'EUR', { name: 'Zoo' }),
    priced('3', 1, 'EUR', { name: 'Émile' }),
    priced('2', 1, 'EUR', { name: 'emile' }),
  ];
  expect(sortViews(named, 'name', costOf).map(({ id }) => id)).toEqual(['2', '3', '1']);
  expect(sortViews(named, '-name', costOf).map(({ id }) => id)).toEqual(['1', '2', '3']);
});
