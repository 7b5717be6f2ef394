import { expect, it } from 'vitest';
import { cacheCases, keepingCases, reply } from './cache.contract.ts';
import { createNoCache } from './no-cache.ts';

it.for(cacheCases)('$title', ({ check }) => check(createNoCache()));

it('keeps nothing', async () => {
  const cache = createNoCache();
  await cache.getOrCompute('a', '/list', async () => reply('one'));
  expect(cache.peek('a', '/list')).toBeUndefined();
});

it.for(keepingCases)('is told apart from one that keeps: $title', async ({ check }) => {
  await expect(check(createNoCache())).rejects.toThrow();
});
