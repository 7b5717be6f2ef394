import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';

/** See SubscriptionRepository: same meaning of insert, find, list, replace and purgeTrash. */
export interface PaymentMethodRepository {
  insert(householdId: string, entry: PaymentMethod): Promise<'inserted' | 'exists'>;
  find(householdId: string, id: string): Promise<PaymentMethod | null>;
  /** Ascending by `createdAt`, then `id`. */
  list(householdId: string, options?: { trash?: boolean }): Promise<PaymentMethod[]>;
  /** The ids of all outside the trash, in any order: what subscriptions may refer to. */
  listIds(householdId: string): Promise<string[]>;
  replace(householdId: string, entry: PaymentMethod, expectedVersion: number): Promise<boolean>;
  purgeTrash(deletedBefore: string): Promise<number>;
}
