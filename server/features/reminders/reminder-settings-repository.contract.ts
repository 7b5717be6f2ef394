import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import {
  sampleId,
  sampleInstant,
  sampleReminderSettings,
  sampleSubscription,
  sampleUser,
} from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';
import { giveTwoHouseholds } from '#tests/support/versioned-rows-cases.ts';
import type { StoredReminderSettings } from './reminder-settings-repository.ts';

const [HOME, NEIGHBOUR] = [sampleId(100), sampleId(101)];
const [ADA, NETFLIX] = [sampleId(1), sampleId(200)];

const ofHome = sampleReminderSettings();
const ofAda = sampleReminderSettings({ scope: 'member', ownerId: ADA });
const ofNetflix = sampleReminderSettings({ scope: 'subscription', ownerId: NETFLIX });

function changed(row: StoredReminderSettings, name: string): StoredReminderSettings {
  return { ...row, settings: JSON.stringify({ name }), updatedAt: sampleInstant(5) };
}

function example(
  name: string,
  run: (settings: Store['reminderSettings'], store: Store) => Promise<void>,
): StoreContractCase {
  return {
    name,
    async run(store) {
      await giveTwoHouseholds(store);
      await store.users.insert(sampleUser());
      for (const householdId of [HOME, NEIGHBOUR]) {
        const createdAt = sampleInstant(0);
        await store.households.addMember({ householdId, userId: ADA, role: 'owner', createdAt });
        await store.subscriptions.insert(householdId, sampleSubscription());
      }
      await run(store.reminderSettings, store);
    },
  };
}

export const reminderSettingsRepositoryContract: StoreContract = {
  name: 'reminderSettings',
  cases: [
    example('answers what is absent with null, nothing and false', async (settings) => {
      assert.equal(await settings.find(HOME, ofHome), null);
      assert.deepEqual(await settings.list(HOME), []);
      assert.equal(await settings.put(HOME, ofAda, 1), false);
      assert.equal(await settings.delete(HOME, ofAda), false);
      assert.equal(await settings.find(HOME, ofAda), null);
    }),

    example('finds what was put, and lists it by scope, then owner', async (settings) => {
      for (const row of [ofNetflix, ofHome, ofAda]) {
        assert.equal(await settings.put(HOME, row, null), true);
      }
      for (const row of [ofHome, ofAda, ofNetflix]) {
        assert.deepEqual(await settings.find(HOME, row), row);
      }
      assert.deepEqual(await settings.list(HOME), [ofHome, ofAda, ofNetflix]);
    }),

    example('keeps what is there where nothing is expected', async (settings) => {
      assert.equal(await settings.put(HOME, ofHome, null), true);
      assert.equal(await settings.put(HOME, changed(ofHome, 'Second'), null), false);
      assert.deepEqual(await settings.find(HOME, ofHome), ofHome);
    }),

    example('replaces the expected version by the next, and no other', async (settings) => {
      await settings.put(HOME, ofAda, null);
      assert.equal(await settings.put(HOME, { ...changed(ofAda, 'New'), version: 77 }, 1), true);
      const stored = { ...changed(ofAda, 'New'), version: 2 };
      assert.equal(await settings.put(HOME, changed(ofAda, 'Stale'), 1), false);
      assert.equal(await settings.put(HOME, changed(ofAda, 'Early'), 3), false);
      assert.deepEqual(await settings.find(HOME, ofAda), stored);
      assert.deepEqual(await settings.list(HOME), [stored]);
    }),

    example('lets one of two win who put the first at once', async (settings) => {
      const rows = ['One', 'Two'].map((name) => changed(ofHome, name));
      const wins = await Promise.all(rows.map((row) => settings.put(HOME, row, null)));
      assert.equal(wins.filter(Boolean).length, 1);
      assert.deepEqual(await settings.list(HOME), [rows[wins.indexOf(true)]]);
    }),

    example('deletes what has the expected version', async (settings) => {
      await settings.put(HOME, ofAda, null);
      await settings.put(HOME, ofNetflix, null);
      assert.equal(await settings.delete(HOME, ofAda, 2), false);
      assert.deepEqual(await settings.find(HOME, ofAda), ofAda);
      assert.equal(await settings.delete(HOME, ofAda, 1), true);
      assert.equal(await settings.delete(HOME, ofAda), false);
      assert.equal(await settings.delete(HOME, ofNetflix), true);
      assert.deepEqual(await settings.list(HOME), []);
    }),

    example('keeps households apart', async (settings) => {
      const theirs = changed(ofAda, 'Theirs');
      await settings.put(HOME, ofAda, null);
      assert.equal(await settings.find(NEIGHBOUR, ofAda), null);
      assert.equal(await settings.put(NEIGHBOUR, theirs, 1), false);
      assert.equal(await settings.put(NEIGHBOUR, theirs, null), true);
      assert.deepEqual(await settings.list(HOME), [ofAda]);
      assert.equal(await settings.delete(NEIGHBOUR, theirs), true);
      assert.deepEqual(await settings.find(HOME, ofAda), ofAda);
    }),

    example('refuses what belongs to nobody', async (settings) => {
      const nobody = sampleReminderSettings({ scope: 'member', ownerId: sampleId(9) });
      const nothing = sampleReminderSettings({ scope: 'subscription', ownerId: sampleId(9) });
      await assertRefused(settings.put(HOME, nobody, null), 'conflict');
      await assertRefused(settings.put(HOME, nothing, null), 'conflict');
      await assertRefused(settings.put(sampleId(9), ofHome, null), 'conflict');
      assert.deepEqual(await settings.list(HOME), []);
      assert.deepEqual(await settings.list(sampleId(9)), []);
    }),

    example('goes with the member, in their household only', async (settings, store) => {
      for (const row of [ofHome, ofAda]) await settings.put(HOME, row, null);
      await settings.put(NEIGHBOUR, ofAda, null);
      await store.households.removeMember(HOME, ADA);
      assert.deepEqual(await settings.list(HOME), [ofHome]);
      assert.deepEqual(await settings.list(NEIGHBOUR), [ofAda]);
      await store.users.delete(ADA);
      assert.deepEqual(await settings.list(NEIGHBOUR), []);
    }),

    example('goes with the subscription when it is removed for good', async (settings, store) => {
      for (const row of [ofHome, ofNetflix]) await settings.put(HOME, row, null);
      await settings.put(NEIGHBOUR, ofNetflix, null);
      const trashed = { ...sampleSubscription(), deletedAt: sampleInstant(1) };
      await store.subscriptions.replace(HOME, trashed, 1);
      assert.deepEqual(await settings.list(HOME), [ofHome, ofNetflix]);
      await store.subscriptions.purgeTrash(sampleInstant(2));
      assert.deepEqual(await settings.list(HOME), [ofHome]);
      assert.deepEqual(await settings.list(NEIGHBOUR), [ofNetflix]);
    }),

    example('goes with the household', async (settings, store) => {
      for (const row of [ofHome, ofAda, ofNetflix]) await settings.put(HOME, row, null);
      await settings.put(NEIGHBOUR, { ...ofHome, ownerId: NEIGHBOUR }, null);
      await store.households.delete(HOME);
      assert.deepEqual(await settings.list(HOME), []);
      assert.equal((await settings.list(NEIGHBOUR)).length, 1);
    }),
  ],
};
