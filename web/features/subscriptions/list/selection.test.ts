import { expect, test } from 'vitest';
import { extendTo, NOTHING_SELECTED, onlyShown, selectAll, toggle } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const idsOf = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].sort().join('');

test('toggling adds and takes away', () => {
  const once = toggle(NOTHING_SELECTED, 'b');
  expect(idsOf(once)).toBe('b');
  expect(idsOf(toggle(once, 'b'))).toBe('');
});

test('a range reaches from the last toggled one, in either direction, and keeps the rest', () => {
  const start = toggle(toggle(NOTHING_SELECTED, 'a'), 'c');
  expect(idsOf(extendTo(start, 'e', order))).toBe('acde');
  expect(idsOf(extendTo(start, 'b', order))).toBe('abc');
});

test('the same anchor serves one range after the other', () => {
  const first = extendTo(toggle(NOTHING_SELECTED, 'c'), 'd', order);
  expect(idsOf(extendTo(first, 'b', order))).toBe('bcd');
});

test('without an anchor in sight, the range is that one alone', () => {
  expect(idsOf(extendTo(NOTHING_SELECTED, 'd', order))).toBe('d');
  expect(idsOf(extendTo(toggle(NOTHING_SELECTED, 'x'), 'd', order))).toBe('dx');
});

test('what a filter hides is no longer chosen', () => {
  expect(idsOf(onlyShown(selectAll(order), ['b', 'd']))).toBe('bd');
  const shown = selectAll(order);
  expect(onlyShown(shown, order)).toBe(shown);
});
