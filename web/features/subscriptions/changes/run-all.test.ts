import { expect, test } from 'vitest';
import { ApiError } from '#web/lib/api-error.ts';
import { runAll } from './run-all.ts';

const noWait = async () => undefined;

test('runs all, some at a time, and tells how far it is', async () => {
  let running = 0;
  let most = 0;
  const seen: number[] = [];
  const { done, failed } = await runAll(
    [...Array(20).keys()],
    async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return item * 2;
    },
    { wait: noWait, onProgress: (finished) => seen.push(finished) },
  );
  expect(done.map(({ result }) => result).sort((a, b) => a - b)).toEqual(
    [...Array(20).keys()].map((item) => item * 2),
  );
  expect(failed).toEqual([]);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(6);
  expect(seen).toEqual([...Array(20).keys()].map((item) => item + 1));
});

test('one that fails does not stop the others', async () => {
  const { done, failed } = await runAll(
    ['a', 'b', 'c'],
    async (item) => {
      if (item === 'b') throw new ApiError('not-found');
      return item;
    },
    { wait: noWait },
  );
  expect(done.map(({ item }) => item)).toEqual(['a', 'c']);
  expect(failed).toMatchObject([{ item: 'b', error: { code: 'not-found' } }]);
});

test('waits as long as the server asks, then tries again', async () => {
  const waits: number[] = [];
  let attempts = 0;
  const { done } = await runAll(
    ['a'],
    async () => {
      attempts += 1;
      if (attempts < 3) throw new ApiError('rate-limited', { retryAfter: 7 });
      return 'done';
    },
    { wait: async (milliseconds) => void waits.push(milliseconds) },
  );
  expect(done).toEqual([{ item: 'a', result: 'done' }]);
  expect(waits).toEqual([7000, 7000]);
});

test('gives up on a server that always asks to wait', async () => {
  const { failed } = await runAll(
    ['a'],
    async () => {
      throw new ApiError('rate-limited', { retryAfter: 1 });
    },
    { wait: noWait },
  );
  expect(failed).toHaveLength(1);
});
