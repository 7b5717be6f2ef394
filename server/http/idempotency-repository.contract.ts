import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import {
  sampleHash,
  sampleId,
  sampleIdempotencyRecord,
  sampleInstant,
} from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';
import { giveTwoHouseholds } from '#tests/support/versioned-rows-cases.ts';

const HOME = sampleId(100);
const NEIGHBOUR = sampleId(101);
const RECORD = sampleIdempotencyRecord();
const REPEATED = sampleIdempotencyRecord({
  fingerprint: sampleHash(88),
  resourceId: sampleId(601),
  createdAt: sampleInstant(5),
});
const ANSWER = {
  status: 201,
  headers: { etag: '"1"', location: '/api/v1/subscriptions/1' },
  body: '{"name":"Größe 📦"}',
};
const OTHER_ANSWER = { status: 500, headers: {}, body: '' };

function example(name: string, run: (store: Store) => Promise<void>): StoreContractCase {
  return {
    name,
    async run(store) {
      await giveTwoHouseholds(store);
      await run(store);
    },
  };
}

export const idempotencyRepositoryContract: StoreContract = {
  name: 'idempotency',
  cases: [
    example('does nothing to what is absent', async ({ idempotency }) => {
      await idempotency.finish(HOME, RECORD.key, ANSWER);
      await idempotency.abandon(HOME, RECORD.key);
      const resumed = await idempotency.resume(
        HOME,
        RECORD.key,
        RECORD.createdAt,
        sampleInstant(1),
      );
      assert.equal(resumed, false);
      assert.equal(await idempotency.purge(sampleInstant(9)), 0);
      assert.deepEqual(await idempotency.begin(HOME, RECORD), RECORD);
    }),

    example('answers a repeated beginning with the first', async ({ idempotency }) => {
      assert.deepEqual(await idempotency.begin(HOME, RECORD), RECORD);
      assert.deepEqual(await idempotency.begin(HOME, REPEATED), RECORD);
      const other = sampleIdempotencyRecord({ key: sampleHash(77) });
      assert.deepEqual(await idempotency.begin(HOME, other), other);
    }),

    example('keeps a record that comes with its answer', async ({ idempotency }) => {
      const answered = { ...RECORD, response: ANSWER };
      assert.deepEqual(await idempotency.begin(HOME, answered), answered);
      assert.deepEqual(await idempotency.begin(HOME, REPEATED), answered);
    }),

    example('lets one of two concurrent beginnings win', async ({ idempotency }) => {
      const both = await Promise.all(
        [RECORD, REPEATED].map((record) => idempotency.begin(HOME, record)),
      );
      assert.deepEqual(both[0], both[1]);
    }),

    example('keeps the first answer', async ({ idempotency }) => {
      await idempotency.begin(HOME, RECORD);
      await idempotency.finish(HOME, RECORD.key, ANSWER);
      await idempotency.finish(HOME, RECORD.key, OTHER_ANSWER);
      const kept = { ...RECORD, response: ANSWER };
      assert.deepEqual(await idempotency.begin(HOME, REPEATED), kept);
    }),

    example('lets one take over a request that was left', async ({ idempotency }) => {
      await idempotency.begin(HOME, RECORD);
      const resume = (leftAt: string, second: number) =>
        idempotency.resume(HOME, RECORD.key, leftAt, sampleInstant(second));
      assert.equal(await resume(sampleInstant(3), 60), false);
      const taken = await Promise.all([resume(RECORD.createdAt, 61), resume(RECORD.createdAt, 61)]);
      assert.deepEqual(taken.toSorted(), [false, true]);
      const present = await idempotency.begin(HOME, REPEATED);
      assert.deepEqual(present, { ...RECORD, createdAt: sampleInstant(61) });
      await idempotency.finish(HOME, RECORD.key, ANSWER);
      assert.equal(await resume(sampleInstant(61), 99), false);
    }),

    example('forgets a request that failed, never one that was answered', async (store) => {
      const { idempotency } = store;
      await idempotency.begin(HOME, RECORD);
      await idempotency.abandon(HOME, RECORD.key);
      assert.deepEqual(await idempotency.begin(HOME, REPEATED), REPEATED);
      await idempotency.finish(HOME, RECORD.key, ANSWER);
      await idempotency.abandon(HOME, RECORD.key);
      assert.deepEqual(await idempotency.begin(HOME, RECORD), { ...REPEATED, response: ANSWER });
    }),

    example('keeps households apart, even with the same keys', async ({ idempotency }) => {
      await idempotency.begin(HOME, RECORD);
      assert.deepEqual(await idempotency.begin(NEIGHBOUR, REPEATED), REPEATED);
      await idempotency.finish(NEIGHBOUR, RECORD.key, ANSWER);
      assert.deepEqual(await idempotency.begin(HOME, RECORD), RECORD);
      await idempotency.finish(HOME, RECORD.key, OTHER_ANSWER);
      await idempotency.purge(sampleInstant(5));
      const theirs = await idempotency.begin(NEIGHBOUR, RECORD);
      assert.deepEqual(theirs, { ...REPEATED, response: ANSWER });
    }),

    example('abandons and resumes in one household only', async ({ idempotency }) => {
      await idempotency.begin(HOME, RECORD);
      await idempotency.begin(NEIGHBOUR, RECORD);
      await idempotency.resume(NEIGHBOUR, RECORD.key, RECORD.createdAt, sampleInstant(8));
      assert.deepEqual(await idempotency.begin(HOME, REPEATED), RECORD);
      await idempotency.abandon(NEIGHBOUR, RECORD.key);
      assert.deepEqual(await idempotency.begin(HOME, REPEATED), RECORD);
    }),

    example('purges what began before an instant, in every household', async (store) => {
      const { idempotency } = store;
      const recent = sampleIdempotencyRecord({ key: sampleHash(77), createdAt: sampleInstant(10) });
      await idempotency.begin(HOME, RECORD);
      await idempotency.finish(HOME, RECORD.key, ANSWER);
      await idempotency.begin(NEIGHBOUR, RECORD);
      await idempotency.begin(HOME, recent);
      assert.equal(await idempotency.purge(sampleInstant(10)), 2);
      assert.deepEqual(await idempotency.begin(HOME, REPEATED), REPEATED);
      assert.deepEqual(await idempotency.begin(NEIGHBOUR, REPEATED), REPEATED);
      assert.deepEqual(await idempotency.begin(HOME, { ...REPEATED, key: recent.key }), recent);
    }),

    example('refuses a record of a household that is not there', async ({ idempotency }) => {
      await assertRefused(idempotency.begin(sampleId(9), RECORD), 'conflict');
    }),
  ],
};
