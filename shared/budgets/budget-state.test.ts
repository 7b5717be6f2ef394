import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarDate, toEpochDay } from '#shared/dates/calendar-date.ts';
import { buildCalendar } from '#shared/insights/calendar.ts';
import type { HouseholdData } from '#shared/insights/household-data.ts';
import { createRateBook } from '#shared/money/conversion.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import { exampleBudget } from '#shared/testing/example-budget.ts';
import { exampleHousehold, examplePayment, households } from '#shared/testing/example-household.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { BUDGET_PERIODS, type Budget } from './budget.ts';
import { createBudgetCharges } from './budget-charges.ts';
import { spanAfter, spanAround } from './budget-period.ts';
import { budgetState } from './budget-state.ts';

const JUNE = { from: '2026-06-01', to: '2026-06-30' } as const;

function monthly(id: string, day: string, amountMinor: number, changes = {}) {
  const anchor = `2026-01-${day}` as CalendarDate;
  const prices = [{ from: anchor, amountMinor, currency: 'EUR' }];
  return exampleSubscription({ id, name: id, anchor, prices, ...changes });
}

function chargesOf(data: HouseholdData, categoryIds: readonly string[] = []) {
  return createBudgetCharges({
    ...data,
    categoryIds: new Set(categoryIds),
    rateBookOf: () => data.rateBook,
  });
}

/** Totals may be larger than what `parseAmount` takes. */
const minorOf = ({ amount }: Money) => BigInt(amount.replace('.', ''));

/** The total, what of it is charged, and who exceeds it when. */
function told(budget: Budget, data: HouseholdData, categoryIds?: string[]) {
  const { total, charged, exceededBy } = budgetState(budget, chargesOf(data, categoryIds), JUNE);
  const by = exceededBy && [exceededBy.subscription.name, exceededBy.chargedDay];
  return { total: Number(total), charged: Number(charged), by };
}

describe('a budget', () => {
  const subscriptions = [monthly('rent', '20', 3_000), monthly('music', '05', 1_000)];

  test('counts what is charged, and knows when it is too much', () => {
    const data = exampleHousehold({ subscriptions });
    expect(told(exampleBudget({ limitMinor: 3_999 }), data)).toEqual({
      total: 4_000,
      charged: 1_000,
      by: ['rent', toEpochDay('2026-06-20')],
    });
    expect(told(exampleBudget({ limitMinor: 999 }), data).by).toEqual([
      'music',
      toEpochDay('2026-06-05'),
    ]);
  });

  test('is not exceeded by what it allows', () => {
    const data = exampleHousehold({ subscriptions });
    expect(told(exampleBudget({ limitMinor: 4_000 }), data).by).toBeNull();
  });

  test('names the first of several on one day, in the order of the subscriptions', () => {
    const both = [monthly('b', '20', 300), monthly('a', '20', 300), monthly('c', '19', 100)];
    const data = exampleHousehold({ subscriptions: both });
    expect(told(exampleBudget({ limitMinor: 399 }), data).by?.[0]).toBe('b');
    expect(told(exampleBudget({ limitMinor: 400 }), data).by?.[0]).toBe('a');
  });

  test('counts what was paid really, and nothing that was skipped', () => {
    const payments = [
      examplePayment({
        subscriptionId: 'rent',
        dueOn: '2026-06-20',
        amountMinor: 4_500,
        currency: 'EUR',
      }),
      examplePayment({ subscriptionId: 'music', dueOn: '2026-06-05', status: 'skipped' }),
    ];
    expect(told(exampleBudget(), exampleHousehold({ subscriptions, payments }))).toEqual({
      total: 4_500,
      charged: 4_500,
      by: null,
    });
  });

  test('counts a charge on the day to which the weekend moves it', () => {
    // 31 May 2026 is a Sunday.
    const late = monthly('late', '31', 700, { weekendRule: 'next-business-day' });
    const data = exampleHousehold({ subscriptions: [late] });
    expect(told(exampleBudget(), data).total).toBe(1_400);
  });

  test('of a category counts what lies in it', () => {
    const inIt = monthly('film', '10', 800, { categoryId: 'fun' });
    const data = exampleHousehold({ subscriptions: [...subscriptions, inIt] });
    const budget = exampleBudget({ categoryId: 'fun', limitMinor: 500 });
    expect(told(budget, data, ['fun'])).toMatchObject({ total: 800, by: ['film', 20_614] });
  });

  test('of a category that is gone counts nothing', () => {
    const inIt = monthly('film', '10', 800, { categoryId: 'fun' });
    const data = exampleHousehold({ subscriptions: [inIt] });
    const budget = exampleBudget({ categoryId: 'fun', limitMinor: 1 });
    expect(chargesOf(data).isCategoryGone(budget)).toBe(true);
    expect(told(budget, data)).toEqual({ total: 0, charged: 0, by: null });
  });

  test('leaves out, and lists, what cannot be converted', () => {
    const foreign = monthly('foreign', '10', 900, {
      prices: [{ from: '2026-01-10', amountMinor: 900, currency: 'USD' }],
    });
    const data = exampleHousehold({ subscriptions: [foreign, ...subscriptions] });
    const state = budgetState(exampleBudget(), chargesOf(data), JUNE);
    expect(state.total).toBe(4_000n);
    expect(state.unconverted.map(({ subscription }) => subscription.name)).toEqual(['foreign']);
    expect(state.rates).toEqual([]);
  });

  test('converts into its own currency, whatever the household’s is', () => {
    const rate = {
      from: 'USD',
      to: 'EUR',
      rate: '0.5',
      on: '2026-01-01',
      source: 'manual',
    } as const;
    const data = exampleHousehold({ baseCurrency: 'JPY', subscriptions, rates: [rate] });
    const budget = exampleBudget({ currency: 'USD', limitMinor: 7_999 });
    expect(told(budget, data)).toEqual({
      total: 8_000,
      charged: 2_000,
      by: ['rent', toEpochDay('2026-06-20')],
    });
    expect(budgetState(budget, chargesOf(data), JUNE).rates).toEqual([rate]);
  });

  test('does not mix what counts towards several', () => {
    const data = exampleHousehold({
      subscriptions: [...subscriptions, monthly('film', '10', 800, { categoryId: 'fun' })],
    });
    const charges = chargesOf(data, ['fun', 'work']);
    const totalOf = (changes: Partial<Budget>, span: { from: '2026-06-01'; to: '2026-06-30' }) =>
      budgetState(exampleBudget(changes), charges, span).total;
    for (let round = 0; round < 2; round += 1) {
      expect(totalOf({}, JUNE)).toBe(4_800n);
      expect(totalOf({ categoryId: 'fun' }, JUNE)).toBe(800n);
      expect(totalOf({ categoryId: 'work' }, JUNE)).toBe(0n);
      expect(totalOf({ currency: 'USD' }, JUNE)).toBe(0n);
    }
  });

  test('is the calendar of its period, added up line by line', () => {
    fc.assert(
      fc.property(
        households,
        fc.constantFrom(...BUDGET_PERIODS),
        fc.nat(300_000),
        fc.boolean(),
        (data, period, limitMinor, isNext) => {
          const around = spanAround(period, data.today);
          const span = isNext ? spanAfter(period, around) : around;
          const budget = exampleBudget({ period, limitMinor });
          const state = budgetState(budget, chargesOf(data), span);

          const calendar = buildCalendar(data, span.from, span.to);
          expect(state.total).toBe(minorOf(calendar.total));
          const items = calendar.days.flatMap((day) => day.items);
          const inBase = ({ base }: (typeof items)[number]) => (base === null ? 0n : minorOf(base));
          const paid = items.filter(({ status }) => status === 'paid');
          expect(state.charged).toBe(paid.reduce((sum, item) => sum + inBase(item), 0n));
          let sum = 0n;
          const exceeding = items.find((item) => {
            sum += inBase(item);
            return sum > BigInt(limitMinor);
          });
          const { exceededBy } = state;
          expect(exceededBy?.subscription.id).toBe(exceeding?.subscriptionId);
          expect(exceededBy?.chargedDay).toBe(exceeding && toEpochDay(exceeding.chargedOn));
          expect(state.unconverted).toHaveLength(calendar.unconverted.length);
        },
      ),
    );
  });

  test('of a category is what the calendar has of it', () => {
    fc.assert(
      fc.property(households, fc.array(fc.boolean()), (data, choices) => {
        const subscriptions = data.subscriptions.map((each, at) => ({
          ...each,
          categoryId: choices[at] ? 'fun' : null,
        }));
        const span = spanAround('month', data.today);
        const chosen = { ...data, subscriptions: subscriptions.filter((each) => each.categoryId) };
        const charges = chargesOf({ ...data, subscriptions }, ['fun']);
        const { total } = budgetState(exampleBudget({ categoryId: 'fun' }), charges, span);
        const calendar = buildCalendar(chosen, span.from, span.to);
        expect(total).toBe(minorOf(calendar.total));
      }),
    );
  });

  test('knows no rate that nobody entered', () => {
    const charges = createBudgetCharges({
      ...exampleHousehold({ subscriptions }),
      categoryIds: new Set(),
      rateBookOf: () => createRateBook([]),
    });
    const { total } = budgetState(exampleBudget({ currency: 'CHF' }), charges, JUNE);
    expect(total).toBe(0n);
  });
});
