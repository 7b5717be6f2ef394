import type { Store } from '#server/adapters/store/store.ts';
import { sampleInstant } from '../sample-records.ts';
import type { RepositoryName } from '../store-calls.ts';

/** A store with one fault, which the contract of that name must find. */
export interface StoreSaboteur {
  readonly contract: RepositoryName;
  readonly fault: string;
  sabotage(store: Store): Store;
}

/** Later than anything in the contracts. */
export const FAR_FUTURE = sampleInstant(999_999_999);

/** Replaces some methods of a repository; `real` still has them all. */
export function saboteur<Name extends RepositoryName>(
  contract: Name,
  fault: string,
  change: (real: Store[Name], store: Store) => Partial<Store[Name]>,
): StoreSaboteur {
  return {
    contract,
    fault,
    sabotage: (store) => ({
      ...store,
      [contract]: { ...store[contract], ...change(store[contract], store) },
    }),
  };
}
