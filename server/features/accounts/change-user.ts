import { changeRow } from '#server/change-row.ts';
import { type Clock, instantOf } from '#server/clock.ts';
import { AppError } from '#shared/app-error.ts';
import type { User, UserRepository } from './user-repository.ts';

/** Changes part of a user, again if somebody else did at the same moment. */
export function changeUser(
  { users, clock }: { users: UserRepository; clock: Clock },
  userId: string,
  change: (user: User) => Partial<User>,
): Promise<User> {
  return changeRow<User>(
    {
      find: (_householdId, id) => users.find(id),
      async replace(_householdId, user, expectedVersion) {
        const outcome = await users.replace(user, expectedVersion);
        if (outcome === 'email-taken') throw new AppError('email-taken');
        return outcome;
      },
    },
    {
      householdId: '',
      id: userId,
      expected: undefined,
      change: (user) => ({ ...user, ...change(user), updatedAt: instantOf(clock.now()) }),
    },
  );
}
