import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeOf, colorOfChange, shadeOfChange } from './change.ts';

test('a change is a share of what was there, and of nothing there is none', () => {
  expect(changeOf(0.3, 0.2)).toBeCloseTo(0.5);
  expect(changeOf(0.1, 0.2)).toBe(-0.5);
  expect(changeOf(0.1, 0)).toBeNull();
  expect(changeOf(null, 0.2)).toBeNull();
  expect(changeOf(0.2, undefined)).toBeNull();
});

test('shades say how strongly it became more or less', () => {
  const shade = (now: number) => shadeOfChange(now, 1, 0);
  expect([0.4, 0.6, 0.75, 0.9, 1, 1.1, 1.25, 1.6, 2.1].map(shade)).toEqual([
    -3, -2, -1, 0, 0, 0, 1, 2, 3,
  ]);
  expect(shadeOfChange(0.003, 0.001, 0.005)).toBe(0);
  expect(shadeOfChange(0.03, 0.001, 0.005)).toBe(3);
  expect(shadeOfChange(1, 0, 0)).toBeNull();
});

test('the longer it takes the higher is the shade, and what is as before has none', () => {
  const time = fc.double({ min: 0.001, max: 60, noNaN: true });
  fc.assert(
    fc.property(time, time, time, (before, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const [low, high] = [shadeOfChange(less, before, 0), shadeOfChange(more, before, 0)];
      expect(low).toBeLessThanOrEqual(high ?? Number.NaN);
      expect(shadeOfChange(before, before, 0)).toBe(0);
    }),
  );
});

test('every shade has a colour of its own', () => {
  const colors = ([-3, -2, -1, 0, 1, 2, 3] as const).map(colorOfChange);
  expect(new Set(colors).size).toBe(7);
});
