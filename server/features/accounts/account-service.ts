import type { Clock } from '#server/clock.ts';
import type { Member } from '#server/http/request-context.ts';
import { AppError } from '#shared/app-error.ts';
import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import { changeUser } from './change-user.ts';
import type { Homes } from './homes.ts';
import { releaseOperator } from './operator-claim.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { PasswordResetRepository } from './password-reset-repository.ts';
import type { SessionService } from './session-service.ts';
import type { Caller, SessionStart, SignedIn } from './session-start.ts';
import type { User, UserRepository } from './user-repository.ts';

export interface AccountDeps {
  users: UserRepository;
  passwordResets: PasswordResetRepository;
  sessions: SessionService;
  sessionStart: SessionStart;
  passwords: PasswordHasher;
  homes: Homes;
  clock: Clock;
}

export type AccountService = ReturnType<typeof createAccountService>;

export function createAccountService(deps: AccountDeps) {
  const { users, passwordResets, sessions, sessionStart, passwords, homes } = deps;

  async function userOf(member: Member): Promise<User> {
    const user = await users.find(member.userId);
    if (!user) throw new AppError('not-signed-in');
    return user;
  }

  async function checkPassword(user: User, password: string): Promise<void> {
    if (!(await passwords.verify(user.passwordHash, password))) {
      throw new AppError('wrong-password');
    }
  }

  /** Only while the password is still the one that was checked. */
  async function replaceHash(user: User, password: string): Promise<User> {
    const passwordHash = await passwords.hash(password);
    return changeUser(deps, user.id, (stored) => {
      if (stored.passwordHash !== user.passwordHash) throw new AppError('wrong-password');
      return { passwordHash };
    });
  }

  async function current(member: Member): Promise<CurrentSession> {
    const user = await userOf(member);
    const session = (await sessions.list(user.id)).find(({ id }) => id === member.sessionId);
    if (!session) throw new AppError('not-signed-in');
    return sessionStart.viewOf(user, session);
  }

  return {
    current,

    /** An address that nobody has takes as long as a wrong password, and gets the same answer. */
    async signIn(email: string, password: string, caller: Caller): Promise<SignedIn> {
      const user = await users.findByEmail(email);
      const isRight = await passwords.verify(user?.passwordHash ?? null, password);
      if (!user || !isRight) throw new AppError('wrong-credentials');
      const isOutdated = passwords.isOutdated(user.passwordHash);
      return sessionStart.begin(isOutdated ? await replaceHash(user, password) : user, caller);
    },

    async rename(member: Member, name: string): Promise<CurrentSession> {
      await changeUser(deps, member.userId, () => ({ name }));
      return current(member);
    },

    /** Ends every session; the caller goes on with a new one. */
    async changePassword(
      member: Member,
      { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
      caller: Caller,
    ): Promise<SignedIn> {
      const user = await userOf(member);
      await checkPassword(user, currentPassword);
      const changed = await replaceHash(user, newPassword);
      await passwordResets.deleteByUser(user.id);
      await sessions.revokeAll(user.id);
      return sessionStart.begin(changed, caller);
    },

    /** For good. The account goes last, so that a person whom a crash interrupts can try again. */
    async deleteAccount(member: Member, password: string): Promise<void> {
      const user = await userOf(member);
      await checkPassword(user, password);
      await homes.leaveAll(user.id);
      await passwordResets.deleteByUser(user.id);
      await sessions.revokeAll(user.id);
      // A request of another tab may have found nobody's household, and made it anew.
      await homes.leaveAll(user.id);
      await users.delete(user.id);
      await releaseOperator(users, user.id);
    },
  };
}
