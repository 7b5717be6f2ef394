import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import {
  sampleHash,
  sampleId,
  sampleInstant,
  samplePasswordReset,
  sampleUser,
} from '#tests/support/sample-records.ts';
import type { StoreContract, StoreContractCase } from '#tests/support/store-contract.ts';

const ADA = sampleUser();
const GRACE = sampleUser({ id: sampleId(2), email: 'grace@example.com' });
const RESET = samplePasswordReset();
const OF_GRACE = samplePasswordReset({ userId: GRACE.id, tokenHash: sampleHash(2) });

function example(name: string, run: (store: Store) => Promise<void>): StoreContractCase {
  return {
    name,
    async run(store) {
      await store.users.insert(ADA);
      await store.users.insert(GRACE);
      await run(store);
    },
  };
}

export const passwordResetRepositoryContract: StoreContract = {
  name: 'passwordResets',
  cases: [
    example('answers what is absent with null', async ({ passwordResets }) => {
      assert.equal(await passwordResets.take(sampleHash(9)), null);
      await passwordResets.deleteByUser(ADA.id);
      assert.equal(await passwordResets.purge(sampleInstant(9)), 0);
    }),

    example('gives a link out once', async ({ passwordResets }) => {
      await passwordResets.put(RESET);
      await passwordResets.put(OF_GRACE);
      assert.deepEqual(await passwordResets.take(RESET.tokenHash), RESET);
      assert.equal(await passwordResets.take(RESET.tokenHash), null);
      assert.deepEqual(await passwordResets.take(OF_GRACE.tokenHash), OF_GRACE);
    }),

    example('gives a link to one of two who ask at once', async ({ passwordResets }) => {
      await passwordResets.put(RESET);
      const hashes = [RESET.tokenHash, RESET.tokenHash, RESET.tokenHash];
      const taken = await Promise.all(hashes.map((hash) => passwordResets.take(hash)));
      assert.deepEqual(
        taken.filter((each) => each !== null),
        [RESET],
      );
    }),

    example('makes a newer link replace the older', async ({ passwordResets }) => {
      const newer = samplePasswordReset({
        tokenHash: sampleHash(3),
        createdAt: sampleInstant(5),
        expiresAt: sampleInstant(50),
      });
      await passwordResets.put(RESET);
      await passwordResets.put(OF_GRACE);
      await passwordResets.put(newer);
      assert.equal(await passwordResets.take(RESET.tokenHash), null);
      assert.deepEqual(await passwordResets.take(newer.tokenHash), newer);
      assert.deepEqual(await passwordResets.take(OF_GRACE.tokenHash), OF_GRACE);
    }),

    example('keeps a row that is for nobody as any other', async ({ passwordResets }) => {
      const forNobody = samplePasswordReset({ userId: sampleId(9) });
      await passwordResets.put(forNobody);
      await passwordResets.put({ ...forNobody, tokenHash: sampleHash(3) });
      assert.equal(await passwordResets.take(forNobody.tokenHash), null);
      const taken = await passwordResets.take(sampleHash(3));
      assert.deepEqual(taken, { ...forNobody, tokenHash: sampleHash(3) });
    }),

    example('deletes the link of one user', async ({ passwordResets }) => {
      await passwordResets.put(RESET);
      await passwordResets.put(OF_GRACE);
      await passwordResets.deleteByUser(ADA.id);
      assert.equal(await passwordResets.take(RESET.tokenHash), null);
      assert.deepEqual(await passwordResets.take(OF_GRACE.tokenHash), OF_GRACE);
    }),

    example('purges links that expired before an instant', async ({ passwordResets }) => {
      await passwordResets.put({ ...RESET, expiresAt: sampleInstant(9) });
      await passwordResets.put({ ...OF_GRACE, expiresAt: sampleInstant(10) });
      assert.equal(await passwordResets.purge(sampleInstant(10)), 1);
      assert.equal(await passwordResets.take(RESET.tokenHash), null);
      assert.notEqual(await passwordResets.take(OF_GRACE.tokenHash), null);
    }),
  ],
};
