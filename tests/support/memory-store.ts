import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import type { Store } from '#server/adapters/store/store.ts';

/** An empty store of its own for one test. */
export function openMemoryStore(): Promise<Store> {
  return createSqliteStore({ file: ':memory:' });
}
