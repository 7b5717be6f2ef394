import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import {
  sampleHash,
  sampleHousehold,
  sampleId,
  sampleInstant,
  sampleSession,
  sampleUser,
} from '#tests/support/sample-records.ts';
import { assertRefused, type StoreContract } from '#tests/support/store-contract.ts';

const ADA = sampleUser();
const GRACE = sampleUser({
  id: sampleId(2),
  name: 'Grace Hopper',
  email: 'grace@example.com',
  role: 'operator',
  householdId: sampleId(102),
});

async function giveBoth({ users }: Store): Promise<void> {
  assert.equal(await users.insert(ADA), 'inserted');
  assert.equal(await users.insert(GRACE), 'inserted');
}

export const userRepositoryContract: StoreContract = {
  name: 'users',
  cases: [
    {
      name: 'answers what is absent with null',
      async run({ users }) {
        assert.equal(await users.isEmpty(), true);
        assert.equal(await users.find(ADA.id), null);
        assert.equal(await users.findByEmail(ADA.email), null);
        assert.equal(await users.replace(ADA, 1), false);
        await users.delete(ADA.id);
        assert.equal(await users.isEmpty(), true);
      },
    },
    {
      name: 'returns what was inserted',
      async run(store) {
        await giveBoth(store);
        assert.equal(await store.users.isEmpty(), false);
        assert.deepEqual(await store.users.find(ADA.id), ADA);
        assert.deepEqual(await store.users.find(GRACE.id), GRACE);
        assert.deepEqual(await store.users.findByEmail(GRACE.email), GRACE);
      },
    },
    {
      name: 'finds an address however its letters are written, and returns it as it was given',
      async run({ users }) {
        const given = sampleUser({ email: 'Zoë.ÅSE@Example.com' });
        await users.insert(given);
        for (const email of [
          'zoë.åse@example.COM',
          'ZOË.ÅSE@EXAMPLE.COM',
          'Zoe\u0308.A\u030Ase@Example.com',
        ]) {
          assert.deepEqual(await users.findByEmail(email), given);
        }
        assert.equal(await users.findByEmail('zoe.ase@example.com'), null);
        assert.equal(await users.findByEmail('zo__.åse@example.com'), null);
      },
    },
    {
      name: 'keeps an address for one user, without regard to case',
      async run({ users }) {
        await users.insert(ADA);
        const twin = { ...GRACE, email: 'ADA@Example.com' };
        assert.equal(await users.insert(twin), 'email-taken');
        assert.equal(await users.find(GRACE.id), null);
        assert.deepEqual(await users.findByEmail(ADA.email), ADA);
      },
    },
    {
      name: 'answers a repeated insert with email-taken and keeps the first',
      async run({ users }) {
        await users.insert(ADA);
        assert.equal(await users.insert({ ...ADA, name: 'Again' }), 'email-taken');
        assert.deepEqual(await users.find(ADA.id), ADA);
      },
    },
    {
      name: 'refuses an id that another address has',
      async run({ users }) {
        await users.insert(ADA);
        await assertRefused(users.insert({ ...GRACE, id: ADA.id }), 'conflict');
        assert.deepEqual(await users.find(ADA.id), ADA);
        assert.equal(await users.findByEmail(GRACE.email), null);
      },
    },
    {
      name: 'lets one of two concurrent sign-ups have the address',
      async run({ users }) {
        const both = [ADA, { ...GRACE, email: 'ADA@example.com' }];
        const answers = await Promise.all(both.map((user) => users.insert(user)));
        assert.deepEqual(answers.toSorted(), ['email-taken', 'inserted']);
        const winner = both[answers.indexOf('inserted')];
        assert.deepEqual(await users.findByEmail(ADA.email), winner);
      },
    },
    {
      name: 'replaces the expected version by the next, the address included',
      async run(store) {
        await giveBoth(store);
        const changed = {
          ...ADA,
          name: 'Ada Lovelace',
          email: 'Countess@Example.com',
          passwordHash: '$argon2id$other',
          role: 'operator' as const,
          householdId: sampleId(177),
          updatedAt: sampleInstant(9),
        };
        assert.equal(await store.users.replace(changed, 1), true);
        assert.deepEqual(await store.users.find(ADA.id), { ...changed, version: 2 });
        const found = await store.users.findByEmail('countess@example.com');
        assert.deepEqual(found, { ...changed, version: 2 });
        assert.equal(await store.users.findByEmail(ADA.email), null);
        assert.deepEqual(await store.users.find(GRACE.id), GRACE);
      },
    },
    {
      name: 'leaves another version as it is',
      async run(store) {
        await giveBoth(store);
        await store.users.replace({ ...ADA, name: 'Second' }, 1);
        assert.equal(await store.users.replace({ ...ADA, name: 'Stale' }, 1), false);
        assert.equal(await store.users.replace({ ...ADA, name: 'Early' }, 3), false);
        assert.deepEqual(await store.users.find(ADA.id), { ...ADA, name: 'Second', version: 2 });
      },
    },
    {
      name: 'does not change to an address that is taken; to its own in other letters it does',
      async run(store) {
        await giveBoth(store);
        const greedy = { ...ADA, email: 'GRACE@example.com' };
        assert.equal(await store.users.replace(greedy, 1), 'email-taken');
        assert.deepEqual(await store.users.find(ADA.id), ADA);
        assert.equal(await store.users.replace({ ...ADA, email: 'ADA@example.com' }, 1), true);
        assert.equal((await store.users.findByEmail(ADA.email))?.email, 'ADA@example.com');
      },
    },
    {
      name: 'lets one of two concurrent changes win',
      async run({ users }) {
        await users.insert(ADA);
        const contenders = ['One', 'Two'].map((name) => ({ ...ADA, name }));
        const wins = await Promise.all(contenders.map((user) => users.replace(user, 1)));
        assert.equal(wins.filter((win) => win === true).length, 1);
        const winner = contenders[wins.indexOf(true)];
        assert.deepEqual(await users.find(ADA.id), { ...winner, version: 2 });
      },
    },
    {
      name: 'deletes a user with sessions and memberships, and frees the address',
      async run(store) {
        await giveBoth(store);
        const household = sampleHousehold();
        await store.households.insert(household);
        for (const [number, user] of [ADA, GRACE].entries()) {
          const ids = { userId: user.id, tokenHash: sampleHash(number) };
          await store.sessions.insert(sampleSession({ ...ids, id: sampleId(50 + number) }));
          await store.households.addMember({
            householdId: household.id,
            userId: user.id,
            role: 'owner',
            createdAt: sampleInstant(0),
          });
        }
        await store.users.delete(ADA.id);
        await store.users.delete(ADA.id);
        assert.equal(await store.users.find(ADA.id), null);
        assert.equal(await store.users.findByEmail(ADA.email), null);
        assert.equal(await store.sessions.findByTokenHash(sampleHash(0)), null);
        assert.deepEqual(await store.sessions.listByUser(ADA.id), []);
        assert.deepEqual(await store.households.listMemberships(ADA.id), []);
        const members = await store.households.listMembers(household.id);
        assert.deepEqual(
          members.map(({ userId }) => userId),
          [GRACE.id],
        );
        assert.deepEqual(await store.households.find(household.id), household);
        assert.deepEqual(await store.users.find(GRACE.id), GRACE);
        assert.equal((await store.sessions.listByUser(GRACE.id)).length, 1);
        assert.equal(await store.users.insert({ ...ADA, id: sampleId(3) }), 'inserted');
      },
    },
    {
      name: 'gives the first-user slot to one claimant, also before the user exists',
      async run({ users }) {
        const first = { userId: ADA.id, claimedAt: sampleInstant(1) };
        assert.equal(await users.findFirst(), null);
        assert.deepEqual(await users.claimFirst(ADA.id, sampleInstant(1)), first);
        assert.equal(await users.findFirst(), ADA.id);
        assert.deepEqual(await users.claimFirst(GRACE.id, sampleInstant(2)), first);
        assert.deepEqual(await users.claimFirst(ADA.id, sampleInstant(3)), first);
        assert.equal(await users.isEmpty(), true);
      },
    },
    {
      name: 'lets one of two concurrent claims win',
      async run({ users }) {
        const ids = [ADA.id, GRACE.id, sampleId(3)];
        const holders = await Promise.all(ids.map((id) => users.claimFirst(id, sampleInstant(1))));
        assert.equal(new Set(holders.map(({ userId }) => userId)).size, 1);
      },
    },
    {
      name: 'hands the first-user slot over only from its holder',
      async run({ users }) {
        assert.equal(await users.reassignFirst(ADA.id, GRACE.id, sampleInstant(1)), false);
        await users.claimFirst(ADA.id, sampleInstant(1));
        assert.equal(await users.reassignFirst(GRACE.id, sampleId(3), sampleInstant(2)), false);
        assert.equal((await users.claimFirst(sampleId(4), sampleInstant(2))).userId, ADA.id);
        assert.equal(await users.reassignFirst(ADA.id, GRACE.id, sampleInstant(3)), true);
        assert.equal(await users.findFirst(), GRACE.id);
        assert.equal(await users.reassignFirst(ADA.id, sampleId(3), sampleInstant(4)), false);
        const holder = { userId: GRACE.id, claimedAt: sampleInstant(3) };
        assert.deepEqual(await users.claimFirst(ADA.id, sampleInstant(5)), holder);
      },
    },
  ],
};
