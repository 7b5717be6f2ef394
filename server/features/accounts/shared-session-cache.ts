import { LRUCache } from 'lru-cache';
import type { Epochs } from '#server/shared-state/epochs.ts';
import type { KnownSession, SessionCache } from './session-cache.ts';

interface Kept {
  session: KnownSession;
  /** The names under which it was found: of the session and of its household's members. */
  epochs: string;
}

/**
 * Session checks of several processes: each keeps what it found under names that are asked for
 * with every request, so that a session which was ended anywhere has ended everywhere.
 */
export function createSharedSessionCache(maxSessions: number, epochs: Epochs): SessionCache {
  const known = new LRUCache<string, Kept>({ max: maxSessions });

  async function namesOf(tokenHash: string, householdId: string | undefined) {
    const [ofSession, ofMembers] = await Promise.all([
      epochs.current(sessionSubject(tokenHash)),
      householdId === undefined ? '' : epochs.current(membersSubject(householdId)),
    ]);
    return ofSession === null || ofMembers === null ? null : `${ofSession} ${ofMembers}`;
  }

  return {
    get: () => undefined,
    lastKnown: (tokenHash) => known.get(tokenHash)?.session,

    async fill(tokenHash, load, isTrusted) {
      const kept = known.get(tokenHash);
      let names = await namesOf(tokenHash, kept?.session.member.householdId);
      if (kept && names !== null) {
        if (kept.epochs !== names) known.delete(tokenHash);
        else if (isTrusted(kept.session)) return kept.session;
      }
      let loaded = await load();
      const householdId = loaded?.member.householdId;
      if (loaded && names !== null && householdId !== kept?.session.member.householdId) {
        // Only now is it known whose members to ask for, and they may have changed meanwhile.
        names = await namesOf(tokenHash, householdId);
        loaded = await load();
      }
      if (!loaded) known.delete(tokenHash);
      else if (names !== null && loaded.member.householdId === householdId) {
        known.set(tokenHash, { session: loaded, epochs: names });
      }
      return loaded;
    },

    async drop(tokenHashes) {
      if (tokenHashes.length === 0) return;
      for (const tokenHash of tokenHashes) known.delete(tokenHash);
      await epochs.renew(tokenHashes.map(sessionSubject));
    },

    async dropHousehold(householdId) {
      for (const [tokenHash, { session }] of known.entries()) {
        if (session.member.householdId === householdId) known.delete(tokenHash);
      }
      await epochs.renew([membersSubject(householdId)]);
    },
  };
}

const sessionSubject = (tokenHash: string) => `session:${tokenHash}`;
const membersSubject = (householdId: string) => `members:${householdId}`;
