import { LRUCache } from 'lru-cache';
import type { Member } from '#server/http/request-context.ts';
import type { Session } from './session-repository.ts';

export interface KnownSession {
  member: Member;
  /** Milliseconds of the epoch. */
  expiresAt: number;
  lastSeenAt: number;
  loadedAt: number;
}

/** What session checks found, by token hash, until somebody says that it is no longer so. */
export interface SessionCache {
  /** Where nobody has to be asked whether it is still so. */
  get(tokenHash: string): KnownSession | undefined;
  /** What was found last, however long ago, if nobody said since that it is no longer so. */
  lastKnown(tokenHash: string): KnownSession | undefined;
  /**
   * Loads and keeps it, unless something was dropped meanwhile: it might be that very session.
   * What is certain to be still so and trusted is not loaded.
   */
  fill(
    tokenHash: string,
    load: () => Promise<KnownSession | null>,
    isTrusted: (known: KnownSession) => boolean,
  ): Promise<KnownSession | null>;
  drop(tokenHashes: readonly string[]): Promise<void>;
  dropHousehold(householdId: string): Promise<void>;
}

export function createSessionCache(maxSessions: number): SessionCache {
  const known = maxSessions > 0 ? new LRUCache<string, KnownSession>({ max: maxSessions }) : null;
  let drops = 0;

  return {
    get: (tokenHash) => known?.get(tokenHash),
    lastKnown: (tokenHash) => known?.get(tokenHash),
    async fill(tokenHash, load) {
      const dropsBefore = drops;
      const loaded = await load();
      if (loaded && drops === dropsBefore) known?.set(tokenHash, loaded);
      return loaded;
    },
    async drop(tokenHashes) {
      drops += 1;
      for (const tokenHash of tokenHashes) known?.delete(tokenHash);
    },
    async dropHousehold(householdId) {
      drops += 1;
      for (const [tokenHash, { member }] of known?.entries() ?? []) {
        if (member.householdId === householdId) known?.delete(tokenHash);
      }
    },
  };
}

export function toKnownSession(session: Session, member: Member, now: number): KnownSession {
  return {
    member,
    expiresAt: Date.parse(session.expiresAt),
    lastSeenAt: Date.parse(session.lastSeenAt),
    loadedAt: now,
  };
}
