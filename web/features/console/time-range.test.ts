import { expect, test } from 'vitest';
import {
  fixedAddress,
  RANGE_NAMES,
  rangeSearch,
  readTimeRange,
  shiftWindow,
  windowBefore,
  windowOf,
} from './time-range.ts';

const NOW = Date.parse('2026-11-21T14:05:37.500Z');
const HOUR = 3_600_000;

test('every range survives its address', () => {
  for (const name of RANGE_NAMES) {
    for (const isCompared of [true, false]) {
      const range = { name, fixed: null, isCompared };
      expect(readTimeRange({ ...rangeSearch(range) })).toEqual(range);
    }
  }
  const fixed = { name: null, fixed: { from: NOW - HOUR, to: NOW }, isCompared: true };
  expect(readTimeRange({ ...rangeSearch(fixed) })).toEqual(fixed);
});

test('what makes no sense in an address is the last hour', () => {
  const lastHour = { name: '1h', fixed: null, isCompared: false };
  for (const search of [
    {},
    { range: '2h' },
    { range: 7 },
    { compare: 'yes' },
    { from: '2026-11-21T14:00:00Z' },
    { from: 'yesterday', to: 'today' },
    { from: '2026-11-21T14:00:00Z', to: '2026-11-21T13:00:00Z' },
    { from: '2026-11-21T14:00:00Z', to: '2026-11-21T14:00:59Z' },
    { from: '2020-11-21T14:00:00Z', to: '2026-11-21T14:00:00Z' },
  ]) {
    expect(readTimeRange(search), JSON.stringify(search)).toEqual(lastHour);
  }
});

test('a window that ends now moves in steps that have something new to show', () => {
  const at = (name: (typeof RANGE_NAMES)[number]) =>
    windowOf({ name, fixed: null, isCompared: false }, NOW);
  expect(at('15m')).toEqual({
    from: Date.parse('2026-11-21T13:50:30Z'),
    to: Date.parse('2026-11-21T14:05:30Z'),
  });
  expect(at('6h').to).toBe(Date.parse('2026-11-21T14:05:00Z'));
  expect(at('7d').to).toBe(Date.parse('2026-11-21T14:00:00Z'));
  expect(at('30d').to).toBe(Date.parse('2026-11-21T14:00:00Z'));
  const fixed = { from: NOW - HOUR, to: NOW };
  expect(windowOf({ name: null, fixed, isCompared: false }, NOW + HOUR)).toBe(fixed);
});

test('earlier and later keep the length, and there is no later than now', () => {
  const window = { from: NOW - 2 * HOUR, to: NOW - HOUR };
  expect(windowBefore(window)).toEqual(shiftWindow(window, -1, NOW));
  expect(shiftWindow(window, -1, NOW)).toEqual({ from: NOW - 3 * HOUR, to: NOW - 2 * HOUR });
  expect(shiftWindow(window, 1, NOW)).toEqual({ from: NOW - HOUR, to: NOW });
  expect(shiftWindow(window, 5, NOW)).toEqual({ from: NOW - HOUR, to: NOW });
});

test('the address of a page can be made to stay, and keeps what else is chosen', () => {
  const range = { name: '6h' as const, fixed: null, isCompared: true };
  const address = 'https://d.example/console/performance?range=6h&compare=true&route=GET+%2Fa';
  const fixed = new URL(fixedAddress(address, range, { from: NOW - HOUR, to: NOW }));
  expect(Object.fromEntries(fixed.searchParams)).toEqual({
    compare: 'true',
    route: 'GET /a',
    from: '2026-11-21T13:05:37.500Z',
    to: '2026-11-21T14:05:37.500Z',
  });
  expect(fixed.pathname).toBe('/console/performance');
});
