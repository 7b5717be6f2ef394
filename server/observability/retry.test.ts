import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CircuitOpenError } from './circuit-breaker.ts';
import { createRetry, createRetryBudget, type RetryOptions } from './retry.ts';

function open(options: Partial<RetryOptions> = {}) {
  const waits: number[] = [];
  const retry = createRetry({
    budget: createRetryBudget(),
    random: () => 0.5,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    ...options,
  });
  return { retry, waits };
}

function failing(times: number, error: unknown = new Error('broken')) {
  const call = {
    tries: 0,
    async run() {
      call.tries += 1;
      if (call.tries <= times) throw error;
      return 'well';
    },
  };
  return call;
}

describe('trying again', () => {
  it('goes on until it succeeds', async () => {
    const call = failing(2);
    expect(await open().retry(call.run)).toBe('well');
    expect(call.tries).toBe(3);
  });

  it('gives up after so many tries, with the error of the last', async () => {
    const call = failing(9);
    const { retry, waits } = open({ attempts: 4 });
    await expect(retry(call.run)).rejects.toThrow('broken');
    expect(call.tries).toBe(4);
    expect(waits).toHaveLength(3);
  });

  it.each([
    ['an open circuit', new CircuitOpenError('mail', 100)],
    ['an answer that will not change', new RangeError('no such user')],
  ])('does not try %s again', async (_what, error) => {
    const call = failing(9, error);
    const { retry } = open({ isWorthwhile: (seen) => !(seen instanceof RangeError) });
    await expect(retry(call.run)).rejects.toBe(error);
    expect(call.tries).toBe(1);
  });

  it('waits within its bounds, never much longer than before', async () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(random, { minLength: 7, maxLength: 7 }), async (numbers) => {
        const left = [...numbers];
        const { retry, waits } = open({
          attempts: 8,
          random: () => left.shift() ?? 0,
          shortestWait: 100,
          longestWait: 2_000,
        });
        await retry(failing(7).run);
        expect(left).toEqual([]);
        for (const [at, pause] of waits.entries()) {
          expect(pause).toBeGreaterThanOrEqual(100);
          expect(pause).toBeLessThanOrEqual(Math.min(2_000, 3 * (waits[at - 1] ?? 100)));
        }
      }),
    );
  });

  it('spreads callers who failed together', async () => {
    const pauses = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const { retry, waits } = open({ random: Math.random });
        await retry(failing(1).run);
        return waits[0];
      }),
    );
    expect(new Set(pauses).size).toBeGreaterThan(40);
  });

  it('adds no more than a tenth to the load of an outage that lasts', async () => {
    const budget = createRetryBudget({ capacity: 10, callsPerRetry: 10 });
    const call = failing(Number.POSITIVE_INFINITY);
    const { retry } = open({ budget });
    for (let count = 0; count < 1_000; count += 1) await retry(call.run).catch(() => {});
    expect(call.tries).toBeGreaterThanOrEqual(1_100);
    expect(call.tries).toBeLessThanOrEqual(1_110);
  });
});
