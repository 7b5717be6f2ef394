import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import { sampleHash, sampleId, sampleInstant } from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';
import { giveTwoHouseholds } from '#tests/support/versioned-rows-cases.ts';
import type { CalendarFeed } from './calendar-feed-repository.ts';

const HOME = sampleId(100);
const NEIGHBOUR = sampleId(101);
const FEED: CalendarFeed = { tokenHash: sampleHash(1), createdAt: sampleInstant(1) };
const OTHER: CalendarFeed = { tokenHash: sampleHash(2), createdAt: sampleInstant(2) };

function example(name: string, run: (store: Store) => Promise<void>): StoreContractCase {
  return {
    name,
    async run(store) {
      await giveTwoHouseholds(store);
      await run(store);
    },
  };
}

export const calendarFeedRepositoryContract: StoreContract = {
  name: 'calendarFeeds',
  cases: [
    example('answers what is absent with null and false', async ({ calendarFeeds }) => {
      assert.equal(await calendarFeeds.find(HOME), null);
      assert.equal(await calendarFeeds.findHouseholdByTokenHash(FEED.tokenHash), null);
      assert.equal(await calendarFeeds.delete(HOME), false);
    }),

    example('finds a feed by household, and the household by token', async ({ calendarFeeds }) => {
      await calendarFeeds.put(HOME, FEED);
      await calendarFeeds.put(NEIGHBOUR, OTHER);
      assert.deepEqual(await calendarFeeds.find(HOME), FEED);
      assert.deepEqual(await calendarFeeds.find(NEIGHBOUR), OTHER);
      assert.equal(await calendarFeeds.findHouseholdByTokenHash(FEED.tokenHash), HOME);
      assert.equal(await calendarFeeds.findHouseholdByTokenHash(OTHER.tokenHash), NEIGHBOUR);
    }),

    example('replaces the feed of a household: the old token opens nothing', async (store) => {
      const { calendarFeeds } = store;
      await calendarFeeds.put(HOME, FEED);
      await calendarFeeds.put(HOME, OTHER);
      assert.deepEqual(await calendarFeeds.find(HOME), OTHER);
      assert.equal(await calendarFeeds.findHouseholdByTokenHash(FEED.tokenHash), null);
      assert.equal(await calendarFeeds.findHouseholdByTokenHash(OTHER.tokenHash), HOME);
    }),

    example('leaves one feed when two are made at once', async ({ calendarFeeds }) => {
      await Promise.all([FEED, OTHER].map((feed) => calendarFeeds.put(HOME, feed)));
      const kept = await calendarFeeds.find(HOME);
      const lost = kept?.tokenHash === FEED.tokenHash ? OTHER : FEED;
      assert.equal(await calendarFeeds.findHouseholdByTokenHash(kept?.tokenHash ?? ''), HOME);
      assert.equal(await calendarFeeds.findHouseholdByTokenHash(lost.tokenHash), null);
    }),

    example('refuses the token of another household', async ({ calendarFeeds }) => {
      await calendarFeeds.put(HOME, FEED);
      await assertRefused(calendarFeeds.put(NEIGHBOUR, FEED), 'conflict');
      assert.equal(await calendarFeeds.findHouseholdByTokenHash(FEED.tokenHash), HOME);
      assert.equal(await calendarFeeds.find(NEIGHBOUR), null);
    }),

    example('refuses a feed of a household that is not there', async ({ calendarFeeds }) => {
      await assertRefused(calendarFeeds.put(sampleId(9), FEED), 'conflict');
      assert.equal(await calendarFeeds.findHouseholdByTokenHash(FEED.tokenHash), null);
    }),

    example('deletes the feed of one household', async ({ calendarFeeds }) => {
      await calendarFeeds.put(HOME, FEED);
      await calendarFeeds.put(NEIGHBOUR, OTHER);
      assert.equal(await calendarFeeds.delete(HOME), true);
      assert.equal(await calendarFeeds.delete(HOME), false);
      assert.equal(await calendarFeeds.find(HOME), null);
      assert.equal(await calendarFeeds.findHouseholdByTokenHash(FEED.tokenHash), null);
      assert.deepEqual(await calendarFeeds.find(NEIGHBOUR), OTHER);
    }),
  ],
};
