import { referableRowsCases } from '#tests/support/referable-rows-cases.ts';
import { sampleCategory } from '#tests/support/sample-records.ts';
import type { StoreContract } from '#tests/support/store-contract.ts';
import { versionedRowsCases } from '#tests/support/versioned-rows-cases.ts';

export const categoryRepositoryContract: StoreContract = {
  name: 'categories',
  cases: [
    ...versionedRowsCases({
      rowsOf: (store) => store.categories,
      sample: sampleCategory,
      renamed: (category, name) => ({ ...category, name, color: 'sky' as const }),
    }),
    ...referableRowsCases((store) => store.categories, sampleCategory),
  ],
};
