import { BUDGET_PERIODS, type Budget } from '#shared/budgets/budget.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { Rate } from '#shared/money/rate.ts';
import { occurrencesBetween } from '#shared/subscriptions/schedule.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import { exampleBudget } from '#shared/testing/example-budget.ts';
import { examplePayment } from '#shared/testing/example-household.ts';
import type { createRandom } from './reminder-edits.ts';

type Random = ReturnType<typeof createRandom>;

/** Budgets, and what they are computed from besides subscriptions. */
export interface BudgetWorld {
  budgets: Budget[];
  payments: PaymentRecord[];
  rates: readonly Rate[];
  /** Outside the trash. */
  categoryIds: Set<string>;
}

/** Ids of categories that subscriptions of simulations lie in. */
export const SIMULATED_CATEGORIES = [
  '01980000-0000-7000-8000-00000000c001',
  '01980000-0000-7000-8000-00000000c002',
] as const;

/** For both directions from the same days: of a newer one the opposite would be derived. */
const RATES: readonly Rate[] = [
  { from: 'USD', to: 'EUR', rate: '0.9231', on: '2025-12-01', source: 'manual' },
  { from: 'USD', to: 'EUR', rate: '1.25', on: '2026-09-15', source: 'manual' },
  { from: 'JPY', to: 'EUR', rate: '0.0061', on: '2025-12-01', source: 'manual' },
  { from: 'EUR', to: 'USD', rate: '1.1', on: '2025-12-01', source: 'manual' },
  { from: 'EUR', to: 'USD', rate: '0.8', on: '2026-09-15', source: 'manual' },
];

/** @param share of what 200 subscriptions cost */
export function newBudgetWorld(createdAt: string, share = 1): BudgetWorld {
  const [first, second] = SIMULATED_CATEGORIES;
  const budget = (number: number, limit: number, changes: Partial<Budget>) =>
    exampleBudget({
      id: `01980000-0000-7000-8000-00000000b00${number}`,
      limitMinor: Math.round(limit * share),
      createdAt,
      updatedAt: createdAt,
      ...changes,
    });
  return {
    budgets: [
      budget(1, 60_000, {}),
      budget(2, 9_000, { categoryId: first }),
      budget(3, 80_000, { categoryId: first, period: 'year' }),
      budget(4, 8_000, { categoryId: second, currency: 'USD' }),
    ],
    payments: [],
    rates: RATES,
    categoryIds: new Set(SIMULATED_CATEGORIES),
  };
}

/** Into categories, and with prices of which no single one exceeds everything. */
export function withinBudgets(subscriptions: readonly Subscription[]): Subscription[] {
  return subscriptions.map((each, at) => ({
    ...each,
    categoryId: SIMULATED_CATEGORIES[at % 6] ?? null,
    prices: each.prices.map((price) => ({ ...price, amountMinor: price.amountMinor % 5_000 })),
  }));
}

/** @returns where the budget is that was changed */
export function editBudget(world: BudgetWorld, random: Random, now: string): number {
  const at = random.below(world.budgets.length);
  const old = world.budgets[at] as Budget;
  const change = random.oneOf<() => Partial<Budget>>([
    () => ({ limitMinor: 1 + random.below(2 * old.limitMinor) }),
    () => ({ limitMinor: Math.ceil(old.limitMinor / 2) + random.below(old.limitMinor) }),
    () => ({ categoryId: random.oneOf([...SIMULATED_CATEGORIES, null]) }),
    () => ({ period: random.oneOf(BUDGET_PERIODS) }),
    () => ({ currency: random.oneOf(['EUR', 'USD']) }),
    () => ({ deletedAt: old.deletedAt ? null : now }),
  ])();
  world.budgets[at] = { ...old, ...change };
  return at;
}

/** Somebody says of an occurrence near that day what it really cost, or that it was skipped. */
export function settleOne(
  world: BudgetWorld,
  subscriptions: readonly Subscription[],
  random: Random,
  today: CalendarDate,
): PaymentRecord | null {
  const { id: subscriptionId, ...schedule } = random.oneOf(subscriptions);
  const near = occurrencesBetween(schedule, addDays(today, -30), addDays(today, 30));
  if (near.length === 0) return null;
  const dueOn = random.oneOf(near);
  const entry = examplePayment({
    subscriptionId,
    dueOn,
    status: random.oneOf(['paid', 'skipped']),
    ...random.oneOf([
      { amountMinor: null, currency: null },
      { amountMinor: random.below(20_000), currency: random.oneOf(['EUR', 'USD', 'JPY']) },
    ]),
  });
  const isSame = (each: PaymentRecord) =>
    each.subscriptionId === subscriptionId && each.dueOn === dueOn;
  world.payments = [...world.payments.filter((each) => !isSame(each)), entry];
  return entry;
}
