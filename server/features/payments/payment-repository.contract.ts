import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import { fromEpochDay } from '#shared/dates/calendar-date.ts';
import type { PaymentRecord } from '#shared/subscriptions/subscription.ts';
import {
  sampleHousehold,
  sampleId,
  sampleInstant,
  samplePayment,
  sampleSubscription,
} from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';

const HOME = sampleId(100);
const NEIGHBOUR = sampleId(101);
const FIRST = sampleId(200);
const SECOND = sampleId(201);
const LARGEST_AMOUNT = 999_999_999_999_999;
const PAID = samplePayment();

/** Both households have the same two subscriptions. */
function example(name: string, run: (store: Store) => Promise<void>): StoreContractCase {
  return {
    name,
    async run(store) {
      for (const householdId of [HOME, NEIGHBOUR]) {
        await store.households.insert(sampleHousehold({ id: householdId }));
        for (const id of [FIRST, SECOND]) {
          await store.subscriptions.insert(householdId, sampleSubscription({ id }));
        }
      }
      await run(store);
    },
  };
}

function keeps(name: string, payment: PaymentRecord): StoreContractCase {
  return example(`keeps ${name}`, async ({ payments }) => {
    assert.equal(await payments.put(HOME, payment, null), true);
    assert.deepEqual(await payments.find(HOME, FIRST, payment.dueOn), payment);
    assert.deepEqual(await payments.list(HOME), [payment]);
  });
}

export const paymentRepositoryContract: StoreContract = {
  name: 'payments',
  cases: [
    example('answers what is absent with null, nothing or false', async ({ payments }) => {
      assert.equal(await payments.find(HOME, FIRST, PAID.dueOn), null);
      assert.deepEqual(await payments.list(HOME), []);
      assert.deepEqual(await payments.list(HOME, FIRST), []);
      assert.equal(await payments.put(HOME, PAID, 1), false);
      assert.equal(await payments.delete(HOME, FIRST, PAID.dueOn), false);
      assert.deepEqual(await payments.list(HOME), []);
    }),

    keeps('an entry', PAID),
    keeps('the largest amount', samplePayment({ amountMinor: LARGEST_AMOUNT, currency: 'KWD' })),
    keeps('an amount of nothing', samplePayment({ amountMinor: 0, currency: 'JPY' })),
    keeps(
      'what is not set as null, and the last of all days',
      samplePayment({
        dueOn: '9999-12-31',
        status: 'skipped',
        paidOn: null,
        amountMinor: null,
        currency: null,
        updatedAt: sampleInstant(1.234),
      }),
    ),

    example('stores the first as version 1, whatever it says', async ({ payments }) => {
      await payments.put(HOME, { ...PAID, version: 77 }, null);
      assert.deepEqual(await payments.find(HOME, FIRST, PAID.dueOn), PAID);
    }),

    example('leaves an entry where none was expected', async ({ payments }) => {
      await payments.put(HOME, PAID, null);
      assert.equal(await payments.put(HOME, { ...PAID, status: 'skipped' }, null), false);
      assert.deepEqual(await payments.list(HOME), [PAID]);
    }),

    example('replaces the expected version by the next, and no other', async ({ payments }) => {
      await payments.put(HOME, PAID, null);
      const skipped: PaymentRecord = {
        ...PAID,
        status: 'skipped',
        paidOn: null,
        amountMinor: null,
        currency: null,
        updatedAt: sampleInstant(9),
      };
      assert.equal(await payments.put(HOME, skipped, 1), true);
      assert.equal(await payments.put(HOME, PAID, 1), false);
      assert.equal(await payments.put(HOME, PAID, 3), false);
      assert.deepEqual(await payments.list(HOME), [{ ...skipped, version: 2 }]);
    }),

    example('lets one of two concurrent writes win', async ({ payments }) => {
      const contenders = [1, 2].map((amountMinor) => ({ ...PAID, amountMinor }));
      for (const expected of [null, 1]) {
        const puts = contenders.map((each) => payments.put(HOME, each, expected));
        const wins = await Promise.all(puts);
        assert.equal(wins.filter(Boolean).length, 1);
        const winner = contenders[wins.indexOf(true)];
        const version = (expected ?? 0) + 1;
        assert.deepEqual(await payments.list(HOME), [{ ...winner, version }]);
      }
    }),

    example('lists by due date, then subscription, all or of one', async ({ payments }) => {
      const entries = [
        samplePayment({ subscriptionId: SECOND, dueOn: '2026-01-31' }),
        samplePayment({ subscriptionId: FIRST, dueOn: '2026-02-28' }),
        samplePayment({ subscriptionId: SECOND, dueOn: '2026-02-28' }),
        samplePayment({ subscriptionId: FIRST, dueOn: '2026-03-31' }),
      ];
      for (const at of [2, 3, 0, 1]) {
        await payments.put(HOME, entries[at] as PaymentRecord, null);
      }
      assert.deepEqual(await payments.list(HOME), entries);
      assert.deepEqual(await payments.list(HOME, FIRST), [entries[1], entries[3]]);
      assert.deepEqual(await payments.list(HOME, SECOND), [entries[0], entries[2]]);
    }),

    example('inserts many at once: those that are not there yet', async ({ payments }) => {
      const many = Array.from({ length: 250 }, (_, day) =>
        samplePayment({ dueOn: fromEpochDay(20_000 + day), amountMinor: day, version: 77 }),
      );
      await payments.insertMany(HOME, []);
      assert.deepEqual(await payments.list(HOME), []);
      const mine = { ...samplePayment({ dueOn: fromEpochDay(20_007) }), amountMinor: 5 };
      await payments.put(HOME, mine, null);
      await payments.insertMany(HOME, many);
      await payments.insertMany(HOME, [...many, samplePayment({ subscriptionId: SECOND })]);
      const stored = await payments.list(HOME, FIRST);
      assert.equal(stored.length, many.length);
      const expected = many.map((payment) => ({ ...payment, version: 1 })).with(7, mine);
      assert.deepEqual(stored, expected);
      assert.equal((await payments.list(HOME, SECOND)).length, 1);
      assert.deepEqual(await payments.list(NEIGHBOUR), []);
      const stray = samplePayment({ subscriptionId: sampleId(9) });
      await assertRefused(payments.insertMany(HOME, [stray]), 'conflict');
    }),

    example('keeps households apart, even with the same ids', async ({ payments }) => {
      const theirs = { ...PAID, amountMinor: 5 };
      await payments.put(HOME, PAID, null);
      assert.equal(await payments.find(NEIGHBOUR, FIRST, PAID.dueOn), null);
      assert.deepEqual(await payments.list(NEIGHBOUR), []);
      assert.deepEqual(await payments.list(NEIGHBOUR, FIRST), []);
      assert.equal(await payments.put(NEIGHBOUR, theirs, 1), false);
      assert.equal(await payments.delete(NEIGHBOUR, FIRST, PAID.dueOn), false);
      assert.equal(await payments.put(NEIGHBOUR, theirs, null), true);
      assert.equal(await payments.put(NEIGHBOUR, theirs, 1), true);
      assert.deepEqual(await payments.list(HOME), [PAID]);
      assert.equal(await payments.delete(NEIGHBOUR, FIRST, PAID.dueOn, 2), true);
      assert.deepEqual(await payments.list(HOME, FIRST), [PAID]);
    }),

    example('deletes one entry, of the expected version where one is given', async (store) => {
      const { payments } = store;
      const later = samplePayment({ dueOn: '2026-03-31' });
      const other = samplePayment({ subscriptionId: SECOND });
      for (const entry of [PAID, later, other]) await payments.put(HOME, entry, null);
      await payments.put(HOME, PAID, 1);
      assert.equal(await payments.delete(HOME, FIRST, PAID.dueOn, 1), false);
      assert.notEqual(await payments.find(HOME, FIRST, PAID.dueOn), null);
      assert.equal(await payments.delete(HOME, FIRST, PAID.dueOn, 2), true);
      assert.equal(await payments.delete(HOME, FIRST, PAID.dueOn), false);
      assert.deepEqual(await payments.list(HOME), [other, later]);
      assert.equal(await payments.delete(HOME, FIRST, later.dueOn), true);
      assert.deepEqual(await payments.list(HOME), [other]);
    }),

    example('refuses an entry of a subscription that is not there', async (store) => {
      const stray = samplePayment({ subscriptionId: sampleId(9) });
      await assertRefused(store.payments.put(HOME, stray, null), 'conflict');
      await store.households.delete(NEIGHBOUR);
      await assertRefused(store.payments.put(NEIGHBOUR, PAID, null), 'conflict');
      assert.deepEqual(await store.payments.list(HOME), []);
      assert.deepEqual(await store.payments.list(NEIGHBOUR), []);
    }),
  ],
};
