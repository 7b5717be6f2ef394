import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import { sampleErrorGroup, sampleHash, sampleInstant } from '#tests/support/sample-records.ts';
import type { StoreContract, StoreContractCase } from '#tests/support/store-contract.ts';
import type { ErrorGroup, StoredErrorGroup } from './error-group-repository.ts';

const idOf = (number: number) => sampleHash(number).slice(32);

/** One that was seen last at that second. */
function seenAt(second: number, number: number, changes: Partial<StoredErrorGroup> = {}) {
  return sampleErrorGroup({ id: idOf(number), lastSeenAt: sampleInstant(second), ...changes });
}

function summaryOf({ details: _, ...summary }: StoredErrorGroup): ErrorGroup {
  return summary;
}

function example(
  name: string,
  run: (groups: Store['errorGroups']) => Promise<void>,
): StoreContractCase {
  return { name, run: ({ errorGroups }) => run(errorGroups) };
}

async function insertAll(groups: Store['errorGroups'], rows: readonly StoredErrorGroup[]) {
  for (const row of rows) assert.equal(await groups.put(row, null), true);
}

export const errorGroupRepositoryContract: StoreContract = {
  name: 'errorGroups',
  cases: [
    example('answers what is absent with null, false and nothing', async (groups) => {
      assert.equal(await groups.find(idOf(1)), null);
      assert.equal(await groups.put(sampleErrorGroup(), 1), false);
      assert.deepEqual(await groups.list({ state: 'open', limit: 5 }), []);
      assert.equal(await groups.purge(sampleInstant(99)), 0);
      assert.equal(await groups.keepNewest(1), 0);
    }),

    example('finds what was put, with null and without', async (groups) => {
      const bare = sampleErrorGroup({ id: idOf(1), place: null });
      const full = sampleErrorGroup({
        id: idOf(2),
        version: 77,
        state: 'resolved',
        source: 'browser',
        code: 'ENOENT',
        message: 'Größe "✓"',
        count: 2_000_000_000,
        householdCount: 100,
        resolvedAt: sampleInstant(20),
        reopenedAt: sampleInstant(15),
        details: '{"events":[{"id":"Größe ✓"}],"householdIds":["a"]}',
      });
      await insertAll(groups, [bare, full]);
      assert.deepEqual(await groups.find(bare.id), bare);
      assert.deepEqual(await groups.find(full.id), { ...full, version: 1 });
    }),

    example('keeps what is there where nothing is expected', async (groups) => {
      await groups.put(sampleErrorGroup(), null);
      assert.equal(await groups.put(sampleErrorGroup({ count: 9 }), null), false);
      assert.deepEqual(await groups.find(sampleErrorGroup().id), sampleErrorGroup());
    }),

    example('replaces the expected version by the next, and no other', async (groups) => {
      await groups.put(sampleErrorGroup(), null);
      const changed = sampleErrorGroup({ count: 9, version: 77, details: '{"events":[1]}' });
      assert.equal(await groups.put(changed, 1), true);
      assert.equal(await groups.put(sampleErrorGroup({ message: 'stale' }), 1), false);
      assert.equal(await groups.put(sampleErrorGroup({ message: 'early' }), 3), false);
      assert.deepEqual(await groups.find(changed.id), { ...changed, version: 2 });
    }),

    example('loses no count of many who write at once', async (groups) => {
      const { id } = sampleErrorGroup();
      const addOne = async () => {
        for (;;) {
          const found = await groups.find(id);
          const next = sampleErrorGroup({ count: (found?.count ?? 0) + 1 });
          if (await groups.put(next, found?.version ?? null)) return;
        }
      };
      await Promise.all(Array.from({ length: 8 }, addOne));
      const found = await groups.find(id);
      assert.deepEqual([found?.count, found?.version], [8, 8]);
    }),

    example('lists a state, the one seen last first, page by page', async (groups) => {
      const [oldest, same, twin, newest] = [
        seenAt(1, 4),
        seenAt(2, 1),
        seenAt(2, 3),
        seenAt(3, 2),
      ] as const;
      const resolved = seenAt(9, 9, { state: 'resolved', resolvedAt: sampleInstant(10) });
      await insertAll(groups, [twin, newest, resolved, oldest, same]);
      const all = [newest, twin, same, oldest].map(summaryOf);
      assert.deepEqual(await groups.list({ state: 'open', limit: 9 }), all);
      assert.deepEqual(await groups.list({ state: 'open', limit: 2 }), all.slice(0, 2));
      const rest = await groups.list({ state: 'open', after: twin, limit: 9 });
      assert.deepEqual(rest, all.slice(2));
      assert.deepEqual(await groups.list({ state: 'open', after: oldest, limit: 9 }), []);
      assert.deepEqual(await groups.list({ state: 'resolved', limit: 9 }), [summaryOf(resolved)]);
    }),

    example('forgets what was last seen before an instant, and nothing else', async (groups) => {
      await insertAll(groups, [seenAt(1, 1), seenAt(2, 2), seenAt(3, 3, { state: 'resolved' })]);
      assert.equal(await groups.purge(sampleInstant(2)), 1);
      assert.equal(await groups.find(idOf(1)), null);
      assert.notEqual(await groups.find(idOf(2)), null);
      assert.notEqual(await groups.find(idOf(3)), null);
    }),

    example('keeps as many as it is told, those seen last', async (groups) => {
      const rows = [seenAt(5, 1), seenAt(1, 5), seenAt(3, 2, { state: 'resolved' }), seenAt(3, 3)];
      await insertAll(groups, rows);
      assert.equal(await groups.keepNewest(4), 0);
      assert.equal(await groups.keepNewest(2), 2);
      const left = await groups.list({ state: 'open', limit: 9 });
      assert.deepEqual(
        left.map(({ id }) => id),
        [idOf(1), idOf(3)],
      );
      assert.deepEqual(await groups.list({ state: 'resolved', limit: 9 }), []);
      assert.equal(await groups.keepNewest(1), 1);
    }),
  ],
};
