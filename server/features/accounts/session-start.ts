import { AppError } from '#shared/app-error.ts';
import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import type { Homes, HouseholdWishes } from './homes.ts';
import type { Session } from './session-repository.ts';
import type { SessionService } from './session-service.ts';
import type { User, UserRepository } from './user-repository.ts';

/** What the request tells about the caller. */
export interface Caller {
  userAgent: string | undefined;
  /** The session that a browser still carries: it ends when a new one begins. */
  token: string | undefined;
}

export interface SignedIn {
  token: string;
  current: CurrentSession;
}

export interface SessionStartDeps {
  users: UserRepository;
  sessions: SessionService;
  homes: Homes;
}

export type SessionStart = ReturnType<typeof createSessionStart>;

/** The last step of signing up, signing in and changing the password. */
export function createSessionStart({ users, sessions, homes }: SessionStartDeps) {
  async function viewOf(
    user: User,
    session: Session,
    wishes?: HouseholdWishes,
  ): Promise<CurrentSession> {
    return {
      session: { id: session.id, expiresAt: session.expiresAt },
      user: { id: user.id, name: user.name, email: user.email, role: user.role },
      household: await homes.settle(user, wishes),
    };
  }

  return {
    viewOf,
    async begin(user: User, caller: Caller, wishes?: HouseholdWishes): Promise<SignedIn> {
      const { token, session } = await sessions.issue(user.id, caller.userAgent);
      // The password may have been changed, and all sessions ended, while this one was made.
      const present = await users.find(user.id);
      if (present?.passwordHash !== user.passwordHash) {
        await sessions.revoke(user.id, session.id);
        throw new AppError('wrong-credentials');
      }
      await sessions.revokeToken(caller.token);
      return { token, current: await viewOf(present, session, wishes) };
    },
  };
}
