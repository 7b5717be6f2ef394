import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cycles, minorAmounts } from '#shared/testing/arbitraries.ts';
import { monthlyCost, yearlyCost } from './cost.ts';
import type { Cycle } from './subscription.ts';

describe('average costs', () => {
  test.each<[number, Cycle, bigint, bigint]>([
    [1549, { every: 1, unit: 'month' }, 1549n, 18_588n],
    [1000, { every: 3, unit: 'month' }, 333n, 4000n],
    [10_000, { every: 1, unit: 'year' }, 833n, 10_000n],
    [10_000, { every: 3, unit: 'year' }, 278n, 3333n],
    [100, { every: 1, unit: 'day' }, 3044n, 36_524n],
    [10_000, { every: 1, unit: 'day' }, 304_369n, 3_652_425n],
    [1000, { every: 1, unit: 'week' }, 4348n, 52_178n],
    [1000, { every: 4, unit: 'week' }, 1087n, 13_044n],
    [6, { every: 1, unit: 'year' }, 1n, 6n],
    [5, { every: 1, unit: 'year' }, 0n, 5n],
    [1, { every: 2, unit: 'year' }, 0n, 1n],
    [0, { every: 1, unit: 'month' }, 0n, 0n],
    [
      999_999_999_999_999,
      { every: 1, unit: 'day' },
      30_436_874_999_999_970n,
      365_242_499_999_999_635n,
    ],
  ])('%i each %j is %s a month, %s a year', (amount, cycle, monthly, yearly) => {
    expect(BigInt(monthlyCost(amount, cycle))).toBe(monthly);
    expect(BigInt(yearlyCost(amount, cycle))).toBe(yearly);
  });

  test('are each the exact cost rounded once: no further off than half a unit', () => {
    fc.assert(
      fc.property(minorAmounts, cycles, (amount, cycle) => {
        const [days, perYear] = lengthOf(cycle);
        // cost × length = amount × year, in ten-thousandths of days or in months
        const exactly = BigInt(amount) * perYear;
        const yearly = 2n * (BigInt(yearlyCost(amount, cycle)) * days - exactly);
        const monthly = 2n * (BigInt(monthlyCost(amount, cycle)) * days * 12n - exactly);
        expect(yearly > -days && yearly <= days).toBe(true);
        expect(monthly > -days * 12n && monthly <= days * 12n).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('are the same where numbers suffice and where they do not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 33 }), cycles, (amount, cycle) => {
        expect(BigInt(yearlyCost(amount, cycle))).toBe(yearlyCost(BigInt(amount), cycle));
        expect(BigInt(monthlyCost(amount, cycle))).toBe(monthlyCost(BigInt(amount), cycle));
      }),
    );
  });

  test('twelve months are a year, and a year counts 365.2425 days', () => {
    fc.assert(
      fc.property(minorAmounts, fc.integer({ min: 1, max: 83 }), (amount, every) => {
        expect(BigInt(yearlyCost(amount, { every: every * 12, unit: 'month' }))).toBe(
          BigInt(yearlyCost(amount, { every, unit: 'year' })),
        );
        expect(BigInt(yearlyCost(amount, { every: every * 7, unit: 'day' }))).toBe(
          BigInt(yearlyCost(amount, { every, unit: 'week' })),
        );
      }),
    );
  });
});

function lengthOf({ every, unit }: Cycle): [bigint, bigint] {
  const count = BigInt(every);
  if (unit === 'month') return [count, 12n];
  if (unit === 'year') return [count * 12n, 12n];
  return [count * (unit === 'week' ? 70_000n : 10_000n), 3_652_425n];
}
