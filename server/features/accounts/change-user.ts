import { type Clock, instantOf } from '#server/clock.ts';
import { changeRow } from '#server/rows/change-row.ts';
import type { User, UserRepository } from './user-repository.ts';

/** Changes part of a user, again if somebody else did at the same moment. */
export function changeUser(
  { users, clock }: { users: UserRepository; clock: Clock },
  userId: string,
  change: (user: User) => Partial<Pick<User, 'name' | 'passwordHash'>>,
): Promise<User> {
  return changeRow<User>(
    {
      find: (_householdId, id) => users.find(id),
      // The address stays as it is: it cannot be taken.
      replace: async (_householdId, user, version) => (await users.replace(user, version)) === true,
    },
    {
      householdId: '',
      id: userId,
      expected: undefined,
      change: (user) => ({ ...user, ...change(user), updatedAt: instantOf(clock.now()) }),
    },
  );
}
