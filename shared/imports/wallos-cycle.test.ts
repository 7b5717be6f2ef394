import { expect, test } from 'vitest';
import { readWallosCycle, readWallosCycleNumber } from './wallos-cycle.ts';

test.each([
  ['Daily', { every: 1, unit: 'day' }],
  ['Weekly', { every: 1, unit: 'week' }],
  ['Monthly', { every: 1, unit: 'month' }],
  ['Yearly', { every: 1, unit: 'year' }],
  ['Every 3 Months', { every: 3, unit: 'month' }],
  ['every 2 years', { every: 2, unit: 'year' }],
  ['Every 1 Day', { every: 1, unit: 'day' }],
  ['One-time', null],
  ['', undefined],
  ['Fortnightly', undefined],
  ['Every 1000 Days', undefined],
])('%j is %j', (text, cycle) => {
  expect(readWallosCycle(text)).toEqual(cycle);
});

test.each([
  [1, 2, { every: 2, unit: 'day' }],
  [2, 1, { every: 1, unit: 'week' }],
  [3, 6, { every: 6, unit: 'month' }],
  [4, 1, { every: 1, unit: 'year' }],
  [5, 1, null],
  [6, 1, undefined],
])('number %j times %j is %j', (cycle, frequency, expected) => {
  expect(readWallosCycleNumber(cycle, frequency)).toEqual(expected);
});
