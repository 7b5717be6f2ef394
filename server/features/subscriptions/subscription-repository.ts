import type { Subscription } from '#shared/subscriptions/subscription.ts';

/** Subscriptions of households. Each write touches one row and is atomic. */
export interface SubscriptionRepository {
  /** Stores it unless the household has that id already: repeating an insert is harmless. */
  insert(householdId: string, subscription: Subscription): Promise<'inserted' | 'exists'>;
  /**
   * Inserts those whose ids the household does not have, at a fraction of the cost of one by one.
   * Not all or nothing: after a failure some may be stored, and repeating it stores the rest.
   */
  insertMany(householdId: string, subscriptions: readonly Subscription[]): Promise<void>;
  /** Also finds what lies in the trash; null for an unknown id and for another household's. */
  find(householdId: string, id: string): Promise<Subscription | null>;
  /** All outside the trash, or all in it, ascending by `createdAt`, then `id`. */
  list(householdId: string, options?: { trash?: boolean }): Promise<Subscription[]>;
  /**
   * Replaces the row if it still has `expectedVersion`, and sets `version` to `expectedVersion + 1`.
   * @returns false if the row is absent or has another version; nothing is changed then.
   */
  replace(
    householdId: string,
    subscription: Subscription,
    expectedVersion: number,
  ): Promise<boolean>;
  /** Removes for good what has been in the trash since before `deletedBefore`, in every household. */
  purgeTrash(deletedBefore: string): Promise<number>;
}
