import assert from 'node:assert/strict';
import { referableRowsCases } from '#tests/support/referable-rows-cases.ts';
import { sampleHousehold, samplePaymentMethod } from '#tests/support/sample-records.ts';
import type { StoreContract } from '#tests/support/store-contract.ts';
import { versionedRowsCases } from '#tests/support/versioned-rows-cases.ts';

const HOUSEHOLD = sampleHousehold();

export const paymentMethodRepositoryContract: StoreContract = {
  name: 'paymentMethods',
  cases: [
    ...versionedRowsCases({
      rowsOf: (store) => store.paymentMethods,
      sample: samplePaymentMethod,
      renamed: (method, label) => ({ ...method, label, kind: 'wallet' as const }),
    }),
    ...referableRowsCases((store) => store.paymentMethods, samplePaymentMethod),
    {
      name: 'keeps what is not set null, and digits digits',
      async run(store) {
        await store.households.insert(HOUSEHOLD);
        const cash = samplePaymentMethod({ kind: 'cash', lastFour: null, expiresIn: null });
        await store.paymentMethods.insert(HOUSEHOLD.id, cash);
        assert.deepEqual(await store.paymentMethods.find(HOUSEHOLD.id, cash.id), cash);
        const card = { ...cash, lastFour: '0007', expiresIn: '2031-01' };
        await store.paymentMethods.replace(HOUSEHOLD.id, card, 1);
        const found = await store.paymentMethods.find(HOUSEHOLD.id, cash.id);
        assert.deepEqual(found, { ...card, version: 2 });
      },
    },
  ],
};
