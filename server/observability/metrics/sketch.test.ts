import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addFacts, createSketch, factsOfSketch, quantileOf, RELATIVE_ERROR } from './sketch.ts';

const values = fc.array(fc.double({ min: 1e-7, max: 1e5, noNaN: true }), { minLength: 1 });

function sketchOf(observed: readonly number[]) {
  const sketch = createSketch();
  for (const value of observed) sketch.accept(value);
  return sketch;
}

it('any quantile of sketches that were added up is within 1 %, whichever saw what', () => {
  fc.assert(
    fc.property(
      fc.array(values, { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (parts, quantile) => {
        const sum = createSketch();
        for (const part of parts) addFacts(sum, factsOfSketch(sketchOf(part)));
        const sorted = parts.flat().sort((one, other) => one - other);
        const exact = sorted[Math.floor(quantile * (sorted.length - 1))] as number;
        const told = quantileOf(sum, quantile) as number;
        expect(Math.abs(told / exact - 1)).toBeLessThanOrEqual(RELATIVE_ERROR + 1e-9);
        expect(sum.count).toBe(sorted.length);
        expect([sum.min, sum.max]).toEqual([sorted[0], sorted.at(-1)]);
        expect(factsOfSketch(sum).bins).toEqual(factsOfSketch(sketchOf(parts.flat())).bins);
      },
    ),
  );
});

it('the bin of one second, whose key is 0, is added like any other', () => {
  const sum = sketchOf([0.001]);
  addFacts(sum, factsOfSketch(sketchOf([0.01, 1])));
  expect(sum.count).toBe(3);
  expect(quantileOf(sum, 1)).toBeCloseTo(1, 1);
  expect(factsOfSketch(sum).bins.filter((each) => Number.isNaN(each))).toEqual([]);
});

it('nothing has no quantile, and zero is zero', () => {
  expect(quantileOf(createSketch(), 0.5)).toBeNull();
  const sum = createSketch();
  addFacts(sum, factsOfSketch(createSketch()));
  expect(sum.count).toBe(0);
  addFacts(sum, factsOfSketch(sketchOf([0, 0, 5])));
  expect([quantileOf(sum, 0), sum.count]).toEqual([0, 3]);
});
