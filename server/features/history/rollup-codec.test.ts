import { describe, expect, it } from 'vitest';
import type { Rollup } from './rollup.ts';
import { packRollup, unpackRollup } from './rollup-codec.ts';

describe('a packed rollup', () => {
  it('has everything in it that was packed', () => {
    const rollup: Rollup = {
      counters: { 'a\tGET\t/é"\\': 3, b: 0.5 },
      gauges: { c: [-1.5, 2e12, 0] },
      summaries: { d: [7, 1.25] },
      sketches: {
        e: { count: 4, sum: 2.5, min: 0.5, max: 1, zeros: 1, bins: [-35, 1, -33, 2] },
        f: { count: 1, sum: 0, min: 0, max: 0, zeros: 1, bins: [] },
      },
    };
    expect(unpackRollup(packRollup(rollup))).toEqual(rollup);
    const none: Rollup = { counters: {}, gauges: {}, summaries: {}, sketches: {} };
    expect(unpackRollup(packRollup(none))).toEqual(none);
  });

  it('of another version is not read as if it were of this one', async () => {
    const { deflateRawSync } = await import('node:zlib');
    const other = deflateRawSync(JSON.stringify({ v: 2, c: { a: 1 } }));
    expect(() => unpackRollup(other)).toThrow('Rollups of version 2 are not known');
  });
});
