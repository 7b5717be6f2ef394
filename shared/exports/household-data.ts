import type { Budget } from '#shared/budgets/budget.ts';
import type { Household } from '#shared/households.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { Category } from '#shared/subscriptions/category.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';

/** Everything that a household owns, without its trash. */
export interface HouseholdExport {
  household: Pick<Household, 'name' | 'baseCurrency' | 'timeZone'>;
  categories: readonly Category[];
  paymentMethods: readonly PaymentMethod[];
  subscriptions: readonly Subscription[];
  payments: readonly PaymentRecord[];
  budgets: readonly Budget[];
  rates: readonly Rate[];
}
