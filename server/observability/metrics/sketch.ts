import { DDSketch } from '@datadog/sketches-js';

/** Of any quantile that is read from a sketch, or from many that were merged. */
export const RELATIVE_ERROR = 0.01;

/** What was observed, in bins that grow with the values, so that sketches can be added up. */
export type Sketch = DDSketch;

/** A sketch as it is kept: `[key, count, key, count, …]` ascending, keys of the logarithm. */
export interface SketchFacts {
  count: number;
  sum: number;
  min: number;
  max: number;
  zeros: number;
  bins: number[];
}

export function createSketch(): Sketch {
  return new DDSketch({ relativeAccuracy: RELATIVE_ERROR });
}

/** Of observations that cannot be negative, as times and sizes are. */
export function factsOfSketch({ count, sum, min, max, zeroCount, store }: Sketch): SketchFacts {
  const bins: number[] = [];
  const { minKey, maxKey, offset } = store;
  for (let key = minKey; key <= maxKey; key += 1) {
    const seen = store.bins[key - offset] ?? 0;
    if (seen > 0) bins.push(key, seen);
  }
  return { count, sum, min, max, zeros: zeroCount, bins };
}

/**
 * Bin by bin: `merge` of the library counts wrongly where the other one's highest key is 0, which
 * it takes for none, and a second lies in the bin of that key.
 */
export function addFacts(sketch: Sketch, facts: SketchFacts): void {
  const { bins } = facts;
  for (let at = 0; at < bins.length; at += 2) {
    sketch.store.add(bins[at] as number, bins[at + 1] as number);
  }
  sketch.zeroCount += facts.zeros;
  sketch.count += facts.count;
  sketch.sum += facts.sum;
  sketch.min = Math.min(sketch.min, facts.min);
  sketch.max = Math.max(sketch.max, facts.max);
}

/** Null where nothing was observed. */
export function quantileOf(sketch: Sketch, quantile: number): number | null {
  return sketch.count === 0 ? null : sketch.getValueAtQuantile(quantile);
}
