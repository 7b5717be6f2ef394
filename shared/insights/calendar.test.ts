import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { calendarSchema } from '#shared/schemas/insight-schemas.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import { exampleHousehold, examplePayment, households } from '#shared/testing/example-household.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { buildCalendar } from './calendar.ts';
import { chargesBetween } from './charges.ts';

const weekly = exampleSubscription({
  anchor: '2026-06-01',
  cycle: { every: 1, unit: 'week' },
  prices: [{ from: '2026-06-01', amountMinor: 250, currency: 'EUR' }],
});

describe('buildCalendar', () => {
  test('lists the days with a charge and adds them up', () => {
    const yearly = exampleSubscription({
      id: 'yearly',
      anchor: '2025-06-08',
      cycle: { every: 1, unit: 'year' },
      prices: [{ from: '2025-06-08', amountMinor: 9900, currency: 'EUR' }],
    });
    const data = exampleHousehold({
      subscriptions: [weekly, yearly],
      payments: [examplePayment({ dueOn: '2026-06-22', status: 'skipped' })],
    });
    const calendar = buildCalendar(data, '2026-06-01', '2026-06-30');
    expect(calendar).toMatchObject({
      from: '2026-06-01',
      to: '2026-06-30',
      today: '2026-06-15',
      baseCurrency: 'EUR',
      total: { amount: '109.00', currency: 'EUR' },
    });
    expect(
      calendar.days.map(({ date, total, items }) => [date, total.amount, items.length]),
    ).toEqual([
      ['2026-06-01', '2.50', 1],
      ['2026-06-08', '101.50', 2],
      ['2026-06-15', '2.50', 1],
      ['2026-06-22', '0.00', 1],
      ['2026-06-29', '2.50', 1],
    ]);
  });

  test('goes to the end of the calendar, where no weekend moves a charge back into it', () => {
    const daily = exampleSubscription({
      cycle: { every: 1, unit: 'day' },
      weekendRule: 'previous-business-day',
      prices: [{ from: '2026-01-31', amountMinor: 100, currency: 'EUR' }],
    });
    const data = exampleHousehold({ subscriptions: [daily] });
    const last = buildCalendar(data, '9999-12-31', '9999-12-31');
    expect(last.days.flatMap(({ items }) => items.map(({ dueOn }) => dueOn))).toEqual([
      '9999-12-31',
    ]);
    expect(buildCalendar(data, '1000-01-01', '1000-12-31').days).toEqual([]);
  });

  test('of nothing is empty and costs nothing', () => {
    const calendar = buildCalendar(exampleHousehold({}), '2026-06-01', '2026-06-30');
    expect(calendar).toMatchObject({ days: [], total: { amount: '0.00' }, unconverted: [] });
    expect(
      buildCalendar(exampleHousehold({ subscriptions: [weekly] }), '2026-07-01', '2026-06-01'),
    ).toMatchObject({ days: [] });
  });

  test('totals are the sums of their lines, days ascend, and all charges are there', () => {
    fc.assert(
      fc.property(
        households,
        fc.integer({ min: -90, max: 90 }),
        fc.nat(60),
        (data, offset, length) => {
          const from = addDays(data.today, offset);
          const to = addDays(from, length);
          const calendar = buildCalendar(data, from, to);
          const dates = calendar.days.map(({ date }) => date);
          expect(dates).toEqual([...new Set(dates)].sort());
          for (const { date, total, items } of calendar.days) {
            expect(items.every(({ chargedOn }) => chargedOn === date)).toBe(true);
            expect(minor(total)).toBe(sum(items.flatMap(({ base }) => base ?? [])));
          }
          expect(minor(calendar.total)).toBe(sum(calendar.days.map(({ total }) => total)));
          expect(calendar.days.flatMap(({ items }) => items)).toEqual(
            chargesBetween(data, from, to).charges,
          );
          expect(calendarSchema.strict().safeParse(withIds(calendar)).error).toBeUndefined();
        },
      ),
      { numRuns: 150 },
    );
  });
});

function minor({ amount }: Money): bigint {
  return BigInt(amount.replace('.', ''));
}

function sum(lines: Money[]): bigint {
  return lines.reduce((total, line) => total + minor(line), 0n);
}

/** The households of these tests have short ids, to be read. */
function withIds(calendar: object): unknown {
  const id = '01980000-0000-7000-8000-000000000001';
  return JSON.parse(JSON.stringify(calendar), (key, value) =>
    (key === 'subscriptionId' || key === 'categoryId') && value !== null ? id : value,
  );
}
