import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SketchFacts } from '#server/observability/metrics/sketch.ts';
import type { GaugeFacts, Rollup, SummaryFacts } from './rollup.ts';

/** Of figures that do not count anything: more than can be seen in any picture. */
const DIGITS = 9;
const VERSION = 1;

/** count, sum, least, most, zeros, first bin's key and count, then gap to the next key and count. */
type PackedSketch = number[];

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
  const packed = [count, short(sum), short(min), short(max), zeros];
  let before = 0;
  for (let at = 0; at < bins.length; at += 2) {
    const key = bins[at] as number;
    packed.push(key - before, bins[at + 1] as number);
    before = key;
  }
  return packed;
}

function unpackSketch(packed: PackedSketch): SketchFacts {
  const [count = 0, sum = 0, min = 0, max = 0, zeros = 0] = packed;
  const bins = packed.slice(5);
  for (let at = 2; at < bins.length; at += 2) {
    bins[at] = (bins[at] as number) + (bins[at - 2] as number);
  }
  return { count, sum, min, max, zeros, bins };
}

function short(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));
}
