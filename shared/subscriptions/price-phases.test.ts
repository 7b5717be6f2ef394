import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { billingFacts, days } from '#shared/testing/arbitraries.ts';
import { phaseOn } from './price-phases.ts';
import type { PricePhase } from './subscription.ts';

const promotion: PricePhase = { from: '2026-01-31', amountMinor: 0, currency: 'EUR' };
const regular: PricePhase = { from: '2026-04-15', amountMinor: 999, currency: 'EUR' };
const announced: PricePhase = { from: '2027-01-01', amountMinor: 1299, currency: 'USD' };

describe('phaseOn', () => {
  test.each<[CalendarDate, PricePhase]>([
    ['2025-06-01', promotion],
    ['2026-01-31', promotion],
    ['2026-04-14', promotion],
    ['2026-04-15', regular],
    ['2026-12-31', regular],
    ['2027-01-01', announced],
    ['2099-01-01', announced],
  ])('on %s', (date, expected) => {
    expect(phaseOn([promotion, regular, announced], date)).toBe(expected);
  });

  test('is the last phase that has begun', () => {
    fc.assert(
      fc.property(billingFacts, days, ({ prices }, date) => {
        const begun = prices.filter(({ from }) => from <= date);
        expect(phaseOn(prices, date)).toBe(begun.at(-1) ?? prices[0]);
      }),
    );
  });

  test('without any price there is no answer', () => {
    expect(() => phaseOn([], '2026-01-01')).toThrow(RangeError);
  });
});
