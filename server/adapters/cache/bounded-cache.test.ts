import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWaitingBudgets, type WaitingBudgets } from '#server/resilience/waiting-budget.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { cacheCases, keepingCases, reply } from './cache.contract.ts';
import type { ReplyCache } from './cache.ts';
import { createMemoryCache } from './memory-cache.ts';

let budgets: WaitingBudgets;
let cache: ReplyCache;

beforeEach(() => {
  budgets = createWaitingBudgets({ limit: 1_500 });
  cache = createBoundedCache(createMemoryCache({ maxBytes: 100_000 }), budgets);
});

it.for([...cacheCases, ...keepingCases])('$title', ({ check }) => check(cache));

it.for([...cacheCases, ...keepingCases])('on a budget: $title', ({ check }) =>
  budgets.run(budgets.create(), () => check(cache)),
);

describe('row 33: an answer that others compute slowly', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is waited for as long as the request may wait, and kept when it comes', async () => {
    const slow = Promise.withResolvers<void>();
    const compute = async () => {
      await slow.promise;
      return reply('slow');
    };
    const first = cache.getOrCompute('a', '/list', compute);
    const hasted = budgets.create();
    const stop = hasted.begin();
    await vi.advanceTimersByTimeAsync(1_000);
    stop();
    const joined = budgets.run(hasted, () => cache.getOrCompute('a', '/list', compute));
    const refusal = expect(joined).rejects.toMatchObject({ code: 'unavailable', retryAfter: 1 });
    await vi.advanceTimersByTimeAsync(500);
    await refusal;
    expect(hasted.left).toBeLessThanOrEqual(0);
    slow.resolve();
    expect(await first).toEqual(reply('slow'));
    expect(await cache.peek('a', '/list')).toEqual(reply('slow'));
  });
});
