import { startFerretdb } from './service-processes.ts';
import { requestedStores } from './stores.ts';

/**
 * Vitest runs it once before all tests: the servers that STORES asks for, unless the environment
 * names one that runs already. @returns what ends them.
 */
export async function setup(): Promise<() => Promise<void>> {
  if (!requestedStores().includes('mongodb') || process.env.MONGODB_TEST_URI) return async () => {};
  const ferretdb = await startFerretdb();
  process.env.MONGODB_TEST_URI = ferretdb.address;
  return async () => {
    delete process.env.MONGODB_TEST_URI;
    await ferretdb.stop();
  };
}
