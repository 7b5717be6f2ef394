import { DDSketch } from '@datadog/sketches-js';

/** Of any quantile that is read from a sketch, or from many that were merged. */
export const RELATIVE_ERROR = 0.01;

/** What was observed, in bins that grow with the values, so that sketches can be added up. */
export type Sketch = DDSketch;

/**
 * A sketch as it is kept. Its bins are the lowest key and the count there, then the counts of the
 * keys that follow; a negative number stands for so many keys at which nothing was observed.
 */
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
  let empty = 0;
  for (let key = minKey; key <= maxKey; key += 1) {
    const seen = store.bins[key - offset] ?? 0;
    if (seen === 0) {
      empty += 1;
      continue;
    }
    if (bins.length === 0) bins.push(key);
    else if (empty > 0) bins.push(-empty);
    empty = 0;
    bins.push(seen);
  }
  return { count, sum, min, max, zeros: zeroCount, bins };
}

/**
 * Bin by bin: `merge` of the library counts wrongly where the other one's highest key is 0, which
 * it takes for none, and a second lies in the bin of that key.
 */
export function addFacts(sketch: Sketch, facts: SketchFacts): void {
  addBins(sketch, facts.bins);
  sketch.zeroCount += facts.zeros;
  sketch.count += facts.count;
  sketch.sum += facts.sum;
  sketch.min = Math.min(sketch.min, facts.min);
  sketch.max = Math.max(sketch.max, facts.max);
}

function addBins({ store }: Sketch, bins: readonly number[]): void {
  if (bins.length === 0) return;
  const first = bins[0] as number;
  let last = first - 1;
  for (let at = 1; at < bins.length; at += 1) {
    const seen = bins[at] as number;
    last += seen < 0 ? -seen : 1;
  }
  // Makes room once, instead of looking for it at every key.
  store.add(first, 0);
  store.add(last, 0);
  let place = first - store.offset;
  for (let at = 1; at < bins.length; at += 1) {
    const seen = bins[at] as number;
    if (seen < 0) {
      place -= seen;
      continue;
    }
    store.bins[place] = (store.bins[place] as number) + seen;
    store.count += seen;
    place += 1;
  }
}

/** Null where nothing was observed. */
export function quantileOf(sketch: Sketch, quantile: number): number | null {
  return sketch.count === 0 ? null : sketch.getValueAtQuantile(quantile);
}
