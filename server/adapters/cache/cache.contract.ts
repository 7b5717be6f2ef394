import { expect } from 'vitest';
import type { CachedReply, ReplyCache } from './cache.ts';

export interface CacheCase {
  title: string;
  check(cache: ReplyCache): Promise<void>;
}

/** What every `ReplyCache` does, whether it keeps anything or not. */
export const cacheCases: readonly CacheCase[] = [
  {
    title: 'gives what was computed',
    async check(cache) {
      expect(await cache.getOrCompute('a', '/list', gives('one'))).toEqual(reply('one'));
    },
  },
  {
    title: 'knows nothing before it was asked',
    async check(cache) {
      expect(await cache.peek('a', '/list')).toBeUndefined();
    },
  },
  {
    title: 'gives one household nothing of another',
    async check(cache) {
      await cache.getOrCompute('a', '/list', gives('of a'));
      expect(await cache.peek('b', '/list')).toBeUndefined();
      expect(await cache.getOrCompute('b', '/list', gives('of b'))).toEqual(reply('of b'));
      expect(await cache.getOrCompute('a', '/list', gives('of a'))).toEqual(reply('of a'));
    },
  },
  {
    title: 'does not mix up a household and a key that look alike together',
    async check(cache) {
      await cache.getOrCompute('1', '2 3', gives('first'));
      expect(await cache.peek('1 2', '3')).toBeUndefined();
      expect(await cache.getOrCompute('1 2', '3', gives('second'))).toEqual(reply('second'));
    },
  },
  {
    title: 'keeps one key apart from another',
    async check(cache) {
      await cache.getOrCompute('a', '/list?limit=1', gives('short'));
      expect(await cache.peek('a', '/list')).toBeUndefined();
    },
  },
  {
    title: 'forgets every key of a household that is invalidated',
    async check(cache) {
      await cache.getOrCompute('a', '/list', gives('old'));
      await cache.getOrCompute('a', '/summary', gives('old'));
      await cache.invalidate('a');
      expect(await cache.peek('a', '/list')).toBeUndefined();
      expect(await cache.peek('a', '/summary')).toBeUndefined();
      expect(await cache.getOrCompute('a', '/list', gives('new'))).toEqual(reply('new'));
    },
  },
  {
    title: 'does not keep what was begun before an invalidation',
    async check(cache) {
      const slow = beginsSlowly();
      const early = cache.getOrCompute('a', '/list', slow.compute);
      await slow.begun;
      await cache.invalidate('a');
      slow.end(reply('old'));
      await early;
      expect(await cache.peek('a', '/list')).toBeUndefined();
      expect(await cache.getOrCompute('a', '/list', gives('new'))).toEqual(reply('new'));
    },
  },
  {
    title: 'lets nobody after an invalidation join a computation from before it',
    async check(cache) {
      const slow = beginsSlowly();
      const early = cache.getOrCompute('a', '/list', slow.compute);
      await slow.begun;
      await cache.invalidate('a');
      const late = cache.getOrCompute('a', '/list', gives('new'));
      slow.end(reply('old'));
      expect(await late).toEqual(reply('new'));
      await early;
    },
  },
  ...(
    [
      ['rejects', () => Promise.reject(new Error('broken'))],
      ['throws', throwsBroken],
    ] as const
  ).map(([how, broken]) => ({
    title: `tells of a computation that ${how}, and tries anew`,
    async check(cache: ReplyCache) {
      await expect(cache.getOrCompute('a', '/list', broken)).rejects.toThrow('broken');
      expect(await cache.peek('a', '/list')).toBeUndefined();
      expect(await cache.getOrCompute('a', '/list', gives('one'))).toEqual(reply('one'));
    },
  })),
];

/** What a `ReplyCache` does besides if it is meant to keep anything. */
export const keepingCases: readonly CacheCase[] = [
  {
    title: 'keeps what was computed: the second time nothing is',
    async check(cache) {
      await cache.getOrCompute('a', '/list', gives('one'));
      expect(await cache.peek('a', '/list')).toEqual(reply('one'));
      expect(await cache.getOrCompute('a', '/list', throwsBroken)).toEqual(reply('one'));
    },
  },
  {
    title: 'leaves other households alone when one is invalidated',
    async check(cache) {
      await cache.getOrCompute('b', '/list', gives('kept'));
      await cache.invalidate('a');
      expect(await cache.peek('b', '/list')).toEqual(reply('kept'));
    },
  },
  {
    title: 'lets a new value stand when an older computation ends after it',
    async check(cache) {
      const slow = beginsSlowly();
      const early = cache.getOrCompute('a', '/list', slow.compute);
      await slow.begun;
      await cache.invalidate('a');
      await cache.getOrCompute('a', '/list', gives('new'));
      slow.end(reply('old'));
      await early;
      expect(await cache.peek('a', '/list')).toEqual(reply('new'));
    },
  },
  {
    title: 'computes once for a thousand who ask at the same time',
    async check(cache) {
      let computations = 0;
      const compute = async () => {
        computations += 1;
        return reply('one');
      };
      const answers = await Promise.all(
        Array.from({ length: 1_000 }, () => cache.getOrCompute('a', '/list', compute)),
      );
      expect(computations).toBe(1);
      expect(new Set(answers.map(({ body }) => body.toString()))).toEqual(new Set(['one']));
    },
  },
];

export function reply(body: string): CachedReply {
  return { body: Buffer.from(body), etag: `"${body.slice(0, 20)}"` };
}

function gives(body: string): () => Promise<CachedReply> {
  return async () => reply(body);
}

/** A computation that a test lets end, and that tells when it has begun. */
function beginsSlowly() {
  const [beginning, ending] = [Promise.withResolvers<void>(), Promise.withResolvers<CachedReply>()];
  const compute = () => {
    beginning.resolve();
    return ending.promise;
  };
  return { compute, begun: beginning.promise, end: ending.resolve };
}

function throwsBroken(): never {
  throw new Error('broken');
}
