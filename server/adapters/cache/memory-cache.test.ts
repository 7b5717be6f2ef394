import { expect, it } from 'vitest';
import { reply } from './cache.contract.ts';
import { createMemoryCache } from './memory-cache.ts';

it('holds no more than it was given room for', async () => {
  const cache = createMemoryCache({ maxBytes: 100_000 });
  for (let at = 0; at < 100; at += 1) {
    await cache.getOrCompute('a', `/${at}`, async () => reply('x'.repeat(4_000)));
  }
  const kept = Array.from({ length: 100 }, (_, at) => cache.peek('a', `/${at}`)).filter(Boolean);
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.length * 4_000).toBeLessThan(100_000);
});

it('makes room by what was used longest ago', async () => {
  const cache = createMemoryCache({ maxBytes: 20_000 });
  await cache.getOrCompute('a', '/used', async () => reply('x'.repeat(4_000)));
  for (let at = 0; at < 20; at += 1) {
    await cache.getOrCompute('a', `/${at}`, async () => reply('x'.repeat(4_000)));
    cache.peek('a', '/used');
  }
  expect(cache.peek('a', '/used')).toBeDefined();
  expect(cache.peek('a', '/0')).toBeUndefined();
});

it('gives, but does not keep, what is larger than all the room', async () => {
  const cache = createMemoryCache({ maxBytes: 1_000 });
  const large = reply('x'.repeat(5_000));
  expect(await cache.getOrCompute('a', '/large', async () => large)).toEqual(large);
  expect(cache.peek('a', '/large')).toBeUndefined();
});

it('does not let one household push out another with ever new addresses', async () => {
  const cache = createMemoryCache({ maxBytes: 10_000_000, maxRepliesPerHousehold: 10 });
  await cache.getOrCompute('quiet', '/list', async () => reply('kept'));
  for (let at = 0; at < 5_000; at += 1) {
    await cache.getOrCompute('loud', `/list?q=${at}`, async () => reply('x'.repeat(4_000)));
  }
  expect(cache.peek('quiet', '/list')).toEqual(reply('kept'));
  expect(cache.peek('loud', '/list?q=4999')).toBeDefined();
  expect(cache.peek('loud', '/list?q=4980')).toBeUndefined();
});

it('never shows an old answer to a household that was forgotten meanwhile', async () => {
  const cache = createMemoryCache({ maxBytes: 1_000_000, maxHouseholds: 2 });
  await cache.getOrCompute('a', '/list', async () => reply('old'));
  await cache.invalidate('a');
  await cache.invalidate('b');
  await cache.invalidate('c');
  expect(cache.peek('a', '/list')).toBeUndefined();
});

it('gives back the room of what was invalidated', async () => {
  const cache = createMemoryCache({ maxBytes: 10_000 });
  await cache.getOrCompute('quiet', '/list', async () => reply('kept'));
  for (let count = 0; count < 20; count += 1) {
    await cache.getOrCompute('busy', '/list', async () => reply('x'.repeat(4_000)));
    await cache.invalidate('busy');
  }
  expect(cache.peek('quiet', '/list')).toEqual(reply('kept'));
});

it('gives no room to what was invalidated before it was computed', async () => {
  const cache = createMemoryCache({ maxBytes: 10_000 });
  await cache.getOrCompute('quiet', '/list', async () => reply('kept'));
  for (let count = 0; count < 20; count += 1) {
    await cache.getOrCompute('busy', '/list', async () => {
      await cache.invalidate('busy');
      return reply('x'.repeat(4_000));
    });
  }
  expect(cache.peek('quiet', '/list')).toEqual(reply('kept'));
});
