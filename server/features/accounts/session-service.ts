import { type Clock, instantOf } from '#server/clock.ts';
import type { Member } from '#server/http/request-context.ts';
import type { NewId } from '#server/ids.ts';
import type { CacheTally } from '#server/observability/metrics/cache-use.ts';
import { hashToken, newToken } from '#server/secrets/secret-token.ts';
import { AppError } from '#shared/app-error.ts';
import type { Homes } from './homes.ts';
import { type KnownSession, type SessionCache, toKnownSession } from './session-cache.ts';
import type { Session, SessionRepository } from './session-repository.ts';
import type { UserRepository } from './user-repository.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const SESSION_LIFETIME = 90 * DAY;
export const SESSION_IDLE_LIMIT = 14 * DAY;
const TOUCH_EVERY = 5 * MINUTE;
/** Another process, such as the command line, may have changed what is remembered here. */
const TRUSTED_FOR = MINUTE / 2;
const GRACE = 60 * MINUTE;
const USER_AGENT_LENGTH = 300;

export interface SessionDeps {
  users: UserRepository;
  sessions: SessionRepository;
  cache: SessionCache;
  clock: Clock;
  newId: NewId;
  homes: Homes;
  inBackground(name: string, task: () => Promise<void>): void;
  /** Counts what checks found; absent: nobody looks. */
  tally?: CacheTally | undefined;
}

export interface IssuedSession {
  token: string;
  session: Session;
}

export type SessionService = ReturnType<typeof createSessionService>;

/** Sessions: random tokens of which only the hash is stored, with an idle and an absolute end. */
export function createSessionService(deps: SessionDeps) {
  const { users, sessions, homes, cache, clock, newId, inBackground } = deps;
  const { tally = { hits: 0, misses: 0, stale: 0 } } = deps;

  function isAlive(known: KnownSession, now: number): boolean {
    return now < known.expiresAt && now - known.lastSeenAt < SESSION_IDLE_LIMIT;
  }

  function touch(known: KnownSession, now: number): void {
    if (now - known.lastSeenAt < TOUCH_EVERY) return;
    known.lastSeenAt = now;
    inBackground('touch session', () => sessions.touch(known.member.sessionId, instantOf(now)));
  }

  async function load(tokenHash: string): Promise<KnownSession | null> {
    const session = await sessions.findByTokenHash(tokenHash);
    const user = session && (await users.find(session.userId));
    if (!user) return null;
    const household = await homes.settle(user);
    const member: Member = Object.freeze({
      userId: user.id,
      sessionId: session.id,
      userRole: user.role,
      householdId: household.id,
      role: household.role,
      timeZone: household.timeZone,
      baseCurrency: household.baseCurrency,
    });
    return toKnownSession(session, member, clock.now());
  }

  function isTrusted({ loadedAt }: KnownSession): boolean {
    return clock.now() - loadedAt <= TRUSTED_FOR;
  }

  /** While the store is away, who was known lately still is: what is kept can be read. */
  async function recall(tokenHash: string): Promise<KnownSession | null> {
    let outcome: keyof CacheTally = 'hits';
    const loadCounted = () => {
      outcome = 'misses';
      return load(tokenHash);
    };
    try {
      return await cache.fill(tokenHash, loadCounted, isTrusted);
    } catch (error) {
      const known = cache.lastKnown(tokenHash);
      const isAway = error instanceof AppError && error.code === 'unavailable';
      if (!known || !isAway || clock.now() - known.loadedAt > GRACE) throw error;
      outcome = 'stale';
      return known;
    } finally {
      tally[outcome] += 1;
    }
  }

  /** @returns whether the user had it. */
  async function revoke(userId: string, sessionId: string): Promise<boolean> {
    const tokenHash = await sessions.delete(userId, sessionId);
    if (tokenHash !== null) await cache.drop([tokenHash]);
    return tokenHash !== null;
  }

  return {
    /** Undefined where only the store knows. */
    peek(token: string | undefined): Member | null | undefined {
      if (token === undefined) return null;
      const known = cache.get(hashToken(token));
      const now = clock.now();
      if (!known || !isTrusted(known) || !isAlive(known, now)) return undefined;
      touch(known, now);
      tally.hits += 1;
      return known.member;
    },

    async check(token: string | undefined): Promise<Member | null> {
      if (token === undefined) return null;
      const tokenHash = hashToken(token);
      const known = await recall(tokenHash);
      if (!known) return null;
      const now = clock.now();
      if (isAlive(known, now)) {
        touch(known, now);
        return known.member;
      }
      await revoke(known.member.userId, known.member.sessionId);
      return null;
    },

    async issue(userId: string, userAgent: string | undefined): Promise<IssuedSession> {
      const now = clock.now();
      const token = newToken();
      const session: Session = {
        id: newId(),
        userId,
        tokenHash: hashToken(token),
        createdAt: instantOf(now),
        lastSeenAt: instantOf(now),
        expiresAt: instantOf(now + SESSION_LIFETIME),
        userAgent: userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
      };
      await sessions.insert(session);
      return { token, session };
    },

    /** Only what has not ended: a session that nobody used again still lies in the store. */
    async list(userId: string): Promise<Session[]> {
      const now = clock.now();
      const all = await sessions.listByUser(userId);
      return all.filter(
        ({ expiresAt, lastSeenAt }) =>
          now < Date.parse(expiresAt) && now - Date.parse(lastSeenAt) < SESSION_IDLE_LIMIT,
      );
    },

    revoke,

    async revokeToken(token: string | undefined): Promise<void> {
      if (token === undefined) return;
      const session = await sessions.findByTokenHash(hashToken(token));
      if (session) await revoke(session.userId, session.id);
    },

    async revokeAll(userId: string): Promise<void> {
      await cache.drop(await sessions.deleteByUser(userId));
    },

    purge(): Promise<number> {
      const now = clock.now();
      return sessions.purge(instantOf(now), instantOf(now - SESSION_IDLE_LIMIT));
    },
  };
}
