import { expect, test } from 'vitest';
import { expiryMonth, expiryOf } from './expiry.ts';

test.for([
  [null, null],
  ['2026-10', 'expired'],
  ['2025-12', 'expired'],
  ['2026-11', 'soon'],
  ['2027-01', 'soon'],
  ['2027-02', 'later'],
] as const)('a card that works until %s is, in November 2026, %s', ([expiresIn, expected]) => {
  expect(expiryOf(expiresIn, '2026-11-30')).toBe(expected);
});

test('a month needs both of its parts', () => {
  expect(expiryMonth('2027', '05')).toBe('2027-05');
  expect(expiryMonth('', '05')).toBeNull();
  expect(expiryMonth('2027', '')).toBeNull();
});
