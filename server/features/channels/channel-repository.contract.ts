import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import {
  sampleChannel,
  sampleId,
  sampleInstant,
  sampleUser,
} from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';
import { giveTwoHouseholds, versionedRowsCases } from '#tests/support/versioned-rows-cases.ts';
import type { ChannelOwner, StoredChannel } from './channel-repository.ts';

const [HOME, NEIGHBOUR] = [sampleId(100), sampleId(101)];
const [ADA, BOB] = [sampleId(1), sampleId(2)];
const ADA_AT_HOME: ChannelOwner = { householdId: HOME, userId: ADA };
const BOB_AT_HOME: ChannelOwner = { householdId: HOME, userId: BOB };
const ADA_NEXT_DOOR: ChannelOwner = { householdId: NEIGHBOUR, userId: ADA };

/** Ada lives in both households, Bob in one. */
async function giveMembers({ users, households }: Store): Promise<void> {
  await users.insert(sampleUser({ id: ADA }));
  await users.insert(sampleUser({ id: BOB, email: 'bob@example.com' }));
  for (const owner of [ADA_AT_HOME, BOB_AT_HOME, ADA_NEXT_DOOR]) {
    await households.addMember({ ...owner, role: 'owner', createdAt: sampleInstant(0) });
  }
}

function example(name: string, run: (store: Store) => Promise<void>): StoreContractCase {
  return {
    name,
    async run(store) {
      await giveTwoHouseholds(store);
      await giveMembers(store);
      await run(store);
    },
  };
}

export const channelRepositoryContract: StoreContract = {
  name: 'channels',
  cases: [
    ...versionedRowsCases<StoredChannel>({
      rowsOf: ({ channels }) => ({
        insert: (householdId, row) => channels.insert({ householdId, userId: ADA }, row),
        find: (householdId, id) => channels.find({ householdId, userId: ADA }, id),
        list: (householdId, options) => channels.list({ householdId, userId: ADA }, options),
        replace: (householdId, row, expected) =>
          channels.replace({ householdId, userId: ADA }, row, expected),
        purgeTrash: channels.purgeTrash,
      }),
      prepare: giveMembers,
      sample: sampleChannel,
      renamed: (channel, name) => ({ ...channel, name, settings: JSON.stringify({ name }) }),
    }),

    example(
      'keeps members of one household apart, even with the same ids',
      async ({ channels }) => {
        const [hers, his] = [sampleChannel({ name: 'Hers' }), sampleChannel({ name: 'His' })];
        assert.equal(await channels.insert(ADA_AT_HOME, hers), 'inserted');
        assert.equal(await channels.find(BOB_AT_HOME, hers.id), null);
        assert.deepEqual(await channels.list(BOB_AT_HOME), []);
        assert.equal(await channels.replace(BOB_AT_HOME, his, 1), false);
        assert.equal(await channels.insert(BOB_AT_HOME, his), 'inserted');
        const trashed = { ...his, deletedAt: sampleInstant(1) };
        assert.equal(await channels.replace(BOB_AT_HOME, trashed, 1), true);
        assert.deepEqual(await channels.list(ADA_AT_HOME), [hers]);
        assert.deepEqual(await channels.list(ADA_AT_HOME, { trash: true }), []);
        assert.deepEqual(await channels.find(ADA_AT_HOME, hers.id), hers);
      },
    ),

    example('refuses a channel of somebody who is no member', async ({ channels }) => {
      const bobNextDoor = { householdId: NEIGHBOUR, userId: BOB };
      await assertRefused(channels.insert(bobNextDoor, sampleChannel()), 'conflict');
      assert.equal(await channels.find(bobNextDoor, sampleChannel().id), null);
    }),

    example('loses what a member has with the membership', async ({ channels, households }) => {
      for (const owner of [ADA_AT_HOME, BOB_AT_HOME, ADA_NEXT_DOOR]) {
        await channels.insert(owner, sampleChannel());
      }
      await households.removeMember(HOME, ADA);
      assert.deepEqual(await channels.list(ADA_AT_HOME), []);
      assert.deepEqual(await channels.list(ADA_NEXT_DOOR), [sampleChannel()]);
      assert.deepEqual(await channels.list(BOB_AT_HOME), [sampleChannel()]);
    }),

    example('loses what a user has with the user', async ({ channels, users }) => {
      for (const owner of [ADA_AT_HOME, BOB_AT_HOME, ADA_NEXT_DOOR]) {
        await channels.insert(owner, sampleChannel());
      }
      await users.delete(ADA);
      assert.equal(await channels.find(ADA_AT_HOME, sampleChannel().id), null);
      assert.equal(await channels.find(ADA_NEXT_DOOR, sampleChannel().id), null);
      assert.deepEqual(await channels.list(BOB_AT_HOME), [sampleChannel()]);
    }),

    example('keeps a fault, every kind of text, and no fault', async ({ channels }) => {
      const plain = sampleChannel();
      await channels.insert(ADA_AT_HOME, plain);
      const rich = {
        ...plain,
        name: 'Größe 📱',
        settings: '{"template":"{\\"$text\\":\\"{{title}}\\"}","a.b":1}',
        secrets: '{"headers":"v1.x.y","$password":"v1.x.z"}',
        faultAt: sampleInstant(7),
        faultWords: '„nein“\u0000 $ .',
      };
      assert.equal(await channels.replace(ADA_AT_HOME, rich, 1), true);
      assert.deepEqual(await channels.find(ADA_AT_HOME, plain.id), { ...rich, version: 2 });
      assert.equal(await channels.replace(ADA_AT_HOME, plain, 2), true);
      assert.deepEqual(await channels.find(ADA_AT_HOME, plain.id), { ...plain, version: 3 });
    }),
  ],
};
