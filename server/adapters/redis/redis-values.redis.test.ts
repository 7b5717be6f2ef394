import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { openRedisNode, type RedisNode, testRedisUrl } from '#tests/support/redis-parts.ts';
import { startRedis } from '#tests/support/service-processes.ts';
import { createRedisValues } from './redis-values.ts';

const MINUTE = 60_000;

describe('values in Redis', () => {
  const nodes: RedisNode[] = [];
  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.close();
  });
  async function open(prefix?: string): Promise<RedisNode> {
    const node = await openRedisNode(prefix === undefined ? {} : { prefix });
    nodes.push(node);
    return node;
  }

  async function countOf(node: RedisNode | undefined, key: string, timeToLive: number) {
    const counted = await node?.values.increment(key, timeToLive);
    expect(counted?.timeToLive).toBeLessThanOrEqual(timeToLive);
    return counted?.count;
  }

  it('are found by every process, byte by byte, and null where nothing is', async () => {
    const prefix = `test:${randomUUID()}:`;
    const [one, other] = [await open(prefix), await open(prefix)];
    const bytes = Buffer.from([0, 255, 128, 13, 10]);
    await one.values.putMany([
      { key: 'a', value: bytes, timeToLive: MINUTE },
      { key: 'b', value: 'größe', timeToLive: MINUTE },
    ]);
    const found = await other.values.getMany(['b', 'missing', 'a']);
    expect(found).toEqual([Buffer.from('größe'), null, bytes]);
    expect(await (await open()).values.getMany(['a'])).toEqual([null]);
  });

  it('end with their time', async () => {
    const { values } = await open();
    await values.putMany([{ key: 'short', value: '1', timeToLive: 20 }]);
    await expect.poll(() => values.getMany(['short']), { timeout: 5_000 }).toEqual([null]);
  });

  it('are put only where nothing is, and everyone sees the same', async () => {
    const { values } = await open();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        values.putIfAbsent({ key: 'one', value: String(at), timeToLive: MINUTE }),
      ),
    );
    expect(new Set(all.map(String)).size).toBe(1);
    expect(await values.getMany(['one'])).toEqual([all[0]]);
  });

  it('count what many processes add, and begin anew after their time', async () => {
    const prefix = `test:${randomUUID()}:`;
    const both = [await open(prefix), await open(prefix)];
    const counts = await Promise.all(
      Array.from({ length: 50 }, (_, at) => countOf(both[at % 2], 'n', MINUTE)),
    );
    expect([...counts].sort((one = 0, other = 0) => one - other)).toEqual(
      Array.from({ length: 50 }, (_, at) => at + 1),
    );
    await countOf(both[0], 'soon', 20);
    await expect.poll(() => countOf(both[0], 'soon', 20), { timeout: 5_000 }).toBe(1);
  });

  it('reject at once where nobody listens, and close all the same', async () => {
    const breaker = createCircuitBreaker({ name: 'cache', consecutiveFailures: 3 });
    const values = createRedisValues({ url: 'redis://127.0.0.1:1', breaker });
    const begun = performance.now();
    for (let count = 0; count < 50; count += 1) {
      await expect(values.getMany(['a'])).rejects.toThrow();
    }
    expect(performance.now() - begun).toBeLessThan(500);
    expect(breaker.state.kind).toBe('open');
    await values.close();
  });

  it('reject within their limit where nobody answers', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as { port: number };
    const breaker = createCircuitBreaker({ name: 'cache', callLimit: 40 });
    const values = createRedisValues({ url: `redis://127.0.0.1:${port}`, breaker });
    const begun = performance.now();
    await expect(values.getMany(['a'])).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(1_000);
    await values.close();
    mute.close();
  });

  it('are put late by whoever waits, and not at all by whoever does not', async () => {
    const server = await startRedis();
    const own = new Redis(server.address);
    const breaker = createCircuitBreaker({ name: 'cache', callLimit: 40 });
    const values = createRedisValues({ url: server.address, breaker });
    await expect.poll(() => values.getMany(['a']).catch(() => null)).toEqual([null]);
    await own.client('PAUSE', 300, 'ALL');
    const [patient, reader] = await Promise.allSettled([
      values.putMany([{ key: 'a', value: '1', timeToLive: MINUTE }], 5_000),
      values.getMany(['a']),
    ]);
    expect([patient.status, reader.status]).toEqual(['fulfilled', 'rejected']);
    expect(await values.getMany(['a'])).toEqual([Buffer.from('1')]);
    own.disconnect();
    await values.close();
    await server.stop();
  });

  it('tell once why they are away', async () => {
    const server = await startRedis();
    const own = new Redis(server.address);
    await own.config('SET', 'requirepass', 'right');
    own.disconnect();
    const faults: string[] = [];
    const breaker = createCircuitBreaker({ name: 'cache' });
    const onFault = (fault: string) => faults.push(fault);
    const open = (url: string) => createRedisValues({ url, breaker, onFault });
    const refused = open('redis://:secret@127.0.0.1:1');
    await expect.poll(() => faults, { timeout: 5_000 }).toEqual(['ECONNREFUSED']);
    await refused.close();
    const wrong = open(server.address.replace('redis://', 'redis://:secret@'));
    await expect.poll(() => faults, { timeout: 5_000 }).toContain('WRONGPASS');
    await wrong.close();
    await server.stop();
  });

  it('keep the password of their server to themselves', async () => {
    const url = testRedisUrl().replace('redis://', 'redis://:secret@');
    const breaker = createCircuitBreaker({ name: 'cache' });
    const values = createRedisValues({ url, breaker });
    const error: unknown = await values.getMany(['a']).catch((fault) => fault);
    expect(String(error)).not.toContain('secret');
    await values.close();
  });
});
