import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import { sampleId, sampleInstant, sampleReminderLinkUse } from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';
import { giveTwoHouseholds } from '#tests/support/versioned-rows-cases.ts';

const [HOME, NEIGHBOUR] = [sampleId(100), sampleId(101)];
const USE = sampleReminderLinkUse();
const [LATER, LATEST] = [sampleInstant(20), sampleInstant(30)];

function example(
  name: string,
  run: (links: Store['reminderLinks'], store: Store) => Promise<void>,
): StoreContractCase {
  return {
    name,
    async run(store) {
      await giveTwoHouseholds(store);
      await run(store.reminderLinks, store);
    },
  };
}

export const reminderLinkRepositoryContract: StoreContract = {
  name: 'reminderLinks',
  cases: [
    example('answers what is absent with null and false', async (links) => {
      assert.equal(await links.find(HOME, USE.id), null);
      assert.equal(await links.finish(HOME, USE.id, LATER), false);
      assert.equal(await links.find(HOME, USE.id), null);
      assert.equal(await links.purge(LATEST), 0);
    }),

    example('finds what was begun, whatever is in it', async (links) => {
      const uses = [
        USE,
        sampleReminderLinkUse({ id: 'paid/Größe', snoozeUntil: null }),
        sampleReminderLinkUse({ id: 'paid/done', doneAt: LATER }),
      ];
      for (const use of uses) assert.deepEqual(await links.begin(HOME, use), use);
      for (const use of uses) assert.deepEqual(await links.find(HOME, use.id), use);
    }),

    example('leaves what was begun first as it is, and says what that was', async (links) => {
      await links.begin(HOME, USE);
      const other = { ...USE, snoozeUntil: LATEST, begunAt: LATER };
      assert.deepEqual(await links.begin(HOME, other), USE);
      assert.equal(await links.finish(HOME, USE.id, LATER), true);
      assert.deepEqual(await links.begin(HOME, other), { ...USE, doneAt: LATER });
      assert.deepEqual(await links.find(HOME, USE.id), { ...USE, doneAt: LATER });
    }),

    example('has one first of several at once', async (links) => {
      const uses = [1, 2, 3, 4].map((number) => ({ ...USE, snoozeUntil: sampleInstant(number) }));
      const begun = await Promise.all(uses.map((use) => links.begin(HOME, use)));
      const kept = await links.find(HOME, USE.id);
      for (const use of begun) assert.deepEqual(use, kept);
      assert.ok(uses.some(({ snoozeUntil }) => snoozeUntil === kept?.snoozeUntil));
    }),

    example('is done once, and stays so', async (links) => {
      await links.begin(HOME, USE);
      assert.equal(await links.finish(HOME, USE.id, LATER), true);
      assert.equal(await links.finish(HOME, USE.id, LATEST), false);
      assert.equal((await links.find(HOME, USE.id))?.doneAt, LATER);
    }),

    example('is done for one of several at once', async (links) => {
      await links.begin(HOME, USE);
      const ends = [21, 22, 23, 24].map(sampleInstant);
      const won = await Promise.all(ends.map((end) => links.finish(HOME, USE.id, end)));
      assert.equal(won.filter(Boolean).length, 1);
      assert.equal((await links.find(HOME, USE.id))?.doneAt, ends[won.indexOf(true)]);
    }),

    example('keeps households apart, even with the same ids', async (links) => {
      await links.begin(HOME, USE);
      assert.equal(await links.find(NEIGHBOUR, USE.id), null);
      assert.equal(await links.finish(NEIGHBOUR, USE.id, LATER), false);
      const theirs = { ...USE, snoozeUntil: null };
      assert.deepEqual(await links.begin(NEIGHBOUR, theirs), theirs);
      assert.equal(await links.finish(NEIGHBOUR, USE.id, LATER), true);
      assert.deepEqual(await links.find(HOME, USE.id), USE);
    }),

    example('refuses one of a household that is not there', async (links) => {
      await assertRefused(links.begin(sampleId(9), USE), 'conflict');
      assert.equal(await links.find(sampleId(9), USE.id), null);
    }),

    example('goes with the household', async (links, store) => {
      for (const householdId of [HOME, NEIGHBOUR]) await links.begin(householdId, USE);
      await store.households.delete(HOME);
      assert.equal(await links.find(HOME, USE.id), null);
      assert.deepEqual(await links.find(NEIGHBOUR, USE.id), USE);
    }),

    example('purges what was begun before an instant, in every household', async (links) => {
      const old = sampleReminderLinkUse({ begunAt: sampleInstant(9) });
      const recent = sampleReminderLinkUse({ id: 'snooze/2', begunAt: sampleInstant(10) });
      for (const householdId of [HOME, NEIGHBOUR]) await links.begin(householdId, old);
      await links.begin(HOME, recent);
      assert.equal(await links.purge(sampleInstant(10)), 2);
      assert.equal(await links.find(HOME, old.id), null);
      assert.equal(await links.find(NEIGHBOUR, old.id), null);
      assert.deepEqual(await links.find(HOME, recent.id), recent);
    }),
  ],
};
