export interface User {
  id: string;
  version: number;
  name: string;
  /** As the person wrote it; unique without regard to case. */
  email: string;
  /** PHC string of argon2id. */
  passwordHash: string;
  role: 'operator' | 'user';
  /** The household made at sign-up; the id is fixed before the household exists. */
  householdId: string;
  createdAt: string;
  updatedAt: string;
}

/** What is unique about an address: two that differ only in case, or in how Unicode spells them, are one. */
export function emailKey(email: string): string {
  return email.normalize('NFC').toLowerCase();
}

export interface UserRepository {
  insert(user: User): Promise<'inserted' | 'email-taken'>;
  find(userId: string): Promise<User | null>;
  findByEmail(email: string): Promise<User | null>;
  /** As SubscriptionRepository.replace. */
  replace(user: User, expectedVersion: number): Promise<boolean | 'email-taken'>;
  /** Removes the user, their sessions and memberships; repeating it is harmless. */
  delete(userId: string): Promise<void>;
  /** Whether there is any user at all. */
  isEmpty(): Promise<boolean>;
  /**
   * Makes `userId` the holder of the first-user slot unless somebody holds it.
   * @returns who holds it now.
   */
  claimFirst(userId: string, claimedAt: string): Promise<{ userId: string; claimedAt: string }>;
  /** The id of whoever holds the slot; null: nobody ever did. */
  findFirst(): Promise<string | null>;
  /** Hands the slot over, only if `from` holds it: for a claim whose sign-up was never finished. */
  reassignFirst(from: string, to: string, claimedAt: string): Promise<boolean>;
}
