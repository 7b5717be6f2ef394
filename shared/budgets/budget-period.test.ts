import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { datesBetween } from '#shared/testing/arbitraries.ts';
import { BUDGET_PERIODS } from './budget.ts';
import { spanAfter, spanAround, spansBetween } from './budget-period.ts';

describe('the period of a budget', () => {
  test.for([
    ['month', '2026-11-21', '2026-11-01', '2026-11-30'],
    ['month', '2028-02-01', '2028-02-01', '2028-02-29'],
    ['month', '2026-12-31', '2026-12-01', '2026-12-31'],
    ['year', '2026-01-01', '2026-01-01', '2026-12-31'],
    ['year', '2026-12-31', '2026-01-01', '2026-12-31'],
  ] as const)('of a %s around %s is %s to %s', ([period, day, from, to]) => {
    expect(spanAround(period, day)).toEqual({ from, to });
  });

  test('is followed by the next one', () => {
    const december = spanAround('month', '2026-12-05');
    expect(spanAfter('month', december)).toEqual({ from: '2027-01-01', to: '2027-01-31' });
    const year = spanAround('year', '2026-12-05');
    expect(spanAfter('year', year)).toEqual({ from: '2027-01-01', to: '2027-12-31' });
  });

  test('ends with the calendar', () => {
    expect(spansBetween('month', '9999-11-30', '9999-12-31')).toHaveLength(2);
    expect(spansBetween('year', '9999-12-31', '9999-12-31')).toHaveLength(1);
    expect(spansBetween('month', '2026-02-01', '2026-01-31')).toEqual([]);
  });

  test('covers every day once', () => {
    const days = datesBetween('2024-01-01', '2030-12-31');
    fc.assert(
      fc.property(fc.constantFrom(...BUDGET_PERIODS), days, fc.nat(800), (period, from, length) => {
        const to = addDays(from, length);
        const spans = spansBetween(period, from, to);
        for (const [at, span] of spans.entries()) {
          const next = spans[at + 1];
          if (next) expect(next.from).toBe(addDays(span.to, 1));
        }
        expect(spans[0]).toEqual(spanAround(period, from));
        expect(spans.at(-1)).toEqual(spanAround(period, to));
      }),
    );
  });
});
