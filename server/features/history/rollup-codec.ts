import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SketchFacts } from '#server/observability/metrics/sketch.ts';
import type { GaugeFacts, Rollup, SummaryFacts } from './rollup.ts';

/** Of figures that do not count anything: more than can be seen in any picture. */
const DIGITS = 9;
const VERSION = 1;

type PackedSketch = [
  count: number,
  sum: number,
  min: number,
  max: number,
  zeros: number,
  bins: number[],
];

interface Packed {
  v: number;
  c?: Record<string, number>;
  g?: Record<string, GaugeFacts>;
  s?: Record<string, SummaryFacts>;
  d?: Record<string, PackedSketch>;
}

/** JSON, because it is read fastest, and deflated, because it repeats itself. */
export function packRollup({ counters, gauges, summaries, sketches }: Rollup): Uint8Array {
  const packed: Packed = {
    v: VERSION,
    ...part('c', counters, short),
    ...part('g', gauges, ([min, max, last]) => [short(min), short(max), short(last)] as const),
    ...part('s', summaries, ([count, sum]) => [count, short(sum)] as const),
    ...part('d', sketches, packSketch),
  };
  return deflateRawSync(JSON.stringify(packed));
}

/** @throws Error for what another version packed in a way that this one does not know. */
export function unpackRollup(content: Uint8Array): Rollup {
  const packed: Packed = JSON.parse(inflateRawSync(content).toString());
  if (packed.v !== VERSION) throw new Error(`Rollups of version ${packed.v} are not known`);
  const { c = {}, g = {}, s = {}, d = {} } = packed;
  const sketches: Rollup['sketches'] = {};
  for (const key in d) sketches[key] = unpackSketch(d[key] as PackedSketch);
  return { counters: c, gauges: g, summaries: s, sketches };
}

/** Nothing where there is nothing. */
function part<Value, Kept>(
  name: string,
  values: Readonly<Record<string, Value>>,
  pack: (value: Value) => Kept,
): Record<string, Record<string, Kept>> {
  const entries = Object.entries(values);
  if (entries.length === 0) return {};
  return { [name]: Object.fromEntries(entries.map(([key, value]) => [key, pack(value)])) };
}

function packSketch({ count, sum, min, max, zeros, bins }: SketchFacts): PackedSketch {
  return [count, short(sum), short(min), short(max), zeros, bins];
}

function unpackSketch([count, sum, min, max, zeros, bins]: PackedSketch): SketchFacts {
  return { count, sum, min, max, zeros, bins };
}

function short(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));
}
