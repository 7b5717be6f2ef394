import type { HouseholdScope } from '#server/http/request-context.ts';
import { type BudgetCharges, createBudgetCharges } from '#shared/budgets/budget-charges.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { RateBook } from '#shared/money/conversion.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';

export interface BudgetChargeSources {
  subscriptions: { list(householdId: string): Promise<readonly Subscription[]> };
  payments: { list(householdId: string): Promise<readonly PaymentRecord[]> };
  categories: { listIds(householdId: string): Promise<readonly string[]> };
  rates: { bookFrom(scope: HouseholdScope, from: CalendarDate): Promise<RateBook> };
}

/**
 * What counts towards budgets of a household, in whatever currency.
 * @param from the first day of interest; rates of later days than today are not known yet
 */
export async function loadBudgetCharges(
  { subscriptions, payments, categories, rates }: BudgetChargeSources,
  scope: HouseholdScope,
  { from, today }: { from: CalendarDate; today: CalendarDate },
): Promise<BudgetCharges> {
  const { householdId } = scope;
  const [bought, ledger, categoryIds, rateBook] = await Promise.all([
    subscriptions.list(householdId),
    payments.list(householdId),
    categories.listIds(householdId),
    rates.bookFrom(scope, from),
  ]);
  return createBudgetCharges({
    today,
    subscriptions: bought,
    payments: ledger,
    categoryIds: new Set(categoryIds),
    rateBookOf: () => rateBook,
  });
}
