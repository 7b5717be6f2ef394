import type { Store } from '#server/adapters/store/store.ts';
import { openMemoryStore } from './memory-store.ts';

/** For each engine, how to get an empty store of its own for one test. */
const ENGINES = {
  sqlite: openMemoryStore,
  async mongodb() {
    const { openMongodbTestStore } = await import('./mongodb-test-store.ts');
    return openMongodbTestStore();
  },
} satisfies Record<string, () => Promise<Store>>;

export type StoreKind = keyof typeof ENGINES;

/** Rejects if the engine cannot be reached: what was asked for is never skipped. */
export function openTestStore(kind: StoreKind): Promise<Store> {
  return ENGINES[kind]();
}

/**
 * The engines that `STORES` asks for, such as `sqlite,mongodb`; SQLite where it is not set.
 * @throws Error on a name that is not known.
 */
export function requestedStores(names = process.env.STORES ?? 'sqlite'): StoreKind[] {
  return names.split(',').map((name) => {
    const kind = name.trim();
    if (!isStoreKind(kind)) {
      throw new Error(`STORES names "${kind}"; known are ${Object.keys(ENGINES).join(', ')}`);
    }
    return kind;
  });
}

function isStoreKind(name: string): name is StoreKind {
  return Object.hasOwn(ENGINES, name);
}
