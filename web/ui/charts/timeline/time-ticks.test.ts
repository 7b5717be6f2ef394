import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

test('ticks are round on the wall clock of the zone', () => {
  const from = Date.parse('2026-11-21T13:07Z');
  const day = timeTicks(from, from + 24 * HOUR, 5, 5.75 * HOUR);
  expect(day.unit).toBe('minute');
  expect(day.at.map((at) => iso(at + 5.75 * HOUR))).toEqual([
    '2026-11-22T00:00',
    '2026-11-22T06:00',
    '2026-11-22T12:00',
    '2026-11-22T18:00',
  ]);
});

test('over a year they are firsts of months', () => {
  const from = Date.parse('2025-10-20T00:00Z');
  const { at, unit } = timeTicks(from, from + 396 * 24 * HOUR, 6, HOUR);
  expect(unit).toBe('month');
  expect(at.map((each) => iso(each + HOUR))).toEqual([
    '2026-01-01T00:00',
    '2026-04-01T00:00',
    '2026-07-01T00:00',
    '2026-10-01T00:00',
  ]);
});

test('they lie within, ascend, and are no more than there is room for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60_000, max: 400 * 24 * HOUR }),
      fc.integer({ min: 2, max: 12 }),
      fc.integer({ min: -48, max: 56 }),
      (length, most, quarters) => {
        const from = Date.parse('2026-11-21T13:07:31Z');
        const { at } = timeTicks(from, from + length, most, quarters * 900_000);
        expect(at.length).toBeLessThanOrEqual(most + 2);
        for (const [index, tick] of at.entries()) {
          expect(tick).toBeGreaterThanOrEqual(from);
          expect(tick).toBeLessThanOrEqual(from + length);
          if (index > 0) expect(tick).toBeGreaterThan(at[index - 1] ?? 0);
        }
      },
    ),
  );
});
