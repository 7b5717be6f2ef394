import { randomUUID } from 'node:crypto';
import type { ReplyCache } from '#server/adapters/cache/cache.ts';
import { createMemoryCache } from '#server/adapters/cache/memory-cache.ts';
import { createSharedCache } from '#server/adapters/cache/shared-cache.ts';
import { createRedisValues } from '#server/adapters/redis/redis-values.ts';
import {
  type CircuitBreaker,
  createCircuitBreaker,
} from '#server/observability/circuit-breaker.ts';
import { createEpochs, type Epochs } from '#server/shared-state/epochs.ts';
import type { SharedValues } from '#server/shared-state/shared-values.ts';

/** One process's own way to the values that it shares with others of the same prefix. */
export interface RedisNode {
  values: SharedValues;
  breaker: CircuitBreaker;
  epochs: Epochs;
  cache: ReplyCache;
  close(): Promise<void>;
}

const CONNECT_LIMIT = 5_000;

/** The server that vitest's set-up started, or that `REDIS_TEST_URL` names. */
export function testRedisUrl(): string {
  const url = process.env.REDIS_TEST_URL;
  if (!url) throw new Error('No Redis was started: CACHES has to name redis');
  return url;
}

/** Resolves when it is connected; keys begin with `prefix`, a new one unless it is given. */
export async function openRedisNode({
  url = testRedisUrl(),
  prefix = `test:${randomUUID()}:`,
}: {
  url?: string;
  prefix?: string;
} = {}): Promise<RedisNode> {
  const breaker = createCircuitBreaker({
    name: 'cache',
    // Several test files share two cores: here slowness is no finding.
    callLimit: 1_000,
    openFor: 100,
    maxOpenFor: 500,
  });
  const connected = Promise.withResolvers<void>();
  const limit = setTimeout(
    () => connected.reject(new Error(`Redis at ${url} did not answer`)),
    CONNECT_LIMIT,
  );
  const values = createRedisValues({
    url,
    breaker,
    prefix,
    onConnection: (isConnected) => isConnected && connected.resolve(),
  });
  const epochs = createEpochs({ values, newEpoch: randomUUID });
  const near = createMemoryCache({ maxBytes: 1_000_000 });
  const cache = createSharedCache({ near, values, epochs, random: Math.random });
  const close = async () => {
    epochs.close();
    await cache.close();
    await values.close();
  };
  try {
    await connected.promise;
  } catch (error) {
    await close();
    throw error;
  } finally {
    clearTimeout(limit);
  }
  return { values, breaker, epochs, cache, close };
}

/** Closing it lets go of everything. */
export async function openSharedCache(): Promise<ReplyCache> {
  const { cache, close } = await openRedisNode();
  return { ...cache, close };
}
