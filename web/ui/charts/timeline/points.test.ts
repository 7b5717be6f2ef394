import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAlone, newestOf, shifted, stepOf } from './points.ts';

const steps = { at: [100, 110, 120, 200], step: 10 };

test('an instant belongs to the step it lies in, or to the nearest', () => {
  expect(stepOf(steps, 100)).toBe(0);
  expect(stepOf(steps, 109)).toBe(0);
  expect(stepOf(steps, 110)).toBe(1);
  expect(stepOf(steps, 50)).toBe(0);
  expect(stepOf(steps, 999)).toBe(3);
  expect(stepOf(steps, 150)).toBe(2);
  expect(stepOf(steps, 190)).toBe(3);
  expect(stepOf({ at: [], step: 10 }, 5)).toBe(-1);
});

test('every step is found by every instant in it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 1_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (count, step, share) => {
        const at = Array.from({ length: count }, (_, index) => 5_000 + index * step);
        for (const [index, start] of at.entries()) {
          expect(stepOf({ at, step }, start + share * step)).toBe(index);
        }
      },
    ),
  );
});

test('a value without neighbours is alone, and the newest is the last that there is', () => {
  expect(isAlone([1, null, 2, null], 0)).toBe(true);
  expect(isAlone([1, null, 0, null], 2)).toBe(true);
  expect(isAlone([1, 2], 0)).toBe(false);
  expect(isAlone([null], 0)).toBe(false);
  expect(newestOf([1, 0, null])).toBe(1);
  expect(newestOf([null])).toBe(-1);
});

test('an earlier time is laid over this one, also with longer steps, and has no values beyond its end', () => {
  const now = { at: [1_000, 1_010, 1_020, 1_030, 1_040], step: 10 };
  const before = { at: [900, 920], step: 20 };
  expect(shifted(now, before, [7, null], 100)).toEqual([7, 7, null, null, null]);
  expect(shifted(now, now, [1, 2, 3, 4, 5], 0)).toEqual([1, 2, 3, 4, 5]);
  expect(shifted(now, { at: [], step: 10 }, [], 100)).toEqual([null, null, null, null, null]);
});
