import { expect, it } from 'vitest';
import { formatAlertValue } from './alert-value.ts';

it.each([
  ['share', 0.0423, '4.23 %'],
  ['share', 0.85, '85 %'],
  ['seconds', 1.504, '1.5 s'],
  ['seconds', 301.4, '301 s'],
  ['seconds', 3_600, '60 min'],
  ['days', 13.9, '13 days'],
  ['count', 3, '3'],
  ['count', 12.6, '13'],
] as const)('writes %s %d as %s', (unit, value, text) => {
  expect(formatAlertValue(unit, value)).toBe(text);
});
