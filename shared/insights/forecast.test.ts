import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addMonthsTo, endOfMonth, monthOf } from '#shared/dates/date-arithmetic.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import { exampleHousehold, examplePayment, households } from '#shared/testing/example-household.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { buildCalendar } from './calendar.ts';
import { buildForecast } from './forecast.ts';

const euros = (amountMinor: number, from: CalendarDate = '2026-01-31') => [
  { from, amountMinor, currency: 'EUR' },
];

describe('buildForecast', () => {
  test('begins with the whole present month, what is paid included', () => {
    const data = exampleHousehold({
      today: '2026-11-21',
      subscriptions: [
        exampleSubscription({ prices: euros(1000), categoryId: 'video' }),
        exampleSubscription({
          id: 'insurance',
          anchor: '2025-11-05',
          cycle: { every: 1, unit: 'year' },
          prices: euros(12_000, '2025-11-05'),
        }),
        exampleSubscription({
          id: 'music',
          anchor: '2026-01-10',
          prices: euros(500, '2026-01-10'),
          categoryId: 'audio',
        }),
      ],
      payments: [examplePayment({ dueOn: '2026-12-31', status: 'skipped' })],
    });
    const forecast = buildForecast(data, 3);
    expect(forecast.total.amount).toBe('155.00');
    expect(
      forecast.months.map(({ month, total, count, byCategory }) => [
        month,
        total.amount,
        count,
        byCategory.map(({ categoryId, total: part }) => `${categoryId} ${part.amount}`),
      ]),
    ).toEqual([
      ['2026-11', '135.00', 3, ['null 120.00', 'video 10.00', 'audio 5.00']],
      ['2026-12', '5.00', 1, ['audio 5.00']],
      ['2027-01', '15.00', 2, ['video 10.00', 'audio 5.00']],
    ]);
  });

  test('puts a charge that a weekend moves into the month of the charge', () => {
    const data = exampleHousehold({
      today: '2026-05-01',
      subscriptions: [
        exampleSubscription({ prices: euros(1000), weekendRule: 'next-business-day' }),
      ],
    });
    const counts = buildForecast(data, 3).months.map(({ month, count }) => [month, count]);
    expect(counts).toEqual([
      ['2026-05', 0],
      ['2026-06', 2],
      ['2026-07', 1],
    ]);
  });

  test('counts what it cannot convert, without a value', () => {
    const data = exampleHousehold({ subscriptions: [exampleSubscription()] });
    const forecast = buildForecast(data, 2);
    expect(forecast.months.map(({ count, total }) => [count, total.amount])).toEqual([
      [1, '0.00'],
      [1, '0.00'],
    ]);
    expect(forecast.unconverted.map(({ on }) => on)).toEqual(['2026-06-30', '2026-07-31']);
  });

  test.each([[['b', null, 'a', 'c']], [[null, 'c', 'a', 'b']], [['c', 'b', 'a', null]]])(
    'orders categories of equal cost by id, none last, whatever the order of %j',
    (ids) => {
      const data = exampleHousehold({
        subscriptions: ids.map((categoryId, at) =>
          exampleSubscription({
            id: `${at}`,
            categoryId,
            prices: euros(categoryId === 'c' ? 2 : 1),
          }),
        ),
      });
      const ranked = buildForecast(data, 1).months[0]?.byCategory.map((part) => part.categoryId);
      expect(ranked).toEqual(['c', 'a', 'b', null]);
    },
  );

  test('each month is the calendar of that month, and totals are the sums of their lines', () => {
    fc.assert(
      fc.property(households, fc.integer({ min: 1, max: 36 }), (data, count) => {
        const forecast = buildForecast(data, count);
        expect(forecast.months.map(({ month }) => month)).toEqual(
          Array.from({ length: count }, (_, at) => addMonthsTo(monthOf(data.today), at)),
        );
        const calendars = forecast.months.map(({ month }) => {
          const start = `${month}-01` as CalendarDate;
          return buildCalendar(data, start, endOfMonth(start));
        });
        expect(forecast.months.map(({ total }) => total)).toEqual(calendars.map((c) => c.total));
        expect(forecast.unconverted).toEqual(calendars.flatMap((c) => c.unconverted));
        const charges = calendars.map((c) => c.days.flatMap(({ items }) => items));
        expect(forecast.months.map((month) => month.count)).toEqual(
          charges.map((items) => items.filter(({ status }) => status !== 'skipped').length),
        );
        const used = calendars.flatMap((c) => c.rates);
        expect(new Set(forecast.rates)).toEqual(new Set(used));
        for (const { total, byCategory } of forecast.months) {
          expect(sum(byCategory.map((part) => part.total))).toBe(minor(total));
        }
        expect(minor(forecast.total)).toBe(sum(forecast.months.map(({ total }) => total)));
      }),
      { numRuns: 100 },
    );
  });
});

function minor({ amount }: Money): bigint {
  return BigInt(amount.replace('.', ''));
}

function sum(lines: Money[]): bigint {
  return lines.reduce((total, line) => total + minor(line), 0n);
}
