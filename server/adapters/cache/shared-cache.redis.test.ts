import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '#tests/support/free-port.ts';
import { openRedisNode, type RedisNode, testRedisUrl } from '#tests/support/redis-parts.ts';
import { type ServiceProcess, startRedis } from '#tests/support/service-processes.ts';
import type { CachedReply, ReplyCache } from './cache.ts';

const reply = (body: string): CachedReply => ({ body: Buffer.from(body), etag: `"${body}"` });
const gives = (body: string) => async () => reply(body);
const never = () => Promise.reject(new Error('was computed'));
const read = async (cache: ReplyCache, compute: () => Promise<CachedReply>, key = '/list') =>
  String(((await cache.peek('a', key)) ?? (await cache.getOrCompute('a', key, compute))).body);

describe('a cache that processes share', () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function openNodes(count: number, url = testRedisUrl()) {
    const prefix = `test:${randomUUID()}:`;
    const nodes = await Promise.all(
      Array.from({ length: count }, () => openRedisNode({ prefix, url })),
    );
    for (const node of nodes) ends.push(node.close);
    return { nodes, prefix };
  }
  async function openPair(url?: string): Promise<[RedisNode, RedisNode]> {
    const { nodes } = await openNodes(2, url);
    const [one, other] = nodes;
    if (!one || !other) throw new Error('Two were asked for');
    return [one, other];
  }
  async function startOwnRedis(): Promise<ServiceProcess & { restart(): Promise<void> }> {
    const folder = mkdtempSync(join(tmpdir(), 'duetide-redis-'));
    const port = await freePort();
    let running = await startRedis({ folder, port });
    ends.push(async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    return {
      ...running,
      kill: () => running.kill(),
      async restart() {
        running = await startRedis({ folder, port });
      },
    };
  }

  it('spares one process what another has computed', async () => {
    const [one, other] = await openPair();
    expect(await read(one.cache, gives('once'))).toBe('once');
    await expect
      .poll(() => read(other.cache, never).catch(() => 'not yet'), { timeout: 5_000 })
      .toBe('once');
  });

  it('row 15: reads on any of 3 nodes what was written on another: 0 of 10,000 stale', async () => {
    const { nodes } = await openNodes(3);
    let stored = 0;
    let stale = 0;
    for (let turn = 0; turn < 10_000; turn += 1) {
      stored += 1;
      await nodes[turn % 3]?.cache.invalidate('a');
      const reader = nodes[(turn * 7 + 1 + Math.floor(turn / 3)) % 3]?.cache;
      if (!reader) throw new Error('Three were asked for');
      const found = await read(reader, async () => reply(String(stored)));
      if (found !== String(stored)) stale += 1;
    }
    expect(stale).toBe(0);
  }, 60_000);

  it('row 15: nor when all of them read and write at once', async () => {
    const { nodes } = await openNodes(3);
    let stored = 0;
    let acknowledged = 0;
    let stale = 0;
    let hits = 0;
    const write = async (cache: ReplyCache) => {
      await setImmediate();
      stored += 1;
      const written = stored;
      await cache.invalidate('a');
      acknowledged = Math.max(acknowledged, written);
    };
    const client = async (at: number) => {
      for (let round = 0; round < 150; round += 1) {
        const [writer, reader] = [nodes[(at + round) % 3], nodes[(at + round + 1) % 3]];
        if (!writer || !reader) throw new Error('Three were asked for');
        if (round % 6 === at % 6) await write(writer.cache);
        let isHit = true;
        const before = acknowledged;
        const found = await read(reader.cache, async () => {
          isHit = false;
          await setImmediate();
          const seen = stored;
          await setImmediate();
          return reply(String(seen));
        });
        if (Number(found) < before) stale += 1;
        if (isHit) hits += 1;
      }
    };
    await Promise.all(Array.from({ length: 12 }, (_, at) => client(at)));
    expect(stale).toBe(0);
    expect(hits).toBeGreaterThan(0);
  }, 60_000);

  it('row 12: computes once in a process for a thousand who miss at once', async () => {
    const [{ cache }] = await openPair();
    let computations = 0;
    const compute = async () => {
      computations += 1;
      await setImmediate();
      return reply('one');
    };
    const all = await Promise.all(
      Array.from({ length: 1_000 }, () => cache.getOrCompute('a', '/list', compute)),
    );
    expect(computations).toBe(1);
    expect(new Set(all.map(({ body }) => String(body)))).toEqual(new Set(['one']));
  });

  it('row 16: gives no household anything of another, however alike they look', async () => {
    const { nodes } = await openNodes(2);
    const parts = ['1', '12', '2', '"', '","', ' ', '/list', 'a', '["a"', ':', 'household:1', ''];
    const names = parts.flatMap((one) => parts.map((other) => `${one}${other}`));
    const places = new Set<string>();
    for (const [at, household] of names.entries()) {
      const key = names[(at * 37 + 11) % names.length] ?? '';
      places.add(JSON.stringify([household, key]));
    }
    let leaks = 0;
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(
        [...places].map(async (place, at) => {
          const [household, key] = JSON.parse(place);
          const cache = nodes[(at + round) % 2]?.cache;
          const found = await cache?.getOrCompute(household, key, gives(place));
          if (String(found?.body) !== place) leaks += 1;
        }),
      );
    }
    expect(places.size).toBeGreaterThan(100);
    expect(leaks).toBe(0);
  });

  it('takes a value for missing that is not whole', async () => {
    const { nodes, prefix } = await openNodes(2);
    const [one, other] = nodes;
    const own = new Redis(testRedisUrl());
    ends.push(async () => own.disconnect());
    if (!one || !other) throw new Error('Two were asked for');
    await read(one.cache, gives('once'));
    await expect.poll(async () => (await own.keys(`${prefix}*reply:*`)).length).toBe(1);
    const [place = ''] = await own.keys(`${prefix}*reply:*`);
    await own.set(place, (await own.getBuffer(place))?.subarray(0, -1) ?? '');
    expect(await read(other.cache, gives('anew'))).toBe('anew');
  });

  it('row 9: answers from what computes while Redis is away, and row 11: uses it again', async () => {
    const redis = await startOwnRedis();
    const [one, other] = await openPair(redis.address);
    await read(one.cache, gives('before'));
    await redis.kill();
    for (let count = 0; count < 50; count += 1) {
      expect(await read(one.cache, gives(`alone ${count}`))).toBe(`alone ${count}`);
    }
    await redis.restart();
    const back = performance.now();
    await expect
      .poll(
        async () => {
          await read(one.cache, gives('shared'), '/again');
          return read(other.cache, never, '/again').catch(() => 'not yet');
        },
        { timeout: 10_000 },
      )
      .toBe('shared');
    expect(performance.now() - back).toBeLessThan(5_000);
  });

  it('row 14: finds nothing on any node that was written over while Redis was away', async () => {
    const redis = await startOwnRedis();
    const [one, other] = await openPair(redis.address);
    await read(one.cache, gives('old'));
    await expect.poll(() => read(other.cache, gives('old'))).toBe('old');
    process.kill(redis.pid, 'SIGSTOP');
    try {
      await one.cache.invalidate('a');
    } finally {
      process.kill(redis.pid, 'SIGCONT');
    }
    const back = performance.now();
    await expect.poll(() => read(other.cache, gives('new')), { timeout: 10_000 }).toBe('new');
    expect(await read(one.cache, gives('new'))).toBe('new');
    expect(performance.now() - back).toBeLessThan(5_000);
  });

  it('finds nothing that a server tells which went back to an older state', async () => {
    const redis = await startOwnRedis();
    const [one, other] = await openPair(redis.address);
    await read(one.cache, gives('old'));
    await expect.poll(() => read(other.cache, gives('old'))).toBe('old');
    const own = new Redis(redis.address);
    await own.save();
    own.disconnect();
    await one.cache.invalidate('a');
    await redis.kill();
    await redis.restart();
    for (let count = 0; count < 50; count += 1) {
      expect(await read(other.cache, gives('new'))).toBe('new');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
});
