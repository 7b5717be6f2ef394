import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import {
  sampleId,
  sampleInstant,
  sampleReminderDelivery,
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
const SENT = {
  state: 'sent',
  isLate: true,
  note: '250 accepted: Größe 📱',
  attempts: 3,
  endedAt: sampleInstant(9),
} as const;

function example(
  name: string,
  run: (deliveries: Store['reminderDeliveries'], store: Store) => Promise<void>,
): StoreContractCase {
  return {
    name,
    async run(store) {
      await giveTwoHouseholds(store);
      await store.users.insert(sampleUser());
      await store.users.insert(sampleUser({ id: BOB, email: 'bob@example.com' }));
      for (const householdId of [HOME, NEIGHBOUR]) {
        for (const userId of [ADA, BOB]) {
          const createdAt = sampleInstant(0);
          await store.households.addMember({ householdId, userId, role: 'owner', createdAt });
        }
      }
      await run(store.reminderDeliveries, store);
    },
  };
}

/** Ids sort as the numbers do. */
function delivery(number: number, changes: Parameters<typeof sampleReminderDelivery>[0] = {}) {
  return sampleReminderDelivery({ id: `${ADA}:${number}`, ...changes });
}

export const reminderDeliveryRepositoryContract: StoreContract = {
  name: 'reminderDeliveries',
  cases: [
    example('answers what is absent with null, nothing and false', async (deliveries) => {
      assert.equal(await deliveries.find(HOME, 'x'), null);
      assert.deepEqual(await deliveries.listIds(ADA_AT_HOME, 'x', sampleInstant(0)), []);
      assert.deepEqual(await deliveries.listPending(HOME), []);
      assert.deepEqual(await deliveries.listNewest(ADA_AT_HOME, { limit: 9 }), []);
      assert.equal(await deliveries.progress(HOME, 'x', SENT), false);
      assert.deepEqual(await deliveries.insertNew(HOME, []), []);
    }),

    example('finds what was inserted, whatever is in it', async (deliveries) => {
      const rows = [
        delivery(1),
        delivery(2, { kind: 'digest', subjectId: ADA, days: 0, isLate: true }),
        delivery(3, {
          digestId: `${ADA}:2`,
          state: 'dropped',
          note: 'past',
          endedAt: sampleInstant(4),
        }),
      ];
      assert.deepEqual(
        await deliveries.insertNew(HOME, rows),
        rows.map(({ id }) => id),
      );
      for (const row of rows) assert.deepEqual(await deliveries.find(HOME, row.id), row);
    }),

    example('says which were new, and leaves the others as they are', async (deliveries) => {
      await deliveries.insertNew(HOME, [delivery(1), delivery(3)]);
      await deliveries.progress(HOME, `${ADA}:1`, SENT);
      const again = [1, 2, 3, 4].map((number) => delivery(number, { note: 'again' }));
      assert.deepEqual(await deliveries.insertNew(HOME, again), [`${ADA}:2`, `${ADA}:4`]);
      assert.deepEqual(await deliveries.find(HOME, `${ADA}:1`), { ...delivery(1), ...SENT });
      assert.deepEqual(await deliveries.find(HOME, `${ADA}:3`), delivery(3));
    }),

    example('lets each be new for one of two who insert at once', async (deliveries) => {
      const rows = Array.from({ length: 250 }, (_, number) => delivery(number));
      const answers = await Promise.all([
        deliveries.insertNew(HOME, rows),
        deliveries.insertNew(HOME, rows.toReversed()),
      ]);
      const news = answers.flat();
      assert.equal(news.length, 250);
      assert.equal(new Set(news).size, 250);
    }),

    example('lists the ids of a member’s channel since an instant', async (deliveries) => {
      await deliveries.insertNew(HOME, [
        delivery(1, { sendAt: sampleInstant(9) }),
        delivery(2, { sendAt: sampleInstant(10), state: 'sent', endedAt: sampleInstant(11) }),
        delivery(3, { sendAt: sampleInstant(11) }),
        delivery(4, { channelId: sampleId(601) }),
        delivery(5, { userId: BOB }),
      ]);
      await deliveries.insertNew(NEIGHBOUR, [delivery(6)]);
      const { channelId } = delivery(1);
      const found = await deliveries.listIds(ADA_AT_HOME, channelId, sampleInstant(10));
      assert.deepEqual(found.toSorted(), [`${ADA}:2`, `${ADA}:3`]);
    }),

    example('lists what is pending in the household, by time, then id', async (deliveries) => {
      const rows = [
        delivery(4, { sendAt: sampleInstant(20) }),
        delivery(2, { sendAt: sampleInstant(20), userId: BOB }),
        delivery(3, { sendAt: sampleInstant(10) }),
      ];
      await deliveries.insertNew(HOME, [
        ...rows,
        delivery(1, { state: 'failed', endedAt: sampleInstant(1) }),
      ]);
      await deliveries.insertNew(NEIGHBOUR, [delivery(9)]);
      assert.deepEqual(await deliveries.listPending(HOME), [rows[2], rows[1], rows[0]]);
    }),

    example('lists the newest first, page by page', async (deliveries) => {
      const rows = [1, 2, 3, 4, 5].map((number) =>
        delivery(number, { createdAt: sampleInstant(Math.floor(number / 2)) }),
      );
      await deliveries.insertNew(HOME, [...rows.toReversed(), delivery(6, { userId: BOB })]);
      await deliveries.insertNew(NEIGHBOUR, [delivery(7)]);
      const first = await deliveries.listNewest(ADA_AT_HOME, { limit: 2 });
      const second = await deliveries.listNewest(ADA_AT_HOME, { limit: 2, after: first.at(-1) });
      const third = await deliveries.listNewest(ADA_AT_HOME, { limit: 2, after: second.at(-1) });
      assert.deepEqual([...first, ...second, ...third], rows.toReversed());
      assert.equal(third.length, 1);
    }),

    example('lists what failed since an instant, the newest first', async (deliveries) => {
      const failed = (number: number, changes: Parameters<typeof delivery>[1] = {}) =>
        delivery(number, { ...SENT, state: 'failed', note: 'gone', ...changes });
      const rows = [
        failed(1, { createdAt: sampleInstant(10) }),
        failed(3, { createdAt: sampleInstant(11) }),
        failed(2, { createdAt: sampleInstant(11) }),
      ] as const;
      await deliveries.insertNew(HOME, [
        ...rows,
        failed(4, { createdAt: sampleInstant(9) }),
        failed(5, { createdAt: sampleInstant(12), userId: BOB }),
        delivery(6, { ...SENT, createdAt: sampleInstant(12) }),
        delivery(7, { createdAt: sampleInstant(12) }),
      ]);
      await deliveries.insertNew(NEIGHBOUR, [failed(8, { createdAt: sampleInstant(12) })]);
      const found = await deliveries.listFailed(ADA_AT_HOME, sampleInstant(10));
      assert.deepEqual(found, [rows[1], rows[2], rows[0]]);
      assert.deepEqual(await deliveries.listFailed(ADA_AT_HOME, sampleInstant(12)), []);
    }),

    example('ends what is pending once', async (deliveries) => {
      await deliveries.insertNew(HOME, [delivery(1), delivery(2)]);
      await deliveries.insertNew(NEIGHBOUR, [delivery(1)]);
      const tried = { ...SENT, state: 'pending', attempts: 1, endedAt: null } as const;
      assert.equal(await deliveries.progress(HOME, `${ADA}:1`, tried), true);
      assert.deepEqual(await deliveries.find(HOME, `${ADA}:1`), { ...delivery(1), ...tried });
      assert.equal(await deliveries.progress(HOME, `${ADA}:1`, SENT), true);
      const failed = { ...SENT, state: 'failed', note: 'no' } as const;
      assert.equal(await deliveries.progress(HOME, `${ADA}:1`, failed), false);
      assert.deepEqual(await deliveries.find(HOME, `${ADA}:1`), { ...delivery(1), ...SENT });
      assert.deepEqual(await deliveries.listPending(HOME), [delivery(2)]);
      assert.deepEqual(await deliveries.listPending(NEIGHBOUR), [delivery(1)]);
    }),

    example('lets one of two end it', async (deliveries) => {
      await deliveries.insertNew(HOME, [delivery(1)]);
      const ends = await Promise.all(
        (['sent', 'failed'] as const).map((state) =>
          deliveries.progress(HOME, `${ADA}:1`, { ...SENT, state }),
        ),
      );
      assert.equal(ends.filter(Boolean).length, 1);
    }),

    example('refuses what is for somebody who is no member', async (deliveries) => {
      const stray = delivery(1, { userId: sampleId(9) });
      await assertRefused(deliveries.insertNew(HOME, [stray]), 'conflict');
      await assertRefused(deliveries.insertNew(sampleId(9), [delivery(1)]), 'conflict');
      assert.deepEqual(await deliveries.listPending(HOME), []);
      assert.equal(await deliveries.find(sampleId(9), `${ADA}:1`), null);
    }),

    example('forgets what is old, in every household', async (deliveries) => {
      const old = delivery(1, { createdAt: sampleInstant(9) });
      const kept = delivery(2, { createdAt: sampleInstant(10) });
      await deliveries.insertNew(HOME, [old, kept]);
      await deliveries.insertNew(NEIGHBOUR, [old]);
      assert.equal(await deliveries.purge(sampleInstant(10)), 2);
      assert.equal(await deliveries.purge(sampleInstant(10)), 0);
      assert.deepEqual(await deliveries.listPending(HOME), [kept]);
      assert.equal(await deliveries.find(NEIGHBOUR, old.id), null);
    }),

    example('goes with the member, the user and the household', async (deliveries, store) => {
      const hers = delivery(1);
      const his = delivery(2, { userId: BOB });
      for (const home of [HOME, NEIGHBOUR]) await deliveries.insertNew(home, [hers, his]);
      await store.households.removeMember(HOME, ADA);
      assert.deepEqual(await deliveries.listPending(HOME), [his]);
      assert.deepEqual(await deliveries.listPending(NEIGHBOUR), [hers, his]);
      await store.users.delete(BOB);
      assert.deepEqual(await deliveries.listPending(HOME), []);
      assert.deepEqual(await deliveries.listPending(NEIGHBOUR), [hers]);
      await store.households.delete(NEIGHBOUR);
      assert.deepEqual(await deliveries.listPending(NEIGHBOUR), []);
    }),
  ],
};
