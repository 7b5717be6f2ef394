import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import {
  sampleAttentionMarks,
  sampleId,
  sampleInstant,
  sampleUser,
} from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';
import { giveTwoHouseholds } from '#tests/support/versioned-rows-cases.ts';

const [HOME, NEIGHBOUR] = [sampleId(100), sampleId(101)];
const [ADA, BOB] = [sampleId(1), sampleId(2)];
const ADA_AT_HOME = { householdId: HOME, userId: ADA };
const BOB_AT_HOME = { householdId: HOME, userId: BOB };
const ADA_NEXT_DOOR = { householdId: NEIGHBOUR, userId: ADA };

const marks = sampleAttentionMarks();

function dismissing(...dismissed: string[]) {
  return sampleAttentionMarks({ dismissed, updatedAt: sampleInstant(5) });
}

function example(
  name: string,
  run: (attention: Store['attention'], store: Store) => Promise<void>,
): StoreContractCase {
  return {
    name,
    async run(store) {
      await giveTwoHouseholds(store);
      await store.users.insert(sampleUser());
      await store.users.insert(sampleUser({ id: BOB, email: 'bob@example.com' }));
      for (const owner of [ADA_AT_HOME, BOB_AT_HOME, ADA_NEXT_DOOR]) {
        const createdAt = sampleInstant(0);
        await store.households.addMember({ ...owner, role: 'owner', createdAt });
      }
      await run(store.attention, store);
    },
  };
}

export const attentionRepositoryContract: StoreContract = {
  name: 'attention',
  cases: [
    example('answers what is absent with null and false', async (attention) => {
      assert.equal(await attention.find(ADA_AT_HOME), null);
      assert.equal(await attention.put(ADA_AT_HOME, marks, 1), false);
      assert.equal(await attention.find(ADA_AT_HOME), null);
    }),

    example('finds what was put, lists in their order, also empty ones', async (attention) => {
      assert.equal(await attention.put(ADA_AT_HOME, { ...marks, version: 77 }, null), true);
      assert.deepEqual(await attention.find(ADA_AT_HOME), marks);
      const other = { ...marks, seen: ['b', 'a', 'Größe "✓"'], dismissed: [] };
      assert.equal(await attention.put(BOB_AT_HOME, other, null), true);
      assert.deepEqual(await attention.find(BOB_AT_HOME), other);
    }),

    example('keeps what is there where nothing is expected', async (attention) => {
      await attention.put(ADA_AT_HOME, marks, null);
      assert.equal(await attention.put(ADA_AT_HOME, dismissing('x'), null), false);
      assert.deepEqual(await attention.find(ADA_AT_HOME), marks);
    }),

    example('replaces the expected version by the next, and no other', async (attention) => {
      await attention.put(ADA_AT_HOME, marks, null);
      const given = { ...dismissing('x', 'y'), version: 77 };
      assert.equal(await attention.put(ADA_AT_HOME, given, 1), true);
      const stored = { ...given, version: 2 };
      assert.equal(await attention.put(ADA_AT_HOME, dismissing('stale'), 1), false);
      assert.equal(await attention.put(ADA_AT_HOME, dismissing('early'), 3), false);
      assert.deepEqual(await attention.find(ADA_AT_HOME), stored);
    }),

    example('lets one of two win who put at once', async (attention) => {
      const rows = ['one', 'two'].map((key) => dismissing(key));
      const first = await Promise.all(rows.map((row) => attention.put(ADA_AT_HOME, row, null)));
      assert.equal(first.filter(Boolean).length, 1);
      assert.deepEqual(await attention.find(ADA_AT_HOME), rows[first.indexOf(true)]);
      const second = await Promise.all(rows.map((row) => attention.put(ADA_AT_HOME, row, 1)));
      assert.equal(second.filter(Boolean).length, 1);
      const winner = rows[second.indexOf(true)];
      assert.deepEqual(await attention.find(ADA_AT_HOME), { ...winner, version: 2 });
    }),

    example('keeps members and households apart', async (attention) => {
      await attention.put(ADA_AT_HOME, marks, null);
      for (const other of [BOB_AT_HOME, ADA_NEXT_DOOR]) {
        assert.equal(await attention.find(other), null);
        assert.equal(await attention.put(other, dismissing('theirs'), 1), false);
        assert.equal(await attention.put(other, dismissing('theirs'), null), true);
      }
      assert.deepEqual(await attention.find(ADA_AT_HOME), marks);
    }),

    example('refuses what belongs to nobody', async (attention) => {
      const stranger = { householdId: HOME, userId: sampleId(9) };
      const nowhere = { householdId: sampleId(9), userId: ADA };
      for (const nobody of [stranger, nowhere]) {
        await assertRefused(attention.put(nobody, marks, null), 'conflict');
        assert.equal(await attention.find(nobody), null);
      }
    }),

    example('goes with the member, the user and the household', async (attention, store) => {
      const everybody = [ADA_AT_HOME, BOB_AT_HOME, ADA_NEXT_DOOR];
      for (const owner of everybody) await attention.put(owner, marks, null);
      const left = async () => {
        const found = await Promise.all(everybody.map((owner) => attention.find(owner)));
        return found.map((row) => row !== null);
      };
      await store.households.removeMember(HOME, ADA);
      assert.deepEqual(await left(), [false, true, true]);
      await store.users.delete(BOB);
      assert.deepEqual(await left(), [false, false, true]);
      await store.households.delete(NEIGHBOUR);
      assert.deepEqual(await left(), [false, false, false]);
    }),
  ],
};
