import type { Budget } from '#shared/budgets/budget.ts';

/** See SubscriptionRepository: same meaning of insert, find, list, replace and purgeTrash. */
export interface BudgetRepository {
  insert(householdId: string, entry: Budget): Promise<'inserted' | 'exists'>;
  find(householdId: string, id: string): Promise<Budget | null>;
  /** Ascending by `createdAt`, then `id`. */
  list(householdId: string, options?: { trash?: boolean }): Promise<Budget[]>;
  replace(householdId: string, entry: Budget, expectedVersion: number): Promise<boolean>;
  purgeTrash(deletedBefore: string): Promise<number>;
}
