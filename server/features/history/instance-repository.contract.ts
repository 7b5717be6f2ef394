import assert from 'node:assert/strict';
import { sampleInstance, sampleInstant } from '#tests/support/sample-records.ts';
import type { StoreContract } from '#tests/support/store-contract.ts';

const EVER = sampleInstant(-999_999);

export const instanceRepositoryContract: StoreContract = {
  name: 'instances',
  cases: [
    {
      name: 'answers what is absent with nothing',
      async run({ instances }) {
        assert.deepEqual(await instances.list(EVER, 9), []);
        await instances.purge(sampleInstant(9));
      },
    },
    {
      name: 'keeps every fact, and null apart from an instant',
      async run({ instances }) {
        const ended = sampleInstance({
          id: 'ended',
          name: 'Größe ✓',
          pid: 2_147_483_647,
          startedAt: sampleInstant(0),
          stoppedAt: sampleInstant(3),
        });
        await instances.put(ended);
        await instances.put(sampleInstance());
        assert.deepEqual(await instances.list(EVER, 9), [sampleInstance(), ended]);
      },
    },
    {
      name: 'replaces what is known of an instance, also by what is null',
      async run({ instances }) {
        const ended = sampleInstance({ stoppedAt: sampleInstant(5), lastSeenAt: sampleInstant(5) });
        await instances.put(sampleInstance());
        await instances.put(ended);
        assert.deepEqual(await instances.list(EVER, 9), [ended]);
        await instances.put(sampleInstance());
        assert.deepEqual(await instances.list(EVER, 9), [sampleInstance()]);
      },
    },
    {
      name: 'lets one of two that are put at once be what stays',
      async run({ instances }) {
        const contenders = ['1.0.0', '2.0.0'].map((version) => sampleInstance({ version }));
        await Promise.all(contenders.map((instance) => instances.put(instance)));
        const [kept, ...others] = await instances.list(EVER, 9);
        assert.deepEqual(others, []);
        assert.ok(contenders.some(({ version }) => version === kept?.version));
      },
    },
    {
      name: 'lists those seen since an instant, the last start first, so many at most',
      async run({ instances }) {
        const seen = (id: string, started: number, lastSeen: number) =>
          sampleInstance({
            id,
            startedAt: sampleInstant(started),
            lastSeenAt: sampleInstant(lastSeen),
          });
        const all = [seen('b', 7, 8), seen('d', 3, 20), seen('c', 3, 5), seen('a', 2, 4)] as const;
        for (const each of [all[2], all[0], all[3], all[1]]) await instances.put(each);
        assert.deepEqual(await instances.list(EVER, 9), all);
        assert.deepEqual(await instances.list(EVER, 2), all.slice(0, 2));
        assert.deepEqual(await instances.list(sampleInstant(5), 9), all.slice(0, 3));
        assert.deepEqual(await instances.list(sampleInstant(21), 9), []);
      },
    },
    {
      name: 'forgets those that were last seen before an instant',
      async run({ instances }) {
        const old = sampleInstance({ id: 'old', lastSeenAt: sampleInstant(1.5) });
        await instances.put(old);
        await instances.put(sampleInstance());
        await instances.purge(sampleInstant(2));
        assert.deepEqual(await instances.list(EVER, 9), [sampleInstance()]);
      },
    },
  ],
};
