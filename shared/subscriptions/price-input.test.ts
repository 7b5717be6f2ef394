import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { billingFacts } from '#shared/testing/arbitraries.ts';
import { toPriceInputs, toPricePhases } from './price-input.ts';

describe('prices on the wire', () => {
  test('begin on the anchor unless they say otherwise', () => {
    const prices = [
      { amount: '15.49', currency: 'EUR' },
      { from: '2026-06-01', amount: '1500', currency: 'JPY' } as const,
    ];
    expect(toPricePhases(prices, '2026-01-31')).toEqual([
      { from: '2026-01-31', amountMinor: 1549, currency: 'EUR' },
      { from: '2026-06-01', amountMinor: 1500, currency: 'JPY' },
    ]);
  });

  test('come back as they went', () => {
    fc.assert(
      fc.property(billingFacts, ({ prices, anchor }) => {
        fc.pre(prices.every(({ amountMinor }) => amountMinor < 1e12));
        expect(toPricePhases(toPriceInputs(prices), anchor)).toEqual(prices);
      }),
    );
  });

  test('with a faulty amount are refused', () => {
    const faulty = [{ amount: '1.234', currency: 'EUR' }];
    expect(() => toPricePhases(faulty, '2026-01-31')).toThrow(RangeError);
  });
});
