import assert from 'node:assert/strict';
import { sampleRollup } from '#tests/support/sample-records.ts';
import type { StoreContract } from '#tests/support/store-contract.ts';
import type { StoredRollup } from './history-repository.ts';

const AT = sampleRollup().at;
const STEP = 10_000;
const FAR = AT + 1_000 * STEP;

const rollupAt = (step: number, changes: Partial<StoredRollup> = {}) =>
  sampleRollup({ at: AT + step * STEP, ...changes });

/** Bytes are the same whichever kind of array an engine has them in; as one word when they differ. */
function plain(rollups: readonly StoredRollup[]) {
  return rollups.map(({ content, ...facts }) => ({
    ...facts,
    content: Buffer.from(content).toString('hex'),
  }));
}

export const historyRepositoryContract: StoreContract = {
  name: 'history',
  cases: [
    {
      name: 'answers what is absent with nothing',
      async run({ history }) {
        assert.deepEqual(await history.list('10s', 'summary', 0, FAR), []);
        assert.equal(await history.findOldest('10s', 'summary'), null);
        assert.equal(await history.findNewest('10s', 'summary'), null);
        await history.put([]);
        await history.purge('10s', 'summary', FAR);
      },
    },
    {
      name: 'keeps every byte, and none at all',
      async run({ history }) {
        const every = sampleRollup({ content: Uint8Array.from({ length: 2_000 }, (_, at) => at) });
        const none = rollupAt(1, { content: new Uint8Array(), weight: 2_000_000_000 });
        await history.put([every, none]);
        assert.deepEqual(
          plain(await history.list('10s', 'summary', AT, FAR)),
          plain([every, none]),
        );
      },
    },
    {
      name: 'lists by step and instance, whatever the order in which they came',
      async run({ history }) {
        const all = [
          rollupAt(0, { instanceId: 'a' }),
          rollupAt(0, { instanceId: 'b' }),
          rollupAt(1, { instanceId: '' }),
          rollupAt(1, { instanceId: 'a' }),
          rollupAt(2),
        ] as const;
        await history.put([all[3], all[0], all[4]]);
        await history.put([all[2], all[1]]);
        assert.deepEqual(plain(await history.list('10s', 'summary', 0, FAR)), plain(all));
        const part = await history.list('10s', 'summary', AT + STEP, AT + 2 * STEP);
        assert.deepEqual(plain(part), plain([all[2], all[3]]));
        assert.deepEqual(await history.list('10s', 'summary', AT + 1, AT + STEP), []);
        assert.equal(await history.findOldest('10s', 'summary'), AT);
        assert.equal(await history.findNewest('10s', 'summary'), AT + 2 * STEP);
      },
    },
    {
      name: 'takes more than a statement has room for',
      async run({ history }) {
        const many = Array.from({ length: 450 }, (_, at) => rollupAt(at));
        await history.put(many);
        assert.deepEqual(plain(await history.list('10s', 'summary', 0, FAR)), plain(many));
      },
    },
    {
      name: 'keeps levels and views apart',
      async run({ history }) {
        const all = [
          sampleRollup(),
          sampleRollup({ view: 'summaries' }),
          sampleRollup({ level: '1m' }),
          sampleRollup({ level: '1h', at: AT - STEP }),
        ];
        await history.put(all);
        for (const rollup of all) {
          const { level, view, at } = rollup;
          assert.deepEqual(plain(await history.list(level, view, 0, FAR)), plain([rollup]));
          assert.equal(await history.findOldest(level, view), at);
          assert.equal(await history.findNewest(level, view), at);
        }
        await history.purge('10s', 'summary', FAR);
        assert.deepEqual(await history.list('10s', 'summary', 0, FAR), []);
        for (const { level, view } of all.slice(1)) {
          assert.equal((await history.list(level, view, 0, FAR)).length, 1);
        }
      },
    },
    {
      name: 'replaces what has no more weight, and leaves what has more',
      async run({ history }) {
        const contentOf = async () =>
          (await history.list('10s', 'summary', 0, FAR)).map(({ weight, content }) => [
            weight,
            ...content,
          ]);
        await history.put([sampleRollup({ weight: 6, content: Uint8Array.of(1) })]);
        await history.put([sampleRollup({ weight: 6, content: Uint8Array.of(2) })]);
        assert.deepEqual(await contentOf(), [[6, 2]]);
        await history.put([
          sampleRollup({ weight: 5, content: Uint8Array.of(3) }),
          rollupAt(1, { content: Uint8Array.of(4) }),
        ]);
        assert.deepEqual(await contentOf(), [
          [6, 2],
          [1, 4],
        ]);
        await history.put([sampleRollup({ weight: 7, content: Uint8Array.of(5) })]);
        assert.deepEqual(await contentOf(), [
          [7, 5],
          [1, 4],
        ]);
      },
    },
    {
      name: 'lets the one with the most weight stay of many at once',
      async run({ history }) {
        const contenders = [3, 9, 1, 6, 9, 2].map((weight) =>
          sampleRollup({ weight, content: Uint8Array.of(weight) }),
        );
        await Promise.all(contenders.map((rollup) => history.put([rollup])));
        const found = plain(await history.list('10s', 'summary', 0, FAR));
        assert.deepEqual(
          found.map(({ weight, content }) => [weight, content]),
          [[9, '09']],
        );
      },
    },
    {
      name: 'forgets steps before an instant, of all instances, and no others',
      async run({ history }) {
        const all = [0, 1, 2].flatMap((step) =>
          ['a', 'b'].map((instanceId) => rollupAt(step, { instanceId })),
        );
        await history.put(all);
        await history.purge('10s', 'summary', AT + STEP);
        await history.purge('10s', 'summary', AT + STEP);
        assert.deepEqual(plain(await history.list('10s', 'summary', 0, FAR)), plain(all.slice(2)));
        assert.equal(await history.findOldest('10s', 'summary'), AT + STEP);
      },
    },
  ],
};
