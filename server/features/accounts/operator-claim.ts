import { type Clock, instantOf } from '#server/clock.ts';
import type { UserRepository } from './user-repository.ts';

/** A sign-up takes seconds; a claim that is older without an account was never finished. */
const ABANDONED_AFTER = 60_000;
const NOBODY = '00000000-0000-7000-8000-000000000000';

/**
 * The first account is the operator's. Of many sign-ups at the same moment one gets the slot:
 * - `mine`: this one
 * - `taken`: somebody has the account
 * - `pending`: somebody is just signing up, or was a moment ago when the server went down
 */
export async function claimOperator(
  { users, clock }: { users: UserRepository; clock: Clock },
  userId: string,
): Promise<'mine' | 'taken' | 'pending'> {
  if (!(await users.isEmpty())) return 'taken';
  const now = clock.now();
  const claim = await users.claimFirst(userId, instantOf(now));
  if (claim.userId === userId) return 'mine';
  // The holder may have finished since we looked; somebody who deleted the account may hold it too.
  if (!(await users.isEmpty())) return 'taken';
  if (now - Date.parse(claim.claimedAt) < ABANDONED_AFTER) return 'pending';
  return (await users.reassignFirst(claim.userId, userId, instantOf(now))) ? 'mine' : 'pending';
}

/** After the account was deleted: the next one need not wait to see whether somebody finishes. */
export async function releaseOperator(users: UserRepository, userId: string): Promise<void> {
  await users.reassignFirst(userId, NOBODY, instantOf(0));
}
