import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import {
  sampleHash,
  sampleId,
  sampleInstant,
  sampleSession,
  sampleUser,
} from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';
import type { Session } from './session-repository.ts';

const ADA = sampleUser();
const GRACE = sampleUser({ id: sampleId(2), email: 'grace@example.com' });

/** The `number`-th session of a user; later ones were seen later. */
function sessionOf(userId: string, number: number, changes: Partial<Session> = {}): Session {
  return sampleSession({
    userId,
    id: sampleId(50 + number),
    tokenHash: sampleHash(number),
    lastSeenAt: sampleInstant(number),
    ...changes,
  });
}

function example(name: string, run: (store: Store) => Promise<void>): StoreContractCase {
  return {
    name,
    async run(store) {
      await store.users.insert(ADA);
      await store.users.insert(GRACE);
      await run(store);
    },
  };
}

export const sessionRepositoryContract: StoreContract = {
  name: 'sessions',
  cases: [
    example('answers what is absent with null', async ({ sessions }) => {
      assert.equal(await sessions.findByTokenHash(sampleHash(9)), null);
      assert.deepEqual(await sessions.listByUser(ADA.id), []);
      assert.equal(await sessions.delete(ADA.id, sampleId(9)), null);
      assert.deepEqual(await sessions.deleteByUser(ADA.id), []);
      await sessions.touch(sampleId(9), sampleInstant(1));
      assert.equal(await sessions.purge(sampleInstant(9), sampleInstant(9)), 0);
    }),

    example('returns what was inserted, null as null', async ({ sessions }) => {
      const known = sessionOf(ADA.id, 1);
      const bare = sessionOf(ADA.id, 2, { userAgent: null });
      await sessions.insert(known);
      await sessions.insert(bare);
      assert.deepEqual(await sessions.findByTokenHash(known.tokenHash), known);
      assert.deepEqual(await sessions.findByTokenHash(bare.tokenHash), bare);
    }),

    example('refuses an id and a token that are there already', async ({ sessions }) => {
      const first = sessionOf(ADA.id, 1);
      await sessions.insert(first);
      const sameId = sessionOf(GRACE.id, 2, { id: first.id });
      const sameToken = sessionOf(GRACE.id, 3, { tokenHash: first.tokenHash });
      await assertRefused(sessions.insert(sameId), 'conflict');
      await assertRefused(sessions.insert(sameToken), 'conflict');
      assert.deepEqual(await sessions.findByTokenHash(first.tokenHash), first);
      assert.deepEqual(await sessions.listByUser(GRACE.id), []);
    }),

    example('refuses a session of a user who is gone', async ({ sessions, users }) => {
      await users.delete(ADA.id);
      await assertRefused(sessions.insert(sessionOf(ADA.id, 1)), 'conflict');
      assert.equal(await sessions.findByTokenHash(sampleHash(1)), null);
    }),

    example('lists those of one user, last seen first', async ({ sessions }) => {
      for (const number of [2, 3, 1]) await sessions.insert(sessionOf(ADA.id, number));
      await sessions.insert(sessionOf(GRACE.id, 4));
      const numbers = [3, 2, 1];
      const expected = numbers.map((number) => sessionOf(ADA.id, number));
      assert.deepEqual(await sessions.listByUser(ADA.id), expected);
    }),

    example('notes when one session was last seen', async ({ sessions }) => {
      for (const number of [1, 2]) await sessions.insert(sessionOf(ADA.id, number));
      await sessions.touch(sampleId(51), sampleInstant(7));
      const touched = sessionOf(ADA.id, 1, { lastSeenAt: sampleInstant(7) });
      assert.deepEqual(await sessions.listByUser(ADA.id), [touched, sessionOf(ADA.id, 2)]);
    }),

    example('deletes a session of its user, and says which token ended', async ({ sessions }) => {
      for (const number of [1, 2]) await sessions.insert(sessionOf(ADA.id, number));
      assert.equal(await sessions.delete(GRACE.id, sampleId(51)), null);
      assert.equal(await sessions.delete(ADA.id, sampleId(51)), sampleHash(1));
      assert.equal(await sessions.delete(ADA.id, sampleId(51)), null);
      assert.equal(await sessions.findByTokenHash(sampleHash(1)), null);
      assert.deepEqual(await sessions.listByUser(ADA.id), [sessionOf(ADA.id, 2)]);
    }),

    example('deletes those of a user, all or all but one', async ({ sessions }) => {
      for (const number of [1, 2, 3]) await sessions.insert(sessionOf(ADA.id, number));
      await sessions.insert(sessionOf(GRACE.id, 4));
      const ended = await sessions.deleteByUser(ADA.id, sampleId(52));
      assert.deepEqual(ended.toSorted(), [sampleHash(1), sampleHash(3)]);
      assert.deepEqual(await sessions.listByUser(ADA.id), [sessionOf(ADA.id, 2)]);
      assert.deepEqual(await sessions.deleteByUser(ADA.id), [sampleHash(2)]);
      assert.deepEqual(await sessions.listByUser(ADA.id), []);
      assert.deepEqual(await sessions.listByUser(GRACE.id), [sessionOf(GRACE.id, 4)]);
    }),

    example('purges what ended and what was idle, and keeps the rest', async ({ sessions }) => {
      const kept = sessionOf(ADA.id, 1, {
        lastSeenAt: sampleInstant(50),
        expiresAt: sampleInstant(100),
      });
      const ended = { ...sessionOf(ADA.id, 2), ...instants(50, 99) };
      const idle = { ...sessionOf(ADA.id, 3), ...instants(49, 100) };
      const both = { ...sessionOf(GRACE.id, 4), ...instants(49, 99) };
      for (const session of [kept, ended, idle, both]) await sessions.insert(session);
      assert.equal(await sessions.purge(sampleInstant(100), sampleInstant(50)), 3);
      assert.equal(await sessions.purge(sampleInstant(100), sampleInstant(50)), 0);
      assert.deepEqual(await sessions.listByUser(ADA.id), [kept]);
      assert.deepEqual(await sessions.listByUser(GRACE.id), []);
    }),
  ],
};

function instants(lastSeen: number, expires: number): Pick<Session, 'lastSeenAt' | 'expiresAt'> {
  return { lastSeenAt: sampleInstant(lastSeen), expiresAt: sampleInstant(expires) };
}
