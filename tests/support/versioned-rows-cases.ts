import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import { sampleHousehold, sampleId, sampleInstant } from './sample-records.ts';
import { assertRefused, type StoreContractCase } from './store-contract.ts';

interface VersionedRow {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}

interface VersionedRows<Row> {
  insert(householdId: string, row: Row): Promise<'inserted' | 'exists'>;
  find(householdId: string, id: string): Promise<Row | null>;
  list(householdId: string, options?: { trash?: boolean }): Promise<Row[]>;
  replace(householdId: string, row: Row, expectedVersion: number): Promise<boolean>;
  purgeTrash(deletedBefore: string): Promise<number>;
}

/** What is the same for everything that has a version and a trash. */
export interface VersionedRowsKit<Row extends VersionedRow> {
  rowsOf(store: Store): VersionedRows<Row>;
  /** What rows need besides the two households. */
  prepare?(store: Store): Promise<void>;
  sample(changes?: Partial<VersionedRow>): Row;
  /** The same row with another text in it. */
  renamed(row: Row, name: string): Row;
}

const HOME = sampleId(100);
const NEIGHBOUR = sampleId(101);

export async function giveTwoHouseholds({ households }: Pick<Store, 'households'>): Promise<void> {
  await households.insert(sampleHousehold({ id: HOME }));
  await households.insert(sampleHousehold({ id: NEIGHBOUR }));
}

export function versionedRowsCases<Row extends VersionedRow>({
  rowsOf,
  prepare,
  sample,
  renamed,
}: VersionedRowsKit<Row>): StoreContractCase[] {
  function example(
    name: string,
    run: (rows: VersionedRows<Row>, store: Store) => Promise<void>,
  ): StoreContractCase {
    return {
      name,
      async run(store) {
        await giveTwoHouseholds(store);
        await prepare?.(store);
        await run(rowsOf(store), store);
      },
    };
  }

  return [
    example('answers an unknown id with null, and no rows with an empty list', async (rows) => {
      assert.equal(await rows.find(HOME, sampleId(9)), null);
      assert.deepEqual(await rows.list(HOME), []);
      assert.deepEqual(await rows.list(HOME, { trash: true }), []);
    }),

    example('returns what was inserted', async (rows) => {
      const row = sample();
      assert.equal(await rows.insert(HOME, row), 'inserted');
      assert.deepEqual(await rows.find(HOME, row.id), row);
      assert.deepEqual(await rows.list(HOME), [row]);
    }),

    example('keeps the first of two rows with the same id', async (rows) => {
      const row = sample();
      await rows.insert(HOME, row);
      assert.equal(await rows.insert(HOME, renamed(row, 'Second')), 'exists');
      assert.deepEqual(await rows.list(HOME), [row]);
    }),

    example('refuses a row of a household that is not there', async (rows) => {
      await assertRefused(rows.insert(sampleId(9), sample()), 'conflict');
      assert.equal(await rows.find(sampleId(9), sample().id), null);
    }),

    example('lists by creation, then id, whatever the order of insertion', async (rows) => {
      const made = [
        sample({ id: sampleId(13), createdAt: sampleInstant(1) }),
        sample({ id: sampleId(12), createdAt: sampleInstant(2) }),
        sample({ id: sampleId(14), createdAt: sampleInstant(2) }),
        sample({ id: sampleId(11), createdAt: sampleInstant(3) }),
      ];
      for (const at of [2, 0, 3, 1]) await rows.insert(HOME, made[at] as Row);
      assert.deepEqual(await rows.list(HOME), made);
    }),

    example('lists the trash apart, and finds rows in it', async (rows) => {
      const kept = sample({ id: sampleId(11) });
      const trashed = [2, 1, 3].map((number) =>
        sample({
          id: sampleId(20 + number),
          createdAt: sampleInstant(number),
          deletedAt: sampleInstant(9),
        }),
      );
      for (const row of [kept, ...trashed]) await rows.insert(HOME, row);
      assert.deepEqual(await rows.list(HOME), [kept]);
      assert.deepEqual(await rows.list(HOME, { trash: false }), [kept]);
      assert.deepEqual(await rows.list(HOME, { trash: true }), [
        trashed[1],
        trashed[0],
        trashed[2],
      ]);
      assert.deepEqual(await rows.find(HOME, sampleId(23)), trashed[2]);
    }),

    example('replaces the expected version by the next', async (rows) => {
      const row = sample();
      await rows.insert(HOME, row);
      assert.deepEqual(await rows.find(HOME, row.id), row);
      const changed = { ...renamed(row, 'Changed'), updatedAt: sampleInstant(5) };
      assert.equal(await rows.replace(HOME, changed, 1), true);
      assert.deepEqual(await rows.find(HOME, row.id), { ...changed, version: 2 });
      assert.equal(await rows.replace(HOME, { ...changed, version: 77 }, 2), true);
      assert.deepEqual(await rows.list(HOME), [{ ...changed, version: 3 }]);
    }),

    example('leaves another version, and an absent row, as they are', async (rows) => {
      const row = sample();
      await rows.insert(HOME, row);
      await rows.replace(HOME, renamed(row, 'Second'), 1);
      assert.equal(await rows.replace(HOME, renamed(row, 'Stale'), 1), false);
      assert.equal(await rows.replace(HOME, renamed(row, 'Early'), 3), false);
      assert.deepEqual(await rows.find(HOME, row.id), { ...renamed(row, 'Second'), version: 2 });
      assert.equal(await rows.replace(HOME, sample({ id: sampleId(9) }), 1), false);
      assert.equal(await rows.find(HOME, sampleId(9)), null);
    }),

    example('lets one of two concurrent changes win', async (rows) => {
      const row = sample();
      await rows.insert(HOME, row);
      const contenders = ['One', 'Two', 'Three'].map((name) => renamed(row, name));
      const wins = await Promise.all(contenders.map((each) => rows.replace(HOME, each, 1)));
      assert.equal(wins.filter(Boolean).length, 1);
      const winner = contenders[wins.indexOf(true)] as Row;
      assert.deepEqual(await rows.find(HOME, row.id), { ...winner, version: 2 });
    }),

    example('lets one of two concurrent insertions win', async (rows) => {
      const contenders = ['One', 'Two'].map((name) => renamed(sample(), name));
      const answers = await Promise.all(contenders.map((each) => rows.insert(HOME, each)));
      assert.deepEqual(answers.toSorted(), ['exists', 'inserted']);
      assert.deepEqual(await rows.list(HOME), [contenders[answers.indexOf('inserted')]]);
    }),

    example('moves to the trash and back', async (rows) => {
      const row = sample();
      await rows.insert(HOME, row);
      const trashed = { ...row, deletedAt: sampleInstant(8) };
      assert.equal(await rows.replace(HOME, trashed, 1), true);
      assert.deepEqual(await rows.list(HOME), []);
      assert.deepEqual(await rows.list(HOME, { trash: true }), [{ ...trashed, version: 2 }]);
      assert.equal(await rows.replace(HOME, row, 2), true);
      assert.deepEqual(await rows.list(HOME), [{ ...row, version: 3 }]);
      assert.deepEqual(await rows.list(HOME, { trash: true }), []);
    }),

    example('keeps households apart, even with the same ids', async (rows) => {
      const ours = renamed(sample(), 'Ours');
      const theirs = renamed(sample(), 'Theirs');
      assert.equal(await rows.insert(HOME, ours), 'inserted');
      assert.equal(await rows.find(NEIGHBOUR, ours.id), null);
      assert.deepEqual(await rows.list(NEIGHBOUR), []);
      assert.equal(await rows.replace(NEIGHBOUR, theirs, 1), false);
      assert.equal(await rows.insert(NEIGHBOUR, theirs), 'inserted');
      assert.equal(
        await rows.replace(NEIGHBOUR, { ...theirs, deletedAt: sampleInstant(1) }, 1),
        true,
      );
      assert.deepEqual(await rows.list(HOME), [ours]);
      assert.deepEqual(await rows.find(HOME, ours.id), ours);
      assert.deepEqual(await rows.list(HOME, { trash: true }), []);
    }),

    example('purges what was in the trash before an instant, in every household', async (rows) => {
      const old = sample({ id: sampleId(11), deletedAt: sampleInstant(10) });
      const recent = sample({ id: sampleId(12), deletedAt: sampleInstant(20) });
      const kept = sample({ id: sampleId(13) });
      for (const row of [old, recent, kept]) await rows.insert(HOME, row);
      await rows.insert(NEIGHBOUR, old);
      assert.equal(await rows.purgeTrash(sampleInstant(20)), 2);
      assert.equal(await rows.purgeTrash(sampleInstant(20)), 0);
      assert.equal(await rows.find(HOME, old.id), null);
      assert.equal(await rows.find(NEIGHBOUR, old.id), null);
      assert.deepEqual(await rows.list(HOME, { trash: true }), [recent]);
      assert.deepEqual(await rows.list(HOME), [kept]);
    }),

    example('loses everything with its household, and nothing of another', async (rows, store) => {
      await rows.insert(HOME, sample());
      await rows.insert(NEIGHBOUR, sample());
      await store.households.delete(HOME);
      assert.equal(await rows.find(HOME, sample().id), null);
      assert.deepEqual(await rows.list(HOME), []);
      assert.equal(await rows.replace(HOME, sample(), 1), false);
      assert.deepEqual(await rows.list(NEIGHBOUR), [sample()]);
    }),
  ];
}
