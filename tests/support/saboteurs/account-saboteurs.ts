import { sampleId, sampleInstant } from '../sample-records.ts';
import { FAR_FUTURE, type StoreSaboteur, saboteur } from './store-saboteur.ts';

export const ACCOUNT_SABOTEURS: readonly StoreSaboteur[] = [
  saboteur('users', 'addresses are told apart by case', (real) => ({
    async findByEmail(email) {
      const found = await real.findByEmail(email);
      return found?.email === email ? found : null;
    },
  })),
  saboteur('users', 'a taken address looks like a stale version', (real) => ({
    async replace(user, version) {
      return (await real.replace(user, version)) === true;
    },
  })),
  saboteur('users', 'a claim goes to whoever asks last', (real) => ({
    async claimFirst(userId, claimedAt) {
      const holder = await real.claimFirst(userId, claimedAt);
      await real.reassignFirst(holder.userId, userId, claimedAt);
      return { userId, claimedAt };
    },
  })),
  saboteur('users', 'the slot is handed over by anybody', (real) => ({
    async reassignFirst(_from, to, claimedAt) {
      const holder = await real.claimFirst(to, claimedAt);
      return real.reassignFirst(holder.userId, to, claimedAt);
    },
  })),
  saboteur('sessions', 'delete ends the session of anybody', (real) => ({
    async delete(_userId, id) {
      const ended = [await real.delete(sampleId(1), id), await real.delete(sampleId(2), id)];
      return ended.find((each) => each !== null) ?? null;
    },
  })),
  saboteur('sessions', 'deleteByUser spares nobody', (real) => ({
    deleteByUser: (userId) => real.deleteByUser(userId),
  })),
  saboteur('sessions', 'listByUser shows the oldest first', (real) => ({
    listByUser: async (userId) => (await real.listByUser(userId)).toReversed(),
  })),
  saboteur('sessions', 'touch makes a session last longer', (real) => ({
    async touch(id, lastSeenAt) {
      await real.touch(id, lastSeenAt);
      for (const session of await real.listByUser(sampleId(1))) {
        if (session.id !== id) continue;
        await real.delete(session.userId, id);
        await real.insert({ ...session, expiresAt: FAR_FUTURE });
      }
    },
  })),
  saboteur('sessions', 'purge forgets the idle', (real) => ({
    purge: (now) => real.purge(now, sampleInstant(0)),
  })),
  saboteur('sessions', 'purge forgets those that ended', (real) => ({
    purge: (_now, idleSince) => real.purge(sampleInstant(0), idleSince),
  })),
  saboteur('passwordResets', 'a link works twice', (real) => ({
    async take(tokenHash) {
      const taken = await real.take(tokenHash);
      if (taken) await real.put(taken);
      return taken;
    },
  })),
  saboteur('passwordResets', 'purge removes what is valid', (real) => ({
    purge: () => real.purge(FAR_FUTURE),
  })),
  saboteur('households', 'a membership is overwritten', (real) => ({
    async addMember(membership) {
      await real.removeMember(membership.householdId, membership.userId);
      return real.addMember(membership);
    },
  })),
  saboteur('households', 'removeMember empties the household', (real) => ({
    async removeMember(householdId) {
      for (const { userId } of await real.listMembers(householdId)) {
        await real.removeMember(householdId, userId);
      }
    },
  })),
  saboteur('households', 'memberships come in reverse', (real) => ({
    listMemberships: async (userId) => (await real.listMemberships(userId)).toReversed(),
  })),
  saboteur('households', 'delete leaves the contents to whoever gets the id', (real, store) => {
    const left = new Map<string, Awaited<ReturnType<typeof store.categories.list>>>();
    return {
      async delete(householdId) {
        const kept = left.get(householdId) ?? [];
        left.set(householdId, [...kept, ...(await store.categories.list(householdId))]);
        await real.delete(householdId);
      },
      async insert(household) {
        const answer = await real.insert(household);
        for (const category of left.get(household.id) ?? []) {
          await store.categories.insert(household.id, category);
        }
        return answer;
      },
    };
  }),
];
