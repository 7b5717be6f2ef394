import assert from 'node:assert/strict';
import { sampleId, sampleInstant, sampleOperatorAct } from '#tests/support/sample-records.ts';
import type { StoreContract } from '#tests/support/store-contract.ts';

function actAt(number: number, seconds: number) {
  return sampleOperatorAct({ id: sampleId(number), at: sampleInstant(seconds) });
}

export const auditRepositoryContract: StoreContract = {
  name: 'audit',
  cases: [
    {
      name: 'answers what is absent with nothing',
      async run({ audit }) {
        await audit.insertNew([]);
        assert.deepEqual(await audit.list({ limit: 9 }), []);
        assert.deepEqual(await audit.list({ limit: 9, after: actAt(1, 1) }), []);
        assert.equal(await audit.purge(sampleInstant(9)), 0);
      },
    },
    {
      name: 'keeps every fact, also when nobody has the account any more',
      async run({ audit, users }) {
        const act = sampleOperatorAct({ params: { name: 'a "b" ✓', run: '\n' }, status: 409 });
        const bare = sampleOperatorAct({ id: sampleId(1), at: sampleInstant(1), params: {} });
        await audit.insertNew([act, bare]);
        await users.delete(act.userId);
        assert.deepEqual(await audit.list({ limit: 9 }), [act, bare]);
      },
    },
    {
      name: 'never changes what is there, and takes the others',
      async run({ audit }) {
        const first = actAt(1, 1);
        await audit.insertNew([first]);
        await audit.insertNew([{ ...first, status: 500, userId: sampleId(2) }, actAt(2, 2)]);
        assert.deepEqual(await audit.list({ limit: 9 }), [actAt(2, 2), first]);
        await Promise.all([3, 3].map((number) => audit.insertNew([actAt(number, number)])));
        assert.deepEqual(await audit.list({ limit: 1 }), [actAt(3, 3)]);
        assert.equal((await audit.list({ limit: 9 })).length, 3);
      },
    },
    {
      name: 'lists the newest first, in pages',
      async run({ audit }) {
        await audit.insertNew([actAt(1, 1), actAt(3, 2), actAt(2, 2), actAt(4, 3)]);
        const ids = [4, 3, 2, 1].map(sampleId);
        const idsOf = async (page: Parameters<typeof audit.list>[0]) =>
          (await audit.list(page)).map(({ id }) => id);
        assert.deepEqual(await idsOf({ limit: 9 }), ids);
        assert.deepEqual(await idsOf({ limit: 2 }), ids.slice(0, 2));
        assert.deepEqual(await idsOf({ limit: 1, after: actAt(3, 2) }), ids.slice(2, 3));
        assert.deepEqual(await idsOf({ limit: 9, after: actAt(3, 2) }), ids.slice(2));
      },
    },
    {
      name: 'forgets what is old, and nothing else',
      async run({ audit }) {
        await audit.insertNew([actAt(1, 1), actAt(2, 2), actAt(3, 3)]);
        assert.equal(await audit.purge(sampleInstant(2)), 1);
        assert.deepEqual(await audit.list({ limit: 9 }), [actAt(3, 3), actAt(2, 2)]);
      },
    },
  ],
};
