import { describe, expect, it } from 'vitest';
import type { Store } from '#server/adapters/store/store.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { STORE_SABOTEURS } from '#tests/support/saboteurs/store-saboteurs.ts';
import { type RepositoryName, STORE_CALLS } from '#tests/support/store-calls.ts';
import { STORE_CONTRACTS } from '#tests/support/store-contracts.ts';

/** What a method that does nothing may answer so that it looks as if it had. */
const PRETENCES = [undefined, null, true, 'inserted', []];

describe('the contracts find a store', () => {
  it.each(STORE_SABOTEURS)('of which, in $contract: $fault', async ({ contract, sabotage }) => {
    expect(await failuresOf(contract, sabotage)).not.toEqual([]);
  });

  it.each(STORE_CALLS)(
    'whose $method of $repository does nothing',
    async ({ repository, method }) => {
      for (const pretence of PRETENCES) {
        const sabotage = (store: Store): Store => ({
          ...store,
          [repository]: { ...store[repository], [method]: async () => pretence },
        });
        const failures = await failuresOf(repository, sabotage);
        expect(failures, `answering ${JSON.stringify(pretence)}`).not.toEqual([]);
      }
    },
  );

  it('and none of this is because the cases fail anyhow', async () => {
    for (const { name } of STORE_CONTRACTS) {
      expect(await failuresOf(name, (store) => store)).toEqual([]);
    }
  });
});

/** The first case of the contract that the sabotaged store breaks; none if it breaks none. */
async function failuresOf(
  contract: RepositoryName | 'store' | 'ping' | 'tidy' | 'close',
  sabotage: (store: Store) => Store,
): Promise<string[]> {
  const cases = STORE_CONTRACTS.filter(({ name }) => name === contract).flatMap(
    (each) => each.cases,
  );
  expect(cases).not.toEqual([]);
  for (const { name, run } of cases) {
    const store = await openMemoryStore();
    try {
      await run(sabotage(store));
    } catch {
      return [name];
    } finally {
      await store.close();
    }
  }
  return [];
}
