import type { HouseholdScope } from '#server/http/request-context.ts';
import type { Budget } from '#shared/budgets/budget.ts';
import { type BudgetCharges, createBudgetCharges } from '#shared/budgets/budget-charges.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { createRateBook } from '#shared/money/conversion.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';

export interface BudgetChargeSources {
  subscriptions: { list(householdId: string): Promise<readonly Subscription[]> };
  payments: { list(householdId: string): Promise<readonly PaymentRecord[]> };
  categories: { listIds(householdId: string): Promise<readonly string[]> };
  rates: {
    ratesFor(scope: HouseholdScope, from: CalendarDate, to: CalendarDate): Promise<readonly Rate[]>;
  };
}

/**
 * What counts towards those budgets.
 * @param from the first day of interest; rates of later days than today are not known yet
 */
export async function loadBudgetCharges(
  { subscriptions, payments, categories, rates }: BudgetChargeSources,
  scope: HouseholdScope,
  budgets: readonly Pick<Budget, 'currency'>[],
  { from, today }: { from: CalendarDate; today: CalendarDate },
): Promise<BudgetCharges> {
  const { householdId } = scope;
  const currencies = [...new Set(budgets.map(({ currency }) => currency))];
  const [bought, ledger, categoryIds, books] = await Promise.all([
    subscriptions.list(householdId),
    payments.list(householdId),
    categories.listIds(householdId),
    Promise.all(
      currencies.map(async (baseCurrency) => {
        const known = await rates.ratesFor({ ...scope, baseCurrency }, from, today);
        return [baseCurrency, createRateBook(known)] as const;
      }),
    ),
  ]);
  const rateBooks = new Map(books);
  return createBudgetCharges({
    today,
    subscriptions: bought,
    payments: ledger,
    categoryIds: new Set(categoryIds),
    rateBookOf: (currency) => rateBooks.get(currency) ?? createRateBook([]),
  });
}
