import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import {
  sampleCategory,
  sampleHash,
  sampleHousehold,
  sampleId,
  sampleIdempotencyRecord,
  sampleImport,
  sampleInstant,
  samplePayment,
  samplePaymentMethod,
  sampleRate,
  sampleSubscription,
  sampleUser,
} from '#tests/support/sample-records.ts';
import { assertRefused, type StoreContract } from '#tests/support/store-contract.ts';
import type { Membership } from './household-repository.ts';

const HOME = sampleHousehold();
const NEIGHBOUR = sampleHousehold({
  id: sampleId(101),
  name: 'Müller & Söhne',
  baseCurrency: 'JPY',
  timeZone: 'Asia/Tokyo',
});
const ADA = sampleUser();
const GRACE = sampleUser({ id: sampleId(2), email: 'grace@example.com' });

function membership(changes: Partial<Membership> = {}): Membership {
  return {
    householdId: HOME.id,
    userId: ADA.id,
    role: 'owner',
    createdAt: sampleInstant(0),
    ...changes,
  };
}

async function givePeople(store: Store): Promise<void> {
  for (const household of [HOME, NEIGHBOUR]) await store.households.insert(household);
  for (const user of [ADA, GRACE]) await store.users.insert(user);
}

export const householdRepositoryContract: StoreContract = {
  name: 'households',
  cases: [
    {
      name: 'answers what is absent with null or nothing',
      async run({ households }) {
        assert.equal(await households.find(HOME.id), null);
        assert.equal(await households.replace(HOME, 1), false);
        assert.deepEqual(await households.listMembers(HOME.id), []);
        assert.deepEqual(await households.listMemberships(ADA.id), []);
        await households.removeMember(HOME.id, ADA.id);
        await households.delete(HOME.id);
      },
    },
    {
      name: 'returns what was inserted, and keeps the first of two with the same id',
      async run({ households }) {
        assert.equal(await households.insert(HOME), 'inserted');
        assert.equal(await households.insert(NEIGHBOUR), 'inserted');
        assert.equal(await households.insert({ ...HOME, name: 'Again' }), 'exists');
        assert.deepEqual(await households.find(HOME.id), HOME);
        assert.deepEqual(await households.find(NEIGHBOUR.id), NEIGHBOUR);
      },
    },
    {
      name: 'replaces the expected version by the next, and no other',
      async run({ households }) {
        for (const household of [HOME, NEIGHBOUR]) await households.insert(household);
        const changed = {
          ...NEIGHBOUR,
          id: HOME.id,
          createdAt: sampleInstant(1),
          updatedAt: sampleInstant(9),
        };
        assert.equal(await households.replace({ ...changed, version: 77 }, 1), true);
        assert.equal(await households.replace({ ...changed, name: 'Stale' }, 1), false);
        assert.equal(await households.replace({ ...changed, name: 'Early' }, 3), false);
        assert.deepEqual(await households.find(HOME.id), { ...changed, version: 2 });
        assert.deepEqual(await households.find(NEIGHBOUR.id), NEIGHBOUR);
      },
    },
    {
      name: 'lets one of two concurrent changes win',
      async run({ households }) {
        await households.insert(HOME);
        const contenders = ['One', 'Two'].map((name) => ({ ...HOME, name }));
        const wins = await Promise.all(contenders.map((each) => households.replace(each, 1)));
        assert.equal(wins.filter(Boolean).length, 1);
        const winner = contenders[wins.indexOf(true)];
        assert.deepEqual(await households.find(HOME.id), { ...winner, version: 2 });
      },
    },
    {
      name: 'keeps the first of two memberships of the same pair',
      async run(store) {
        await givePeople(store);
        assert.equal(await store.households.addMember(membership()), 'inserted');
        const again = membership({ role: 'viewer', createdAt: sampleInstant(9) });
        assert.equal(await store.households.addMember(again), 'exists');
        assert.deepEqual(await store.households.listMembers(HOME.id), [membership()]);
      },
    },
    {
      name: 'refuses a membership in a household, and of a user, that is gone',
      async run(store) {
        await givePeople(store);
        const nowhere = membership({ householdId: sampleId(9) });
        const nobody = membership({ userId: sampleId(9) });
        await assertRefused(store.households.addMember(nowhere), 'conflict');
        await assertRefused(store.households.addMember(nobody), 'conflict');
        assert.deepEqual(await store.households.listMemberships(ADA.id), []);
        assert.deepEqual(await store.households.listMembers(HOME.id), []);
      },
    },
    {
      name: 'lists members and memberships by age, then id',
      async run(store) {
        await givePeople(store);
        const third = sampleHousehold({ id: sampleId(99) });
        await store.households.insert(third);
        const inThird = membership({ householdId: third.id, createdAt: sampleInstant(2) });
        const inHome = membership({ createdAt: sampleInstant(2), role: 'member' });
        const inNeighbour = membership({ householdId: NEIGHBOUR.id, createdAt: sampleInstant(1) });
        const ofGrace = membership({ userId: GRACE.id, createdAt: sampleInstant(1) });
        for (const each of [inHome, ofGrace, inThird, inNeighbour]) {
          await store.households.addMember(each);
        }
        const memberships = await store.households.listMemberships(ADA.id);
        assert.deepEqual(memberships, [inNeighbour, inThird, inHome]);
        assert.deepEqual(await store.households.listMembers(HOME.id), [ofGrace, inHome]);
      },
    },
    {
      name: 'removes one membership',
      async run(store) {
        await givePeople(store);
        const others = [
          membership({ userId: GRACE.id }),
          membership({ householdId: NEIGHBOUR.id }),
        ];
        for (const each of [membership(), ...others]) await store.households.addMember(each);
        await store.households.removeMember(HOME.id, ADA.id);
        await store.households.removeMember(HOME.id, ADA.id);
        assert.deepEqual(await store.households.listMembers(HOME.id), [others[0]]);
        assert.deepEqual(await store.households.listMemberships(ADA.id), [others[1]]);
      },
    },
    {
      name: 'deletes a household with everything in it, and nothing of another',
      async run(store) {
        await givePeople(store);
        for (const [number, { id }] of [HOME, NEIGHBOUR].entries()) {
          await store.households.addMember(membership({ householdId: id }));
          await store.subscriptions.insert(id, sampleSubscription());
          await store.payments.put(id, samplePayment(), null);
          await store.categories.insert(id, sampleCategory());
          await store.paymentMethods.insert(id, samplePaymentMethod());
          await store.rates.put(id, sampleRate());
          await store.imports.insert(id, sampleImport());
          const feed = { tokenHash: sampleHash(number), createdAt: sampleInstant(0) };
          await store.calendarFeeds.put(id, feed);
          await store.idempotency.begin(id, sampleIdempotencyRecord());
        }
        await store.households.delete(HOME.id);
        await store.households.delete(HOME.id);
        assert.deepEqual(await contentsOf(store, HOME.id), NOTHING);
        assert.deepEqual(await contentsOf(store, NEIGHBOUR.id), FULL_HOUSEHOLD);
        assert.equal(await store.calendarFeeds.findHouseholdByTokenHash(sampleHash(0)), null);
        assert.deepEqual(await store.users.find(ADA.id), ADA);
        // What was left behind would stand in the way of the same ids.
        await store.households.insert(HOME);
        assert.deepEqual(await contentsOf(store, HOME.id), EMPTY_HOUSEHOLD);
        assert.equal(await store.subscriptions.insert(HOME.id, sampleSubscription()), 'inserted');
        const begun = sampleIdempotencyRecord({ fingerprint: sampleHash(99) });
        assert.deepEqual(await store.idempotency.begin(HOME.id, begun), begun);
      },
    },
  ],
};

const NOTHING = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const EMPTY_HOUSEHOLD = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const FULL_HOUSEHOLD = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

/** How many there are of each kind of thing; at most one in these tests. */
async function contentsOf(store: Store, id: string): Promise<number[]> {
  const lists = [
    await store.households.listMembers(id),
    await store.subscriptions.list(id),
    await store.payments.list(id),
    await store.categories.list(id),
    await store.paymentMethods.list(id),
    await store.rates.list(id),
  ];
  const entries = [
    await store.households.find(id),
    await store.imports.find(id, sampleImport().id),
    await store.calendarFeeds.find(id),
    await store.payments.find(id, samplePayment().subscriptionId, samplePayment().dueOn),
  ];
  return [...entries.map((entry) => (entry ? 1 : 0)), ...lists.map(({ length }) => length)];
}
