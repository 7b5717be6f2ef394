import { expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { createSetHistory } from '#tests/support/alert-rig.ts';
import type { AlertHistory } from './alert-signals.ts';
import { joinHistories } from './joined-history.ts';

function failing(error: unknown): AlertHistory {
  const fail = () => Promise.reject(error);
  return { sum: fail, count: fail, quantile: fail, newest: fail };
}

it('asks for what all recorded, and remembers itself while the database is away', async () => {
  const [all, own] = [createSetHistory(), createSetHistory()];
  all.sums.set('x', 3);
  own.sums.set('x', 2);
  own.quantiles.set('y', 0.5);
  own.gauges.set('z', 7);
  expect(await joinHistories(all, own).sum('x', {}, 0, 1)).toBe(3);
  const alone = joinHistories(failing(new AppError('unavailable')), own);
  expect(await alone.sum('x', {}, 0, 1)).toBe(2);
  expect(await alone.count('x', {}, 0, 1)).toBe(0);
  expect(await alone.quantile('y', {}, 0.9, 0, 1)).toBe(0.5);
  expect(await alone.newest('z', {}, 0)).toMatchObject([{ value: 7 }]);
});

it('does not hide a question that cannot be asked', async () => {
  const joined = joinHistories(failing(new TypeError('not kept')), createSetHistory());
  await expect(joined.sum('x', {}, 0, 1)).rejects.toThrow('not kept');
});
