import { expect, test } from 'vitest';
import { heatOf } from './heat.ts';

const limits = [0.1, 1, 10];

test('shades grow with the value and are no more than there are limits', () => {
  const share = (value: number) => Number(/(\d+)%/.exec(heatOf(value, limits))?.[1]);
  const values = [0, 0.05, 0.1, 0.9, 1, 9, 10, 1_000];
  const shares = values.map(share);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(new Set(shares).size).toBe(limits.length);
  expect(share(0.0999)).toBe(share(0));
  expect(share(0.1)).toBeGreaterThan(share(0.0999));
  expect(share(1_000)).toBe(100);
});
