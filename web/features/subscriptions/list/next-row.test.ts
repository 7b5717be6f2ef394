import { expect, test } from 'vitest';
import { nextRow } from './next-row.ts';

const list = { count: 50, page: 10 };

test.for([
  ['ArrowDown', 3, 4],
  ['ArrowUp', 3, 2],
  ['PageDown', 3, 13],
  ['PageUp', 30, 20],
  ['Home', 30, 0],
  ['End', 3, 49],
  ['ArrowDown', 49, 49],
  ['ArrowUp', 0, 0],
  ['PageDown', 45, 49],
  ['PageUp', 4, 0],
] as const)('%s leads from %i to %i', ([key, from, to]) => {
  expect(nextRow(key, from, list)).toBe(to);
});

test('other keys do not move', () => {
  expect(nextRow('x', 3, list)).toBeNull();
});
