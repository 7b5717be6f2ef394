import { expect, it } from 'vitest';
import { createTurnTaking } from './turn-taking.ts';

it('lets all who come while a task runs share the next one, which begins after they came', async () => {
  const takeTurn = createTurnTaking<number>();
  let begun = 0;
  const gates = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
  const task = async () => {
    const own = begun;
    begun += 1;
    await gates[own]?.promise;
    return own;
  };
  const first = takeTurn('a', task);
  const others = Array.from({ length: 100 }, () => takeTurn('a', task));
  await new Promise(setImmediate);
  expect(begun).toBe(1);
  gates[0]?.resolve();
  await first;
  await new Promise(setImmediate);
  const late = takeTurn('a', task);
  gates[1]?.resolve();
  gates[2]?.resolve();
  expect(new Set(await Promise.all(others))).toEqual(new Set([1]));
  expect(await late).toBe(2);
});

it('goes on after a failure, and keeps names apart', async () => {
  const takeTurn = createTurnTaking<string>();
  const broken = takeTurn('a', () => Promise.reject(new Error('broken')));
  const next = takeTurn('a', async () => 'next');
  const other = takeTurn('b', async () => 'other');
  await expect(broken).rejects.toThrow('broken');
  expect(await Promise.all([next, other])).toEqual(['next', 'other']);
  expect(await takeTurn('a', async () => 'again')).toBe('again');
});
