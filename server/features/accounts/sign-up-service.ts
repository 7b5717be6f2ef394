import { type Clock, instantOf } from '#server/clock.ts';
import type { NewId } from '#server/ids.ts';
import { AppError } from '#shared/app-error.ts';
import type { HouseholdWishes } from './homes.ts';
import { claimOperator } from './operator-claim.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { Caller, SessionStart, SignedIn } from './session-start.ts';
import type { User, UserRepository } from './user-repository.ts';

export type SignUpMode = 'open' | 'closed' | 'first-user';

export interface SignUpDeps {
  users: UserRepository;
  passwords: PasswordHasher;
  sessionStart: SessionStart;
  mode: SignUpMode;
  clock: Clock;
  newId: NewId;
}

export interface NewAccount {
  name: string;
  email: string;
  password: string;
  household?: HouseholdWishes | undefined;
}

export type SignUpService = ReturnType<typeof createSignUpService>;

export function createSignUpService(deps: SignUpDeps) {
  const { users, passwords, sessionStart, mode, clock, newId } = deps;
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function isClosed(): Promise<boolean> {
    return mode === 'closed' || (mode === 'first-user' && !(await users.isEmpty()));
  }

  async function insertAs(role: User['role'], user: User): Promise<User> {
    const stored = { ...user, role };
    if ((await users.insert(stored)) === 'email-taken') throw new AppError('email-taken');
    return stored;
  }

  async function admit(user: User): Promise<User> {
    const claim = await claimOperator({ users, clock }, user.id);
    if (claim === 'mine') return insertAs('operator', user);
    if (claim === 'pending') {
      const detail = 'The first account is just being made. If nobody is at it, wait a minute.';
      throw new AppError('sign-up-closed', { detail, retryAfter: 60 });
    }
    if (await isClosed()) throw new AppError('sign-up-closed');
    return insertAs('user', user);
  }

  /** One after the other: two at the same moment must not look like one that was never finished. */
  function admitInTurn(user: User): Promise<User> {
    const turn = lastTurn.then(() => admit(user));
    lastTurn = turn.catch(() => {});
    return turn;
  }

  return {
    async options(): Promise<{ signUp: SignUpMode; isFirstUser: boolean }> {
      return { signUp: mode, isFirstUser: await users.isEmpty() };
    },

    /**
     * The account comes first, with the id of its household in it: what a crash leaves out after
     * that is made up for when the person signs in.
     */
    async signUp(account: NewAccount, caller: Caller): Promise<SignedIn> {
      if (await isClosed()) throw new AppError('sign-up-closed');
      const passwordHash = await passwords.hash(account.password);
      const now = instantOf(clock.now());
      const user = await admitInTurn({
        id: newId(),
        version: 1,
        name: account.name,
        email: account.email,
        passwordHash,
        role: 'user',
        householdId: newId(),
        createdAt: now,
        updatedAt: now,
      });
      return sessionStart.begin(user, caller, account.household);
    },
  };
}
