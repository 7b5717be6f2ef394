import { expect, test } from 'vitest';
import { classFigures } from './cache-figures.ts';

test('classes have their outcomes, the most read first', () => {
  const of = (name: string, outcome: string, value: number | null) => ({
    labels: { class: name, outcome },
    values: [value],
  });
  const ofClass = (name: string, value: number) => ({ labels: { class: name }, values: [value] });
  const requests = [
    of('session', 'hit', 3),
    of('summary', 'hit', 80),
    of('summary', 'miss', 15),
    of('summary', 'stale', 5),
    of('session', 'miss', null),
    of('unread', 'hit', 0),
    of('calendar', 'hit', 1),
  ];
  const quantiles = { p50: [900], p95: [1_040], p99: [1_070] };
  expect(
    classFigures({
      requests,
      requestsBefore: [of('summary', 'hit', 1), of('summary', 'miss', 3), of('session', 'hit', 0)],
      bytes: [ofClass('unread', 0), ofClass('summary', 12_000), ofClass('calendar', 800)],
      evictions: [ofClass('summary', 4)],
      timesToLive: [{ ...ofClass('summary', 20), quantiles }],
    }),
  ).toEqual([
    {
      name: 'summary',
      reads: 100,
      hits: 80,
      misses: 15,
      stale: 5,
      hitRateBefore: 0.25,
      bytes: 12_000,
      evictions: 4,
      timeToLive: { p50: 900, p99: 1_070 },
    },
    {
      name: 'session',
      reads: 3,
      hits: 3,
      misses: 0,
      stale: 0,
      hitRateBefore: null,
      bytes: null,
      evictions: null,
      timeToLive: null,
    },
    {
      name: 'calendar',
      reads: 1,
      hits: 1,
      misses: 0,
      stale: 0,
      hitRateBefore: null,
      bytes: 800,
      evictions: 0,
      timeToLive: null,
    },
  ]);
});
