import { type ChainableCommander, Redis } from 'ioredis';
import type { CircuitBreaker } from '#server/observability/circuit-breaker.ts';
import type { SharedValues } from '#server/shared-state/shared-values.ts';

export interface RedisValuesOptions {
  /** `redis://user:password@host:port/database`, or `rediss://` for TLS. */
  url: string;
  /** Gives each call its time limit, and rests while Redis is away. */
  breaker: CircuitBreaker;
  /** Begins every key, for those who share a server. */
  prefix?: string;
  onConnection?: (isConnected: boolean) => void;
  /** Why there is no connection, such as `ECONNREFUSED` or `WRONGPASS`; once for each reason. */
  onFault?: (code: string) => void;
}

const LONGEST_PAUSE = 1_000;
const COMMAND_LIMIT = 1_000;
const CONNECT_LIMIT = 1_000;

/**
 * Values in Redis. Resolves at once, connected or not: it goes on trying, and meanwhile calls
 * reject. Without the options here a dead Redis holds a request for half a minute.
 */
export function createRedisValues(options: RedisValuesOptions): SharedValues {
  const { url, breaker, prefix = 'duetide:' } = options;
  const { onConnection = () => {}, onFault = () => {} } = options;
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_LIMIT,
    // What swallows bytes without an answer is hung up on, and dialled anew.
    socketTimeout: 2 * COMMAND_LIMIT,
    connectTimeout: CONNECT_LIMIT,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(50 * 2 ** times, LONGEST_PAUSE),
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  /**
   * Names the server at the other end, so that what one said never counts for another: a replica
   * that took over, or the same one after a restart, may have gone back to older values. Null
   * while nobody is there.
   */
  let server: string | null = null;
  let connection = 0;
  let fault: string | null = null;
  let isClosing = false;

  async function greet(): Promise<void> {
    connection += 1;
    const greeted = connection;
    // Not every user may ask; then there is no telling servers apart.
    const info = await redis.info('server').catch(() => '');
    if (greeted !== connection || redis.status !== 'ready') return;
    server = /^run_id:(\w+)/m.exec(info)?.[1] ?? 'unknown';
    fault = null;
    onConnection(true);
  }

  redis.on('ready', () => void greet());
  redis.on('close', () => {
    if (server !== null && !isClosing) onConnection(false);
    server = null;
  });
  redis.on('error', (error: Error & { code?: string }) => {
    // A message may tell an address; its first word is what Redis has for a code.
    const code = error.code ?? error.message.split(' ', 1)[0] ?? error.name;
    if (code === fault) return;
    fault = code;
    onFault(code);
  });

  function run<Result>(
    call: (placeOf: (key: string) => string) => Promise<Result>,
    patience?: number,
  ): Promise<Result> {
    return breaker.run(async () => {
      const asked = server;
      if (asked === null) throw new RedisAwayError();
      const result = await call((key) => `${prefix}${asked}:${key}`);
      if (server !== asked) throw new RedisAwayError();
      return result;
    }, patience);
  }

  return {
    getMany: (keys) => run((placeOf) => redis.mgetBuffer(keys.map(placeOf))),

    async putMany(entries, patience) {
      await run(async (placeOf) => {
        const pipeline = redis.pipeline();
        for (const { key, value, timeToLive } of entries) {
          pipeline.set(placeOf(key), value, 'PX', Math.ceil(timeToLive));
        }
        await resultsOf(pipeline);
      }, patience);
    },

    putIfAbsent: ({ key, value, timeToLive }) =>
      run(async (placeOf) => {
        const place = placeOf(key);
        const [, present] = await resultsOf(
          redis.multi().set(place, value, 'PX', Math.ceil(timeToLive), 'NX').getBuffer(place),
        );
        return present instanceof Buffer ? present : Buffer.from(value);
      }),

    increment: (key, timeToLive) =>
      run(async (placeOf) => {
        const place = placeOf(key);
        const [, count, left] = await resultsOf(
          redis.multi().set(place, 0, 'PX', Math.ceil(timeToLive), 'NX').incr(place).pttl(place),
        );
        return { count: Number(count), timeToLive: Math.max(0, Number(left)) };
      }),

    async close() {
      isClosing = true;
      redis.disconnect();
    },
  };
}

async function resultsOf(commands: ChainableCommander): Promise<unknown[]> {
  const results = (await commands.exec()) ?? [];
  return results.map(([error, result]) => {
    if (error) throw error;
    return result;
  });
}

class RedisAwayError extends Error {
  constructor() {
    super('Redis is away');
    this.name = 'RedisAwayError';
  }
}
