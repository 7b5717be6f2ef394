import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarDate, fromEpochDay, toEpochDay } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { convert } from '#shared/money/conversion.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { Charge } from '#shared/schemas/insight-schemas.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import { isOccurrence } from '#shared/subscriptions/schedule.ts';
import { chargeDate } from '#shared/subscriptions/weekend-rule.ts';
import { exampleHousehold, examplePayment, households } from '#shared/testing/example-household.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { chargesBetween } from './charges.ts';
import type { HouseholdData } from './household-data.ts';

const USD_IN_MAY: Rate = {
  from: 'USD',
  to: 'EUR',
  rate: '0.9',
  on: '2026-05-01',
  source: 'manual',
};
const USD_IN_JUNE: Rate = { ...USD_IN_MAY, rate: '0.8', on: '2026-06-01' };
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const usd = (amount: string) => ({ amount, currency: 'USD' });

function shortly(data: HouseholdData, from: CalendarDate, to: CalendarDate) {
  return chargesBetween(data, from, to).charges.map(
    ({ chargedOn, status, base }) => `${chargedOn} ${status} ${base?.amount ?? 'unknown'}`,
  );
}

describe('chargesBetween', () => {
  test('tells everything about a charge', () => {
    const subscription = exampleSubscription({
      service: 'netflix',
      categoryId: 'c1',
      weekendRule: 'next-business-day',
    });
    const data = exampleHousehold({ subscriptions: [subscription], rates: [USD_IN_MAY] });
    expect(chargesBetween(data, '2026-06-01', '2026-06-01')).toEqual({
      charges: [
        {
          subscriptionId: subscription.id,
          name: 'Netflix',
          service: 'netflix',
          categoryId: 'c1',
          dueOn: '2026-05-31',
          chargedOn: '2026-06-01',
          amount: usd('15.49'),
          base: eur('13.94'),
          status: 'paid',
        },
      ],
      unconverted: [],
      rates: [USD_IN_MAY],
    });
  });

  test('counts what was charged before today as paid, what is charged today as due', () => {
    const daily = exampleSubscription({
      anchor: '2026-06-13',
      cycle: { every: 1, unit: 'day' },
      prices: [{ from: '2026-06-13', amountMinor: 100, currency: 'EUR' }],
    });
    expect(
      shortly(exampleHousehold({ subscriptions: [daily] }), '2026-06-14', '2026-06-16'),
    ).toEqual(['2026-06-14 paid 1.00', '2026-06-15 due 1.00', '2026-06-16 due 1.00']);
  });

  test('takes the word of the ledger: skipped costs nothing, an amount of its own counts', () => {
    const payments = [
      examplePayment({ dueOn: '2026-03-31', status: 'skipped' }),
      examplePayment({ dueOn: '2026-04-30', amountMinor: 2000, currency: 'EUR' }),
      examplePayment({ dueOn: '2026-06-30' }),
      examplePayment({ dueOn: '2026-05-30', status: 'skipped' }),
      examplePayment({ dueOn: '2026-05-31', status: 'skipped', subscriptionId: 'another' }),
    ];
    const subscriptions = [
      exampleSubscription({
        prices: [{ from: '2026-01-31', amountMinor: 1000, currency: 'EUR' }],
      }),
    ];
    expect(
      shortly(exampleHousehold({ subscriptions, payments }), '2026-03-01', '2026-07-31'),
    ).toEqual([
      '2026-03-31 skipped 0.00',
      '2026-04-30 paid 20.00',
      '2026-05-31 paid 10.00',
      '2026-06-30 paid 10.00',
      '2026-07-31 due 10.00',
    ]);
  });

  test('takes the price of the due date and the rate of the day of the charge', () => {
    const moved = exampleSubscription({
      weekendRule: 'next-business-day',
      prices: [
        { from: '2026-01-31', amountMinor: 1000, currency: 'USD' },
        { from: '2026-06-01', amountMinor: 2000, currency: 'USD' },
      ],
    });
    const data = exampleHousehold({ subscriptions: [moved], rates: [USD_IN_MAY, USD_IN_JUNE] });
    expect(shortly(data, '2026-05-01', '2026-06-30')).toEqual([
      '2026-06-01 paid 8.00',
      '2026-06-30 due 16.00',
    ]);
    expect(chargesBetween(data, '2026-05-01', '2026-06-30').rates).toEqual([USD_IN_JUNE]);
  });

  test('takes a new price from its first day on, and one that begins between two charges after', () => {
    const announced = exampleSubscription({
      prices: [
        { from: '2026-01-31', amountMinor: 100, currency: 'EUR' },
        { from: '2026-07-31', amountMinor: 200, currency: 'EUR' },
        { from: '2026-08-15', amountMinor: 300, currency: 'EUR' },
        { from: '2026-08-20', amountMinor: 400, currency: 'EUR' },
      ],
    });
    const data = exampleHousehold({ subscriptions: [announced] });
    expect(shortly(data, '2026-06-30', '2026-08-31')).toEqual([
      '2026-06-30 due 1.00',
      '2026-07-31 due 2.00',
      '2026-08-31 due 4.00',
    ]);
  });

  test('says what it left out, and invents no rate', () => {
    const data = exampleHousehold({
      subscriptions: [exampleSubscription()],
      rates: [USD_IN_JUNE],
    });
    const { charges, unconverted } = chargesBetween(data, '2026-05-01', '2026-06-30');
    expect(charges.map(({ base }) => base)).toEqual([null, eur('12.39')]);
    expect(unconverted).toEqual([
      {
        subscriptionId: charges[0]?.subscriptionId,
        name: 'Netflix',
        amount: usd('15.49'),
        on: '2026-05-31',
        reason: 'rate-unknown',
      },
    ]);
  });

  test('nothing and what was skipped need no rate', () => {
    const free = exampleSubscription({
      prices: [{ from: '2026-01-31', amountMinor: 0, currency: 'USD' }],
    });
    const skipped = exampleSubscription({ id: 'other' });
    const data = exampleHousehold({
      subscriptions: [free, skipped],
      payments: [
        examplePayment({ subscriptionId: 'other', dueOn: '2026-06-30', status: 'skipped' }),
      ],
    });
    expect(shortly(data, '2026-06-01', '2026-06-30')).toEqual([
      '2026-06-30 due 0.00',
      '2026-06-30 skipped 0.00',
    ]);
    expect(chargesBetween(data, '2026-06-01', '2026-06-30').unconverted).toEqual([]);
  });

  test('a weekend moves charges into and out of the range', () => {
    const range = (weekendRule: 'next-business-day' | 'previous-business-day') =>
      shortly(
        exampleHousehold({
          subscriptions: [
            exampleSubscription({
              weekendRule,
              anchor: '2026-01-01',
              prices: [{ from: '2026-01-01', amountMinor: 100, currency: 'EUR' }],
            }),
          ],
        }),
        '2026-02-01',
        '2026-07-31',
      ).map((line) => line.slice(0, 10));
    expect(range('next-business-day')[0]).toBe('2026-02-02');
    expect(range('previous-business-day')).not.toContain('2026-01-30');
    expect(range('previous-business-day').at(-1)).toBe('2026-07-31');
    expect(range('next-business-day').at(-1)).toBe('2026-07-01');
  });

  test('stands in the order of the days, then of the subscriptions', () => {
    const at = (id: string, anchor: CalendarDate) =>
      exampleSubscription({ id, anchor, cycle: null });
    const data = exampleHousehold({
      subscriptions: [at('c', '2026-06-20'), at('b', '2026-06-10'), at('a', '2026-06-20')],
    });
    const { charges } = chargesBetween(data, '2026-06-01', '2026-06-30');
    expect(charges.map(({ subscriptionId }) => subscriptionId)).toEqual(['b', 'c', 'a']);
  });
});

describe('for any household', () => {
  const near = fc.integer({ min: -100, max: 100 });

  test('is what one finds by asking every subscription on every day', () => {
    fc.assert(
      fc.property(households, near, fc.integer({ min: 0, max: 40 }), (data, offset, length) => {
        const from = addDays(data.today, offset);
        const to = addDays(from, length);
        const { charges, unconverted } = chargesBetween(data, from, to);
        expect(sorted(charges)).toEqual(sorted(slowly(data, from, to)));
        expect(unconverted).toHaveLength(charges.filter(({ base }) => base === null).length);
      }),
      { numRuns: 150 },
    );
  });

  test('a range is the union of its parts', () => {
    fc.assert(
      fc.property(households, near, fc.nat(60), fc.nat(60), (data, offset, first, second) => {
        const from = addDays(data.today, offset);
        const middle = addDays(from, first);
        const to = addDays(middle, 1 + second);
        const parts = [
          ...chargesBetween(data, from, middle).charges,
          ...chargesBetween(data, addDays(middle, 1), to).charges,
        ];
        expect(chargesBetween(data, from, to).charges).toEqual(parts);
      }),
      { numRuns: 150 },
    );
  });
});

/** The same by brute force, from the single rules. */
function slowly(data: HouseholdData, from: CalendarDate, to: CalendarDate): Charge[] {
  const charges: Charge[] = [];
  for (const subscription of data.subscriptions) {
    for (let day = toEpochDay(from) - 4; day <= toEpochDay(to) + 4; day += 1) {
      const dueOn = fromEpochDay(day);
      const chargedOn = chargeDate(dueOn, subscription.weekendRule);
      if (!isOccurrence(subscription, dueOn) || chargedOn < from || chargedOn > to) continue;
      const entry = data.payments.findLast(
        (payment) => payment.subscriptionId === subscription.id && payment.dueOn === dueOn,
      );
      const { amountMinor, currency } = entry?.currency
        ? { amountMinor: entry.amountMinor ?? 0, currency: entry.currency }
        : phaseOn(subscription.prices, dueOn);
      const status = entry?.status ?? (chargedOn < data.today ? 'paid' : 'due');
      const amount = toMoney(amountMinor, currency);
      charges.push({
        subscriptionId: subscription.id,
        name: subscription.name,
        service: subscription.service,
        categoryId: subscription.categoryId,
        dueOn,
        chargedOn,
        amount,
        base: status === 'skipped' ? toMoney(0, 'EUR') : baseOf(data, amount, chargedOn),
        status,
      });
    }
  }
  return charges;
}

function baseOf(data: HouseholdData, { amount, currency }: Charge['amount'], on: CalendarDate) {
  const minor = BigInt(amount.replace('.', ''));
  if (currency === 'EUR' || minor === 0n) return toMoney(minor, 'EUR');
  const conversion = data.rateBook.rateOn(currency, 'EUR', on, data.today);
  return conversion && toMoney(convert(minor, conversion, currency, 'EUR'), 'EUR');
}

function sorted(charges: Charge[]): string[] {
  return charges.map((charge) => JSON.stringify(charge)).sort();
}
