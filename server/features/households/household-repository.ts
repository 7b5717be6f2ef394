import type { Household, Role } from '#shared/households.ts';

export interface Membership {
  householdId: string;
  userId: string;
  role: Role;
  createdAt: string;
}

export interface HouseholdRepository {
  insert(household: Household): Promise<'inserted' | 'exists'>;
  find(householdId: string): Promise<Household | null>;
  /** As SubscriptionRepository.replace. */
  replace(household: Household, expectedVersion: number): Promise<boolean>;
  /** Removes the household and everything in it; repeating it is harmless. */
  delete(householdId: string): Promise<void>;
  /** One membership for each pair of household and user: an existing one stays as it is. */
  addMember(membership: Membership): Promise<'inserted' | 'exists'>;
  removeMember(householdId: string, userId: string): Promise<void>;
  /** Ascending by `createdAt`, then `userId`. */
  listMembers(householdId: string): Promise<Membership[]>;
  /** Ascending by `createdAt`, then `householdId`. */
  listMemberships(userId: string): Promise<Membership[]>;
}
