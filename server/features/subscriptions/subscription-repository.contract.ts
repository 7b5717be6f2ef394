import assert from 'node:assert/strict';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
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
import { giveTwoHouseholds, versionedRowsCases } from '#tests/support/versioned-rows-cases.ts';

const HOUSEHOLD = sampleHousehold();
const LARGEST_AMOUNT = 999_999_999_999_999;

/** Every fact set, each to a value of its own. */
const COMPLETE = sampleSubscription({
  name: 'Zeitung „Süd“ 📰',
  cycle: { every: 999, unit: 'week' },
  anchor: '2024-02-29',
  weekendRule: 'previous-business-day',
  prices: [
    { from: '2024-02-29', amountMinor: 0, currency: 'JPY' },
    { from: '2025-03-01', amountMinor: 1, currency: 'EUR' },
    { from: '9999-12-31', amountMinor: LARGEST_AMOUNT, currency: 'KWD' },
  ],
  pauses: [
    { from: '2025-01-01', until: '2025-02-01' },
    { from: '2026-01-01', until: null },
  ],
  trialEndsOn: '2024-02-28',
  autoRenews: false,
  notice: { every: 3, unit: 'month' },
  minimumTermEndsOn: '2025-02-27',
  cancelledOn: '2026-05-04',
  accessUntil: '2026-05-31',
  url: 'https://example.com/a?b=c#d',
  cancelUrl: 'https://example.com/cancel',
  service: 'netflix',
  notes: 'Line one\nLine "two"\t\u0000 \'; drop table subscriptions; --',
  tags: ['video', 'Familie & Freunde', '"quoted"'],
  categoryId: sampleId(301),
  paymentMethodId: sampleId(401),
  createdAt: sampleInstant(1.001),
  updatedAt: sampleInstant(2.999),
  deletedAt: sampleInstant(3.5),
});

function keeps(name: string, subscription: Subscription): StoreContractCase {
  return {
    name: `keeps ${name}`,
    async run(store) {
      await store.households.insert(HOUSEHOLD);
      await store.subscriptions.insert(HOUSEHOLD.id, subscription);
      const { subscriptions } = store;
      assert.deepEqual(await subscriptions.find(HOUSEHOLD.id, subscription.id), subscription);
      const trash = subscription.deletedAt !== null;
      assert.deepEqual(await subscriptions.list(HOUSEHOLD.id, { trash }), [subscription]);
    },
  };
}

export const subscriptionRepositoryContract: StoreContract = {
  name: 'subscriptions',
  cases: [
    ...versionedRowsCases({
      rowsOf: (store) => store.subscriptions,
      sample: sampleSubscription,
      renamed: (subscription, name) => ({ ...subscription, name, tags: [name] }),
    }),
    keeps('every fact', COMPLETE),
    keeps('what is not set as null, never as missing', sampleSubscription()),
    keeps('something paid once', sampleSubscription({ cycle: null })),
    keeps('notes of the greatest length', sampleSubscription({ notes: 'ß'.repeat(10_000) })),
    {
      name: 'replaces every fact, and every fact by null',
      async run({ households, subscriptions }) {
        await households.insert(HOUSEHOLD);
        const plain = sampleSubscription();
        await subscriptions.insert(HOUSEHOLD.id, plain);
        await subscriptions.replace(HOUSEHOLD.id, COMPLETE, 1);
        const completed = await subscriptions.find(HOUSEHOLD.id, plain.id);
        assert.deepEqual(completed, { ...COMPLETE, version: 2 });
        await subscriptions.replace(HOUSEHOLD.id, plain, 2);
        const emptied = await subscriptions.find(HOUSEHOLD.id, plain.id);
        assert.deepEqual(emptied, { ...plain, version: 3 });
      },
    },
    {
      name: 'hands out copies: changing one changes nothing stored',
      async run({ households, subscriptions }) {
        await households.insert(HOUSEHOLD);
        const given = sampleSubscription({ tags: ['video'] });
        await subscriptions.insert(HOUSEHOLD.id, given);
        for (const { tags } of await subscriptions.list(HOUSEHOLD.id)) {
          (tags as string[]).push('spoilt');
        }
        (given.tags as string[]).push('spoilt too');
        const [stored] = await subscriptions.list(HOUSEHOLD.id);
        assert.deepEqual(stored?.tags, ['video']);
      },
    },
    {
      name: 'inserts many at once: those that are not there yet, in one household',
      async run({ households, subscriptions }) {
        await giveTwoHouseholds({ households });
        const many = Array.from({ length: 250 }, (_, number) =>
          sampleSubscription({ id: sampleId(1_000 + number), name: `Number ${number}` }),
        );
        await subscriptions.insertMany(HOUSEHOLD.id, []);
        assert.deepEqual(await subscriptions.list(HOUSEHOLD.id), []);
        const changed = { ...sampleSubscription({ id: sampleId(1_007) }), name: 'Mine' };
        await subscriptions.insert(HOUSEHOLD.id, changed);
        await subscriptions.insertMany(HOUSEHOLD.id, many);
        await subscriptions.insertMany(HOUSEHOLD.id, [...many, COMPLETE]);
        const stored = await subscriptions.list(HOUSEHOLD.id);
        assert.equal(stored.length, many.length);
        assert.deepEqual(stored, many.with(7, changed));
        assert.deepEqual(await subscriptions.find(HOUSEHOLD.id, COMPLETE.id), COMPLETE);
        assert.deepEqual(await subscriptions.list(sampleId(101)), []);
        const refused = subscriptions.insertMany(sampleId(9), many);
        await assertRefused(refused, 'conflict');
      },
    },
    {
      name: 'purges a ledger with its subscription, and no other',
      async run({ households, subscriptions, payments }) {
        await households.insert(HOUSEHOLD);
        const purged = sampleSubscription({ id: sampleId(201), deletedAt: sampleInstant(1) });
        const kept = sampleSubscription({ id: sampleId(202) });
        for (const each of [purged, kept]) {
          await subscriptions.insert(HOUSEHOLD.id, each);
          await payments.put(HOUSEHOLD.id, samplePayment({ subscriptionId: each.id }), null);
        }
        assert.equal(await subscriptions.purgeTrash(sampleInstant(2)), 1);
        const left = await payments.list(HOUSEHOLD.id);
        assert.deepEqual(left, [samplePayment({ subscriptionId: kept.id })]);
      },
    },
  ],
};
