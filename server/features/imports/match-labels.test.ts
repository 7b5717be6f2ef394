import { expect, test } from 'vitest';
import { matchLabels } from './match-labels.ts';

const planned = (...names: string[]) =>
  names.map((name, at) => ({ key: `k${at}`, id: `new-${at}`, name }));
const match = (names: string[], existing: string[]) =>
  Object.values(
    matchLabels(
      planned(...names),
      ({ name }) => name,
      existing.map((name, at) => ({ id: `old-${at}`, name })),
    ),
  );

test('finds what has the same name, whatever its case and spaces', () => {
  expect(match(['Music', 'video  games', 'Other'], [' MUSIC', 'Video Games'])).toEqual([
    'old-0',
    'old-1',
    'new-2',
  ]);
});

test('takes each existing one once, so that two of a name stay two', () => {
  expect(match(['Music', 'Music', 'music'], ['Music', 'Music'])).toEqual([
    'old-0',
    'old-1',
    'new-2',
  ]);
});

test('is not misled by keys that objects have by themselves', () => {
  const labels = [{ key: '__proto__', id: 'new', name: 'A' }];
  const ids = matchLabels(labels, ({ name }) => name, []);
  expect(Object.entries(JSON.parse(JSON.stringify(ids)))).toEqual([['__proto__', 'new']]);
});
