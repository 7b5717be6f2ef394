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
  get(tokenHash: string): KnownSession | undefined;
  /** Loads and keeps it, unless something was dropped meanwhile: it might be that very session. */
  fill(tokenHash: string, load: () => Promise<KnownSession | null>): Promise<KnownSession | null>;
  drop(tokenHashes: readonly string[]): void;
  dropHousehold(householdId: string): void;
}

export function createSessionCache(maxSessions: number): SessionCache {
  const known = maxSessions > 0 ? new LRUCache<string, KnownSession>({ max: maxSessions }) : null;
  let drops = 0;

  return {
    get: (tokenHash) => known?.get(tokenHash),
    async fill(tokenHash, load) {
      const dropsBefore = drops;
      const loaded = await load();
      if (loaded && drops === dropsBefore) known?.set(tokenHash, loaded);
      return loaded;
    },
    drop(tokenHashes) {
      drops += 1;
      for (const tokenHash of tokenHashes) known?.delete(tokenHash);
    },
    dropHousehold(householdId) {
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
