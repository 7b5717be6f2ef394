import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '#server/config/config.ts';
import { CurableError } from '#server/curable-error.ts';
import type { Epochs } from '#server/shared-state/epochs.ts';

const ATTEMPTS = 25;
const BETWEEN_ATTEMPTS = 200;

/**
 * After the data was replaced behind the back of every instance: what they share in Redis is of
 * the data before.
 * @throws CurableError that says what to do where Redis cannot be reached.
 */
export async function forgetSharedAnswers({ redis }: Config): Promise<void> {
  if (!redis) return;
  const { openRedis } = await import('#server/adapters/redis/open-redis.ts');
  const log = { info() {}, warn() {} };
  const { epochs, close } = openRedis({ url: redis.url, circuits: { watch() {} }, log });
  try {
    await renewEverything(epochs);
  } finally {
    await close();
  }
}

async function renewEverything(epochs: Epochs): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await epochs.renewEverything();
    } catch (error) {
      if (attempt < ATTEMPTS) await pause(BETWEEN_ATTEMPTS);
      else {
        throw new CurableError(
          'The database is restored, but Redis (REDIS_URL) cannot be reached, and it may hold answers of before for 15 minutes. Empty it with FLUSHDB before you start Duetide.',
          error,
        );
      }
    }
  }
}
