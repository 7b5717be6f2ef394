import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import { sampleId, sampleImport, sampleInstant } from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';
import { giveTwoHouseholds } from '#tests/support/versioned-rows-cases.ts';

const HOME = sampleId(100);
const NEIGHBOUR = sampleId(101);
const ENTRY = sampleImport();

function example(name: string, run: (store: Store) => Promise<void>): StoreContractCase {
  return {
    name,
    async run(store) {
      await giveTwoHouseholds(store);
      await run(store);
    },
  };
}

export const importRepositoryContract: StoreContract = {
  name: 'imports',
  cases: [
    example('answers what is absent with null and false', async ({ imports }) => {
      assert.equal(await imports.find(HOME, ENTRY.id), null);
      assert.equal(await imports.replace(HOME, ENTRY, 1), false);
      assert.equal(await imports.find(HOME, ENTRY.id), null);
      assert.equal(await imports.purge(sampleInstant(9)), 0);
    }),

    example('returns what was inserted, to the byte', async ({ imports }) => {
      const rows = Array.from({ length: 10_000 }, (_, row) => ({ row, name: `Größe "${row}" 📦` }));
      const large = sampleImport({ format: 'wallos-csv', content: JSON.stringify(rows, null, 1) });
      await imports.insert(HOME, large);
      assert.deepEqual(await imports.find(HOME, large.id), large);
    }),

    example('refuses a second one with the same id', async ({ imports }) => {
      await imports.insert(HOME, ENTRY);
      await assertRefused(imports.insert(HOME, { ...ENTRY, content: '[]' }), 'conflict');
      assert.deepEqual(await imports.find(HOME, ENTRY.id), ENTRY);
    }),

    example('refuses one of a household that is not there', async ({ imports }) => {
      await assertRefused(imports.insert(sampleId(9), ENTRY), 'conflict');
      assert.equal(await imports.find(sampleId(9), ENTRY.id), null);
    }),

    example('replaces the expected version by the next, and no other', async ({ imports }) => {
      await imports.insert(HOME, ENTRY);
      const changed = sampleImport({
        version: 77,
        format: 'duetide-csv',
        content: '{"done":1}',
        expiresAt: sampleInstant(9_000),
      });
      assert.equal(await imports.replace(HOME, changed, 1), true);
      assert.equal(await imports.replace(HOME, ENTRY, 1), false);
      assert.equal(await imports.replace(HOME, ENTRY, 3), false);
      assert.deepEqual(await imports.find(HOME, ENTRY.id), { ...changed, version: 2 });
    }),

    example('lets one of two concurrent changes win', async ({ imports }) => {
      await imports.insert(HOME, ENTRY);
      const contenders = ['1', '2'].map((content) => ({ ...ENTRY, content }));
      const wins = await Promise.all(contenders.map((each) => imports.replace(HOME, each, 1)));
      assert.equal(wins.filter(Boolean).length, 1);
      const winner = contenders[wins.indexOf(true)];
      assert.deepEqual(await imports.find(HOME, ENTRY.id), { ...winner, version: 2 });
    }),

    example('keeps households apart, even with the same ids', async ({ imports }) => {
      const theirs = { ...ENTRY, content: '"theirs"' };
      await imports.insert(HOME, ENTRY);
      assert.equal(await imports.find(NEIGHBOUR, ENTRY.id), null);
      assert.equal(await imports.replace(NEIGHBOUR, theirs, 1), false);
      await imports.insert(NEIGHBOUR, theirs);
      assert.equal(await imports.replace(NEIGHBOUR, theirs, 1), true);
      assert.deepEqual(await imports.find(HOME, ENTRY.id), ENTRY);
    }),

    example('purges what expired before an instant, in every household', async ({ imports }) => {
      const old = sampleImport({ expiresAt: sampleInstant(9) });
      const recent = sampleImport({ id: sampleId(501), expiresAt: sampleInstant(10) });
      for (const householdId of [HOME, NEIGHBOUR]) await imports.insert(householdId, old);
      await imports.insert(HOME, recent);
      assert.equal(await imports.purge(sampleInstant(10)), 2);
      assert.equal(await imports.find(HOME, old.id), null);
      assert.equal(await imports.find(NEIGHBOUR, old.id), null);
      assert.deepEqual(await imports.find(HOME, recent.id), recent);
    }),
  ],
};
