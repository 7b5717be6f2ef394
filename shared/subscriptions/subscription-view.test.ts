import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { subscriptionSchema } from '#shared/schemas/subscription-schemas.ts';
import { billingFacts, days } from '#shared/testing/arbitraries.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { monthlyCost, yearlyCost } from './cost.ts';
import { phaseOn } from './price-phases.ts';
import { firstOccurrenceOnOrAfter } from './schedule.ts';
import type { Subscription } from './subscription.ts';
import { deriveFacts, toSubscriptionView } from './subscription-view.ts';

function derive(today: CalendarDate, changes: Partial<Subscription> = {}) {
  return deriveFacts(exampleSubscription(changes), today);
}
const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('deriveFacts', () => {
  test('of a monthly subscription', () => {
    expect(derive('2026-02-01', { notice: { every: 30, unit: 'day' } })).toEqual({
      status: 'active',
      nextDueOn: '2026-02-28',
      nextAmount: usd('15.49'),
      cancelBy: '2026-01-29',
      monthlyCost: usd('15.49'),
      yearlyCost: usd('185.88'),
    });
  });

  test('due today counts as next all day long', () => {
    expect(derive('2026-02-28').nextDueOn).toBe('2026-02-28');
    expect(derive('2026-03-01').nextDueOn).toBe('2026-03-31');
  });

  test('of a trial: what it will cost', () => {
    const trial = { anchor: '2026-02-15', trialEndsOn: '2026-02-14' } as const;
    expect(derive('2026-02-01', trial)).toMatchObject({
      status: 'trial',
      nextDueOn: '2026-02-15',
      nextAmount: usd('15.49'),
      monthlyCost: usd('15.49'),
    });
  });

  test('of a price that changes: the next one, not the present one', () => {
    const prices: Subscription['prices'] = [
      { from: '2026-01-31', amountMinor: 0, currency: 'USD' },
      { from: '2026-02-28', amountMinor: 10_000, currency: 'JPY' },
    ];
    expect(derive('2026-01-31', { prices })).toMatchObject({
      nextAmount: usd('0.00'),
      yearlyCost: usd('0.00'),
    });
    expect(derive('2026-02-01', { prices })).toMatchObject({
      nextAmount: { amount: '10000', currency: 'JPY' },
      yearlyCost: { amount: '120000', currency: 'JPY' },
    });
  });

  test('of what is paid once: an amount, but no average', () => {
    expect(derive('2026-01-31', { cycle: null })).toMatchObject({
      status: 'active',
      nextAmount: usd('15.49'),
      monthlyCost: null,
      yearlyCost: null,
    });
  });

  test.each<[string, Partial<Subscription>]>([
    ['paid once and past', { cycle: null }],
    ['paused without end', { pauses: [{ from: '2026-02-01', until: null }] }],
    ['cancelled', { cancelledOn: '2026-02-01', accessUntil: '2026-02-27' }],
  ])('%s: nothing comes next, nothing costs', (_, changes) => {
    expect(derive('2026-02-10', { ...changes, notice: { every: 1, unit: 'day' } })).toMatchObject({
      nextDueOn: null,
      nextAmount: null,
      cancelBy: null,
      monthlyCost: null,
      yearlyCost: null,
    });
  });

  test('cancelled with a charge still to come: the charge stands', () => {
    const cancelled = { cancelledOn: '2026-02-01', accessUntil: '2026-02-28' } as const;
    expect(derive('2026-02-10', cancelled)).toMatchObject({
      status: 'cancelled',
      nextDueOn: '2026-02-28',
      nextAmount: usd('15.49'),
    });
  });

  test('has costs exactly where something falls due again, from the price of that day', () => {
    fc.assert(
      fc.property(billingFacts, days, (facts, today) => {
        const derived = deriveFacts(facts, today);
        const next = firstOccurrenceOnOrAfter(facts, today);
        expect(derived.nextDueOn).toBe(next);
        expect(derived.nextAmount === null).toBe(next === null);
        expect(derived.yearlyCost === null).toBe(next === null || facts.cycle === null);
        if (next === null || facts.cycle === null) return;
        const { amountMinor, currency } = phaseOn(facts.prices, next);
        const digits = (text = '') => BigInt(text.replace('.', ''));
        expect(derived.nextAmount?.currency).toBe(currency);
        expect(digits(derived.nextAmount?.amount)).toBe(BigInt(amountMinor));
        expect(digits(derived.yearlyCost?.amount)).toBe(
          BigInt(yearlyCost(amountMinor, facts.cycle)),
        );
        expect(digits(derived.monthlyCost?.amount)).toBe(
          BigInt(monthlyCost(amountMinor, facts.cycle)),
        );
      }),
    );
  });

  test('never fails, on any day of the calendar', () => {
    const anyDay = fc.oneof(days, fc.constantFrom<CalendarDate>('1000-01-01', '9999-12-31'));
    fc.assert(
      fc.property(billingFacts, anyDay, (facts, today) => {
        const open = { ...facts, autoRenews: true, notice: { every: 999, unit: 'year' } as const };
        expect(() => deriveFacts(open, today)).not.toThrow();
        expect(() => deriveFacts(open, addDays(today, 1))).not.toThrow();
      }),
    );
  });
});

describe('toSubscriptionView', () => {
  test('is what the schema of the API describes, with nothing beside it', () => {
    fc.assert(
      fc.property(billingFacts, days, (facts, today) => {
        const view = toSubscriptionView(exampleSubscription(facts), today);
        expect(subscriptionSchema.strict().parse(view)).toEqual(view);
      }),
    );
  });

  test('writes prices in the decimals of their currencies', () => {
    const prices: Subscription['prices'] = [
      { from: '2026-01-31', amountMinor: 1549, currency: 'USD' },
      { from: '2026-02-28', amountMinor: 1549, currency: 'JPY' },
      { from: '2026-03-31', amountMinor: 1549, currency: 'KWD' },
    ];
    expect(toSubscriptionView(exampleSubscription({ prices }), '2026-01-31').prices).toEqual([
      { from: '2026-01-31', amount: '15.49', currency: 'USD' },
      { from: '2026-02-28', amount: '1549', currency: 'JPY' },
      { from: '2026-03-31', amount: '1.549', currency: 'KWD' },
    ]);
  });
});
