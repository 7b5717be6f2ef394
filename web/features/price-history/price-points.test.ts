import { expect, test } from 'vitest';
import { toEpochDay } from '#shared/dates/calendar-date.ts';
import { chartEnd, drawablePhases, phaseLines } from './price-points.ts';

const eur = (from: `${number}-${number}-${number}`, amount: string, currency = 'EUR') => ({
  from,
  amount,
  currency,
});
const prices = [
  eur('2024-01-01', '8.00'),
  eur('2025-01-01', '10.00'),
  eur('2026-09-01', '12.00', 'USD'),
];

test('newest first, with what each means today and how it changed', () => {
  expect(phaseLines(prices, '2026-06-15')).toEqual([
    { ...prices[2], kind: 'announced', change: null },
    { ...prices[1], kind: 'current', change: 0.25 },
    { ...prices[0], kind: 'past', change: null },
  ]);
});

test('before the first phase begins, it is the current one', () => {
  expect(phaseLines(prices, '2023-06-15').map(({ kind }) => kind)).toEqual([
    'announced',
    'announced',
    'current',
  ]);
});

test('only neighbours of one currency are drawn together', () => {
  expect(drawablePhases(prices, '2026-06-15')).toEqual(prices.slice(0, 2));
  expect(drawablePhases(prices, '2026-10-01')).toEqual(prices.slice(2));
  const back = [...prices, eur('2027-01-01', '9.00')];
  expect(drawablePhases(back, '2026-06-15')).toEqual(prices.slice(0, 2));
});

test('the drawing goes on for a quarter of a year after what is known', () => {
  expect(chartEnd(prices, '2026-06-15')).toBe(toEpochDay('2026-12-01'));
  expect(chartEnd(prices, '2027-06-15')).toBe(toEpochDay('2027-09-15'));
});
