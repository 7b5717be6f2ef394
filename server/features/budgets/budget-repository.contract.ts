import assert from 'node:assert/strict';
import { sampleBudget, sampleHousehold, sampleId } from '#tests/support/sample-records.ts';
import type { StoreContract } from '#tests/support/store-contract.ts';
import { versionedRowsCases } from '#tests/support/versioned-rows-cases.ts';

const HOUSEHOLD = sampleHousehold();

export const budgetRepositoryContract: StoreContract = {
  name: 'budgets',
  cases: [
    ...versionedRowsCases({
      rowsOf: (store) => store.budgets,
      sample: sampleBudget,
      renamed: (budget, name) => ({ ...budget, name, period: 'year' as const }),
    }),
    {
      name: 'keeps the largest limit to the last unit, and none as none',
      async run(store) {
        await store.households.insert(HOUSEHOLD);
        const large = sampleBudget({ limitMinor: 999_999_999_999_999, currency: 'KWD' });
        await store.budgets.insert(HOUSEHOLD.id, large);
        assert.deepEqual(await store.budgets.find(HOUSEHOLD.id, large.id), large);
        assert.deepEqual(await store.budgets.list(HOUSEHOLD.id), [large]);
        const none = { ...large, limitMinor: 0 };
        await store.budgets.replace(HOUSEHOLD.id, none, 1);
        assert.deepEqual(await store.budgets.list(HOUSEHOLD.id), [{ ...none, version: 2 }]);
      },
    },
    {
      name: 'keeps everything and a category apart, and both when the category is gone',
      async run(store) {
        await store.households.insert(HOUSEHOLD);
        const everything = sampleBudget({ categoryId: null });
        const ofNobody = sampleBudget({ id: sampleId(801), categoryId: sampleId(9) });
        await store.budgets.insert(HOUSEHOLD.id, everything);
        await store.budgets.insert(HOUSEHOLD.id, ofNobody);
        assert.deepEqual(await store.budgets.list(HOUSEHOLD.id), [everything, ofNobody]);
        await store.budgets.replace(HOUSEHOLD.id, { ...ofNobody, categoryId: null }, 1);
        const changed = await store.budgets.find(HOUSEHOLD.id, ofNobody.id);
        assert.deepEqual(changed, { ...ofNobody, categoryId: null, version: 2 });
      },
    },
  ],
};
