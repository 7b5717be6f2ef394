import type { Mail } from '#server/adapters/mail/mail.ts';
import { type Clock, instantOf } from '#server/clock.ts';
import type { App } from '#server/http/app-instance.ts';
import type { SessionCheck } from '#server/http/route-guards.ts';
import type { NewId } from '#server/ids.ts';
import type { CacheTally } from '#server/observability/metrics/cache-use.ts';
import type { Epochs } from '#server/shared-state/epochs.ts';
import { registerAccountRoutes } from './account-routes.ts';
import { createAccountService } from './account-service.ts';
import type { Homes } from './homes.ts';
import { type Argon2Cost, createPasswordHasher } from './password-hasher.ts';
import type { PasswordResetRepository } from './password-reset-repository.ts';
import { createPasswordResetService } from './password-reset-service.ts';
import { createSessionCache } from './session-cache.ts';
import { createSessionCookie } from './session-cookie.ts';
import type { SessionRepository } from './session-repository.ts';
import { registerSessionRoutes } from './session-routes.ts';
import { createSessionService } from './session-service.ts';
import { createSessionStart } from './session-start.ts';
import { createSessionTransport } from './session-transport.ts';
import { createSharedSessionCache } from './shared-session-cache.ts';
import { createSignUpService, type SignUpMode } from './sign-up-service.ts';
import type { UserRepository } from './user-repository.ts';

const CACHED_SESSIONS = 20_000;

export interface AccountFeatureDeps {
  users: UserRepository;
  sessions: SessionRepository;
  passwordResets: PasswordResetRepository;
  homes: Homes;
  mail: Mail;
  clock: Clock;
  newId: NewId;
  inBackground(name: string, task: () => Promise<void>): void;
  publicUrl(): string;
  isHttps: boolean;
  signUpMode: SignUpMode;
  isSessionCacheOn: boolean;
  /** Where other processes check sessions too. */
  epochs?: Epochs | undefined;
  passwordCost?: Argon2Cost | undefined;
  sessionTally?: CacheTally | undefined;
}

export interface AccountFeature {
  sessionCheck: SessionCheck;
  cookieName: string;
  registerRoutes(app: App): void;
  /** Its name, currency, time zone or members changed: what sessions know of it is out of date. */
  householdChanged(householdId: string): Promise<void>;
  purge(): Promise<void>;
}

/** Accounts and sessions, put together from the feature's own parts. */
export function createAccountFeature(deps: AccountFeatureDeps): AccountFeature {
  const { users, passwordResets, homes, clock, newId, inBackground } = deps;
  const passwords = createPasswordHasher(deps.passwordCost);
  const cache =
    deps.epochs && deps.isSessionCacheOn
      ? createSharedSessionCache(CACHED_SESSIONS, deps.epochs)
      : createSessionCache(deps.isSessionCacheOn ? CACHED_SESSIONS : 0);
  const sessions = createSessionService({
    users,
    sessions: deps.sessions,
    homes,
    cache,
    clock,
    newId,
    inBackground,
    tally: deps.sessionTally,
  });
  const sessionStart = createSessionStart({ users, sessions, homes });
  const accounts = createAccountService({
    users,
    passwordResets,
    sessions,
    sessionStart,
    passwords,
    homes,
    clock,
  });
  const cookie = createSessionCookie(deps.isHttps);
  const transport = createSessionTransport(cookie);

  return {
    cookieName: cookie.name,
    sessionCheck: {
      peek: (request) => sessions.peek(transport.tokenOf(request)),
      load: (request) => sessions.check(transport.tokenOf(request)),
    },
    registerRoutes(app) {
      const signUps = createSignUpService({
        users,
        passwords,
        sessionStart,
        mode: deps.signUpMode,
        clock,
        newId,
      });
      registerAccountRoutes(app, {
        accounts,
        signUps,
        transport,
        passwordResets: createPasswordResetService({ ...deps, sessions, passwords }),
      });
      registerSessionRoutes(app, { accounts, sessions, transport });
    },
    householdChanged: cache.dropHousehold,
    async purge() {
      await sessions.purge();
      await passwordResets.purge(instantOf(clock.now()));
    },
  };
}
