import { describe, expect, it } from 'vitest';
import { openTestCache, requestedCaches } from '#tests/support/caches.ts';
import { cacheCases, keepingCases } from './cache.contract.ts';

describe.each(requestedCaches())('%s as cache', (kind) => {
  it.for([...cacheCases, ...keepingCases])('$title', async ({ check }) => {
    const cache = await openTestCache(kind);
    try {
      await check(cache);
    } finally {
      await cache.close();
    }
  });
});

it('knows the caches that can be asked for', () => {
  expect(requestedCaches('memory, redis')).toEqual(['memory', 'redis']);
  expect(() => requestedCaches('memcached')).toThrow('memory, redis');
});
