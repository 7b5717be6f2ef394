import type { Clock } from '#server/clock.ts';
import type { Member } from '#server/http/request-context.ts';
import type { NewId } from '#server/ids.ts';
import type { Today } from '#server/today.ts';
import type { Budget } from '#shared/budgets/budget.ts';
import type { ImportedHousehold } from '#shared/imports/import-source.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { Category } from '#shared/subscriptions/category.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import type { ImportRepository } from './import-repository.ts';

/** Who imports, and into which household. */
export type Importer = Pick<Member, 'householdId' | 'role' | 'timeZone' | 'baseCurrency'>;

type Outcome = 'inserted' | 'exists';

/** What an import reads and writes of a household. Every write may be repeated. */
export interface ImportTarget {
  subscriptions: {
    list(householdId: string): Promise<Subscription[]>;
    insertMany(householdId: string, subscriptions: readonly Subscription[]): Promise<void>;
  };
  payments: {
    insertMany(householdId: string, payments: readonly PaymentRecord[]): Promise<void>;
  };
  categories: {
    list(householdId: string): Promise<Category[]>;
    insert(householdId: string, category: Category): Promise<Outcome>;
    replace(householdId: string, category: Category, expectedVersion: number): Promise<boolean>;
  };
  paymentMethods: {
    list(householdId: string): Promise<PaymentMethod[]>;
    insert(householdId: string, method: PaymentMethod): Promise<Outcome>;
  };
  budgets: {
    list(householdId: string): Promise<Budget[]>;
    insert(householdId: string, budget: Budget): Promise<Outcome>;
  };
  rates: {
    list(householdId: string): Promise<Rate[]>;
    put(householdId: string, rate: Rate): Promise<void>;
  };
  /** Gives the household the name, base currency and time zone of another. */
  adoptHousehold(householdId: string, facts: ImportedHousehold): Promise<void>;
}

export interface ImportDeps {
  imports: ImportRepository;
  target: ImportTarget;
  clock: Clock;
  newId: NewId;
  today: Today;
}
