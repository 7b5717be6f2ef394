import assert from 'node:assert/strict';
import { sampleUser } from '#tests/support/sample-records.ts';
import { STORE_CALLS } from '#tests/support/store-calls.ts';
import { assertRefused, type StoreContract } from '#tests/support/store-contract.ts';

export const storeContract: StoreContract = {
  name: 'store',
  cases: [
    {
      name: 'answers a ping while it is open',
      async run(store) {
        await store.ping();
        await store.users.insert(sampleUser());
        await store.ping();
      },
    },
    {
      name: 'is unavailable once closed, and closing again is harmless',
      async run(store) {
        await store.close();
        await store.close();
        const error = await assertRefused(store.ping(), 'unavailable');
        assert.ok(error.retryAfter);
      },
    },
    ...STORE_CALLS.map(({ repository, method, run }) => ({
      name: `rejects ${repository}.${method} as unavailable once closed`,
      async run(store: Parameters<StoreContract['cases'][number]['run']>[0]) {
        await store.close();
        await assertRefused(run(store), 'unavailable');
      },
    })),
  ],
};
