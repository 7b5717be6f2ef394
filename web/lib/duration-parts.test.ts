import { expect, it } from 'vitest';
import { durationParts } from './duration-parts.ts';

it.each([
  [0, [[0, 'millisecond']]],
  [0.0421, [[42, 'millisecond']]],
  [2.34, [[2.34, 'second', 1]]],
  [59.6, [[1, 'minute']]],
  [
    130,
    [
      [2, 'minute'],
      [10, 'second'],
    ],
  ],
  [3_600, [[1, 'hour']]],
  [3_605, [[1, 'hour']]],
  [
    90_061,
    [
      [1, 'day'],
      [1, 'hour'],
    ],
  ],
])('%s seconds are said with their greatest units', (seconds, parts) => {
  expect(durationParts(seconds)).toEqual(parts);
});
