import { expect, test } from 'vitest';
import { isDark, stableIndex } from './tile-color.ts';

test.each([
  ['000000', true],
  ['e50914', true],
  ['4285f4', true],
  ['ffffff', false],
  ['ffe01b', false],
  ['1ed760', false],
])('%s takes white ink: %s', (hex, expected) => {
  expect(isDark(hex)).toBe(expected);
});

test('the same name has the same colour, and names spread over all of them', () => {
  expect(stableIndex('gym', 8)).toBe(stableIndex('gym', 8));
  const names = Array.from({ length: 200 }, (_, at) => `service ${at}`);
  expect(new Set(names.map((name) => stableIndex(name, 8))).size).toBe(8);
});
