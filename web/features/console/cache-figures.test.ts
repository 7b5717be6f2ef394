import { expect, test } from 'vitest';
import { classFigures } from './cache-figures.ts';

test('classes have their outcomes, the most read first', () => {
  const of = (name: string, outcome: string, value: number | null) => ({
    labels: { class: name, outcome },
    values: [value],
  });
  expect(
    classFigures([
      of('session', 'hit', 3),
      of('summary', 'hit', 80),
      of('summary', 'miss', 15),
      of('summary', 'stale', 5),
      of('session', 'miss', null),
      of('unread', 'hit', 0),
    ]),
  ).toEqual([
    { name: 'summary', reads: 100, hits: 80, misses: 15, stale: 5 },
    { name: 'session', reads: 3, hits: 3, misses: 0, stale: 0 },
  ]);
});
