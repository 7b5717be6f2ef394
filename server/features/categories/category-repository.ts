import type { Category } from '#shared/subscriptions/category.ts';

/** See SubscriptionRepository: same meaning of insert, find, list, replace and purgeTrash. */
export interface CategoryRepository {
  insert(householdId: string, entry: Category): Promise<'inserted' | 'exists'>;
  find(householdId: string, id: string): Promise<Category | null>;
  /** Ascending by `createdAt`, then `id`. */
  list(householdId: string, options?: { trash?: boolean }): Promise<Category[]>;
  /** The ids of all outside the trash, in any order: what subscriptions may refer to. */
  listIds(householdId: string): Promise<string[]>;
  replace(householdId: string, entry: Category, expectedVersion: number): Promise<boolean>;
  purgeTrash(deletedBefore: string): Promise<number>;
}
