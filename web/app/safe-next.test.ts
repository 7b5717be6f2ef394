import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test('a path of this site is where it goes', () => {
  expect(safeNext('/subscriptions?q=a#b')).toBe('/subscriptions?q=a#b');
});

test.each([undefined, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'evil'])(
  '%j leads home',
  (next) => {
    expect(safeNext(next)).toBe('/');
  },
);
