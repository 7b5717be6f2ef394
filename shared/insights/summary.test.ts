import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays, endOfMonth, startOfMonth } from '#shared/dates/date-arithmetic.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import { STATUSES, type Subscription } from '#shared/subscriptions/subscription.ts';
import { deriveFacts } from '#shared/subscriptions/subscription-view.ts';
import { exampleHousehold, examplePayment, households } from '#shared/testing/example-household.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { buildCalendar } from './calendar.ts';
import { buildSummary } from './summary.ts';

const USD: Rate = { from: 'USD', to: 'EUR', rate: '0.9', on: '2026-01-01', source: 'manual' };

function euros(amountMinor: number, changes: Partial<Subscription> = {}): Subscription {
  const anchor = changes.anchor ?? '2026-01-31';
  return exampleSubscription({
    prices: [{ from: anchor, amountMinor, currency: 'EUR' }],
    ...changes,
  });
}

describe('buildSummary', () => {
  test('sets average costs beside what really falls due this month', () => {
    const data = exampleHousehold({
      subscriptions: [
        euros(1000, { categoryId: 'video' }),
        euros(12_000, { id: 'y', anchor: '2025-06-05', cycle: { every: 1, unit: 'year' } }),
        euros(500, { id: 'm', anchor: '2026-01-20', categoryId: 'video' }),
        euros(7777, { id: 'once', anchor: '2026-06-10', cycle: null }),
      ],
      payments: [examplePayment({ subscriptionId: 'm', dueOn: '2026-06-20', status: 'skipped' })],
    });
    expect(buildSummary(data)).toEqual({
      today: '2026-06-15',
      baseCurrency: 'EUR',
      counts: { total: 4, trial: 0, active: 3, paused: 0, cancelled: 0, ended: 1 },
      monthlyCost: { amount: '25.00', currency: 'EUR' },
      yearlyCost: { amount: '300.00', currency: 'EUR' },
      month: {
        month: '2026-06',
        due: { amount: '207.77', currency: 'EUR' },
        paid: { amount: '197.77', currency: 'EUR' },
        left: { amount: '10.00', currency: 'EUR' },
        count: 3,
      },
      byCategory: [
        {
          categoryId: 'video',
          monthlyCost: { amount: '15.00', currency: 'EUR' },
          yearlyCost: { amount: '180.00', currency: 'EUR' },
          count: 2,
        },
        {
          categoryId: null,
          monthlyCost: { amount: '10.00', currency: 'EUR' },
          yearlyCost: { amount: '120.00', currency: 'EUR' },
          count: 1,
        },
      ],
      atRisk: [],
      unconverted: [],
      rates: [],
    });
  });

  test('converts each cost by itself and shows the rate', () => {
    const summary = buildSummary(
      exampleHousehold({
        subscriptions: [exampleSubscription(), exampleSubscription({ id: 'second' })],
        rates: [USD],
      }),
    );
    // 15.49 USD is 13.941 EUR, 185.88 USD is 167.292 EUR: rounded, then added.
    expect(summary.monthlyCost.amount).toBe('27.88');
    expect(summary.yearlyCost.amount).toBe('334.58');
    expect(summary.rates).toEqual([USD]);
  });

  test('says once what it left out of the costs, of the month, or of both', () => {
    const summary = buildSummary(
      exampleHousehold({
        subscriptions: [
          exampleSubscription({ id: 'both' }),
          exampleSubscription({ id: 'month', anchor: '2026-06-02' }),
          exampleSubscription({ id: 'costs', anchor: '2026-09-01', name: 'Later' }),
          exampleSubscription({ id: 'neither', cycle: null }),
        ],
      }),
    );
    expect(summary.unconverted.map(({ subscriptionId, on }) => `${subscriptionId} ${on}`)).toEqual([
      'month 2026-06-02',
      'both 2026-06-30',
      'month 2026-07-02',
      'costs 2026-09-01',
    ]);
    expect(summary.unconverted[3]).toEqual({
      subscriptionId: 'costs',
      name: 'Later',
      amount: { amount: '15.49', currency: 'USD' },
      on: '2026-09-01',
      reason: 'rate-unknown',
    });
    expect(summary).toMatchObject({ byCategory: [], monthlyCost: { amount: '0.00' } });
    expect(summary.month).toMatchObject({ count: 2, due: { amount: '0.00' } });
  });

  test('needs no rate for what is free, and one for what costs less than a cent a month', () => {
    const foreign = (id: string, amountMinor: number) =>
      exampleSubscription({
        id,
        categoryId: id,
        cycle: { every: 1, unit: 'year' },
        prices: [{ from: '2026-01-31', amountMinor, currency: 'USD' }],
      });
    const summary = buildSummary(
      exampleHousehold({ subscriptions: [foreign('free', 0), foreign('cheap', 5)] }),
    );
    expect(summary.byCategory.map(({ categoryId }) => categoryId)).toEqual(['free']);
    expect(summary.unconverted.map(({ subscriptionId }) => subscriptionId)).toEqual(['cheap']);
  });

  test('shows every rate that it used, once, by currency and day', () => {
    const rate = (from: string, on: CalendarDate): Rate => ({ ...USD, from, on });
    const priced = (currency: string, anchor: CalendarDate) =>
      exampleSubscription({
        id: `${currency} ${anchor}`,
        anchor,
        prices: [{ from: anchor, amountMinor: 1000, currency }],
      });
    const rates = [
      rate('GBP', '2026-06-01'),
      rate('USD', '2026-06-14'),
      rate('CHF', '2026-02-01'),
      rate('USD', '2026-01-01'),
      rate('SEK', '2026-01-01'),
    ];
    const summary = buildSummary(
      exampleHousehold({
        rates,
        subscriptions: [
          priced('USD', '2026-06-20'),
          priced('USD', '2026-06-02'),
          priced('USD', '2026-06-03'),
          priced('GBP', '2026-06-20'),
          priced('CHF', '2026-06-20'),
        ],
      }),
    );
    expect(summary.rates.map(({ from, on }) => `${from} ${on}`)).toEqual([
      'CHF 2026-02-01',
      'GBP 2026-06-01',
      'USD 2026-01-01',
      'USD 2026-06-14',
    ]);
  });

  test('orders categories by yearly cost, equal ones by id, none last', () => {
    const costs: [string | null, number][] = [
      [null, 100],
      ['b', 100],
      ['d', 99],
      ['a', 100],
      ['c', 101],
    ];
    const subscriptions = costs.map(([categoryId, amount], at) =>
      euros(amount, { id: `${at}`, categoryId }),
    );
    const { byCategory } = buildSummary(exampleHousehold({ subscriptions }));
    expect(byCategory.map(({ categoryId }) => categoryId)).toEqual(['c', 'a', 'b', null, 'd']);
  });

  test('counts every status', () => {
    const summary = buildSummary(
      exampleHousehold({
        subscriptions: [
          euros(1),
          euros(1, { anchor: '2026-07-01', trialEndsOn: '2026-06-30' }),
          euros(1, { pauses: [{ from: '2026-06-01', until: null }] }),
          euros(1, { cancelledOn: '2026-06-01', accessUntil: '2026-06-30' }),
          euros(1, { cancelledOn: '2026-01-01', accessUntil: '2026-01-30' }),
          euros(1, { cycle: null }),
        ],
      }),
    );
    expect(summary.counts).toEqual({
      total: 6,
      trial: 1,
      active: 1,
      paused: 1,
      cancelled: 1,
      ended: 2,
    });
  });
});

describe('what is at risk', () => {
  const risks = (subscription: Subscription, today: CalendarDate = '2026-06-15') =>
    buildSummary(exampleHousehold({ today, subscriptions: [subscription] })).atRisk.map(
      ({ kind, on, chargeOn, amount }) => `${kind} ${on} ${chargeOn} ${amount.amount}`,
    );
  const trial = (anchor: CalendarDate, changes: Partial<Subscription> = {}) =>
    euros(999, { anchor, trialEndsOn: addDays(anchor, -1), ...changes });
  const notice = { every: 1, unit: 'month' } as const;

  test('a trial that ends within 30 days, and the charge that follows', () => {
    expect(risks(trial('2026-06-16'))).toEqual(['trial-ends 2026-06-15 2026-06-16 9.99']);
    expect(risks(trial('2026-07-16'))).toEqual(['trial-ends 2026-07-15 2026-07-16 9.99']);
    expect(risks(trial('2026-07-17'))).toEqual([]);
    expect(risks(trial('2026-06-15'))).toEqual([]);
  });

  test('the charge is that of the business day', () => {
    expect(risks(trial('2026-06-20', { weekendRule: 'next-business-day' }))).toEqual([
      'trial-ends 2026-06-19 2026-06-22 9.99',
    ]);
  });

  test('a cancel-by date within 30 days, and the charge that it avoids', () => {
    const yearly = (anchor: CalendarDate) =>
      euros(9900, { anchor, cycle: { every: 1, unit: 'year' }, notice });
    expect(risks(yearly('2025-07-15'))).toEqual(['cancel-by 2026-06-15 2026-07-15 99.00']);
    expect(risks(yearly('2025-08-15'))).toEqual(['cancel-by 2026-07-15 2026-08-15 99.00']);
    expect(risks(yearly('2025-08-16'))).toEqual([]);
    expect(risks(yearly('2025-07-14'))).toEqual([]);
  });

  test('the charge that is avoided is the first after the minimum term, at its price', () => {
    const bound = euros(1000, {
      notice,
      minimumTermEndsOn: '2026-07-15',
      prices: [
        { from: '2026-01-31', amountMinor: 1000, currency: 'EUR' },
        { from: '2026-07-01', amountMinor: 1500, currency: 'EUR' },
      ],
    });
    expect(risks(bound)).toEqual(['cancel-by 2026-06-30 2026-07-31 15.00']);
  });

  test('not what is cancelled or will not be charged', () => {
    const cancelled = { cancelledOn: '2026-06-10', accessUntil: '2026-12-31' } as const;
    expect(risks(trial('2026-06-20', cancelled))).toEqual([]);
    expect(risks(trial('2026-06-20', { pauses: [{ from: '2026-06-01', until: null }] }))).toEqual(
      [],
    );
  });

  test('soonest first, of a trial with notice both dates', () => {
    const both = trial('2026-07-10', { id: 'both', notice: { every: 2, unit: 'week' } });
    const data = exampleHousehold({ subscriptions: [both, trial('2026-07-01', { id: 'one' })] });
    expect(buildSummary(data).atRisk.map((risk) => `${risk.subscriptionId} ${risk.on}`)).toEqual([
      'both 2026-06-26',
      'one 2026-06-30',
      'both 2026-07-09',
    ]);
  });
});

test('totals are the sums of their lines, and the month is the calendar of the month', () => {
  fc.assert(
    fc.property(households, (data) => {
      const summary = buildSummary(data);
      const { total, ...byStatus } = summary.counts;
      expect(total).toBe(data.subscriptions.length);
      expect(STATUSES.reduce((sum, status) => sum + byStatus[status], 0)).toBe(total);
      for (const cost of ['monthlyCost', 'yearlyCost'] as const) {
        expect(minor(summary[cost])).toBe(sum(summary.byCategory.map((part) => part[cost])));
      }
      const { today } = data;
      const calendar = buildCalendar(data, startOfMonth(today), endOfMonth(today));
      const { due, paid, left } = summary.month;
      expect(due).toEqual(calendar.total);
      expect(minor(paid) + minor(left)).toBe(minor(due));
      const recurring = data.subscriptions.filter((row) => deriveFacts(row, today).yearlyCost);
      const counted = summary.byCategory.reduce((all, { count }) => all + count, 0);
      expect(counted).toBeLessThanOrEqual(recurring.length);
      if (summary.unconverted.length === 0) expect(counted).toBe(recurring.length);
      const dates = summary.atRisk.map(({ on }) => on);
      expect(dates).toEqual([...dates].sort());
      expect(dates.every((on) => on >= today && on <= addDays(today, 30))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

function minor({ amount }: Money): bigint {
  return BigInt(amount.replace('.', ''));
}

function sum(lines: Money[]): bigint {
  return lines.reduce((total, line) => total + minor(line), 0n);
}
