import { requestedCaches } from './caches.ts';
import { type ServiceProcess, startFerretdb, startRedis } from './service-processes.ts';
import { requestedStores } from './stores.ts';

/**
 * Vitest runs it once before all tests: the servers that STORES and CACHES ask for, unless the
 * environment names ones that run already. @returns what ends them.
 */
export async function setup(): Promise<() => Promise<void>> {
  const ends: (() => Promise<void>)[] = [];

  async function provide(variable: string, start: () => Promise<ServiceProcess>): Promise<void> {
    if (process.env[variable]) return;
    const service = await start();
    process.env[variable] = service.address;
    ends.push(async () => {
      delete process.env[variable];
      await service.stop();
    });
  }

  if (requestedStores().includes('mongodb')) await provide('MONGODB_TEST_URI', startFerretdb);
  if (requestedCaches().includes('redis')) await provide('REDIS_TEST_URL', startRedis);
  return async () => {
    for (const end of ends) await end();
  };
}
