import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { createSetClock, type SetClock } from '#tests/support/set-clock.ts';
import { cacheCases, keepingCases, reply } from './cache.contract.ts';
import type { ReplyCache } from './cache.ts';
import { createGraceCache } from './grace-cache.ts';
import { createMemoryCache } from './memory-cache.ts';

const MINUTE = 60_000;
const away = () => Promise.reject(new AppError('unavailable'));

let clock: SetClock;
let cache: ReplyCache;

beforeEach(() => {
  clock = createSetClock('2026-11-20T12:00:00.000Z');
  cache = createGraceCache(createMemoryCache({ maxBytes: 100_000 }), { clock, maxBytes: 20_000 });
});

it.for([...cacheCases, ...keepingCases])('$title', ({ check }) => check(cache));

describe('row 13: while the source is away', () => {
  it('gives the newest answer of the last hour, and says how old it is', async () => {
    await cache.getOrCompute('a', '/list', async () => reply('older'));
    await cache.invalidate('a');
    await cache.getOrCompute('a', '/list', async () => reply('newest'));
    await cache.invalidate('a');
    clock.advance(10 * MINUTE);
    const given = await cache.getOrCompute('a', '/list', away);
    expect(given).toEqual({ ...reply('newest'), staleFor: 600 });
    clock.advance(51 * MINUTE);
    await expect(cache.getOrCompute('a', '/list', away)).rejects.toThrow(AppError);
  });

  it('counts from when it was last known to be true', async () => {
    await cache.getOrCompute('a', '/list', async () => reply('true'));
    clock.advance(50 * MINUTE);
    await cache.peek('a', '/list');
    await cache.invalidate('a');
    clock.advance(50 * MINUTE);
    expect(await cache.getOrCompute('a', '/list', away)).toMatchObject({ staleFor: 3_000 });
  });

  it('is true again as soon as the source is back', async () => {
    await cache.getOrCompute('a', '/list', async () => reply('old'));
    await cache.invalidate('a');
    await cache.getOrCompute('a', '/list', away);
    expect(await cache.getOrCompute('a', '/list', async () => reply('new'))).toEqual(reply('new'));
    expect(await cache.peek('a', '/list')).toEqual(reply('new'));
  });

  it('gives nothing of another household or address', async () => {
    await cache.getOrCompute('1', '2/list', async () => reply('of 1'));
    await expect(cache.getOrCompute('12', '/list', away)).rejects.toThrow(AppError);
    await expect(cache.getOrCompute('1', '2/lis', away)).rejects.toThrow(AppError);
  });
});

it('covers up no answer of the source, and no fault of ours', async () => {
  await cache.getOrCompute('a', '/list', async () => reply('old'));
  await cache.invalidate('a');
  for (const error of [new AppError('not-found'), new TypeError('ours')]) {
    await expect(cache.getOrCompute('a', '/list', () => Promise.reject(error))).rejects.toBe(error);
  }
});
