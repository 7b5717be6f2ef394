import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import { sampleId, sampleInstant } from './sample-records.ts';
import type { StoreContractCase } from './store-contract.ts';
import { giveTwoHouseholds } from './versioned-rows-cases.ts';

interface ReferableRows<Row> {
  insert(householdId: string, row: Row): Promise<unknown>;
  listIds(householdId: string): Promise<string[]>;
}

/** What is the same for everything that subscriptions refer to. */
export function referableRowsCases<Row>(
  rowsOf: (store: Store) => ReferableRows<Row>,
  sample: (changes: { id: string; deletedAt?: string }) => Row,
): StoreContractCase[] {
  return [
    {
      name: 'lists the ids of a household, without those in the trash',
      async run(store) {
        await giveTwoHouseholds(store);
        const rows = rowsOf(store);
        const [home, neighbour] = [sampleId(100), sampleId(101)];
        assert.deepEqual(await rows.listIds(home), []);
        await rows.insert(home, sample({ id: sampleId(1) }));
        await rows.insert(home, sample({ id: sampleId(2), deletedAt: sampleInstant(9) }));
        await rows.insert(home, sample({ id: sampleId(3) }));
        await rows.insert(neighbour, sample({ id: sampleId(4) }));
        assert.deepEqual((await rows.listIds(home)).sort(), [sampleId(1), sampleId(3)]);
        assert.deepEqual(await rows.listIds(neighbour), [sampleId(4)]);
      },
    },
  ];
}
