const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** As they stand in the address. */
export const RANGE_NAMES = ['15m', '1h', '6h', '24h', '7d', '30d', '13mo'] as const;
export type RangeName = (typeof RANGE_NAMES)[number];

const LENGTHS: Record<RangeName, number> = {
  '15m': 15 * MINUTE,
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': DAY,
  '7d': 7 * DAY,
  '30d': 30 * DAY,
  '13mo': 396 * DAY,
};
const DEFAULT_RANGE: RangeName = '1h';
/** Less could hold no figure at all. */
const SHORTEST = MINUTE;

/** Instants in milliseconds since 1970. */
export interface TimeWindow {
  from: number;
  to: number;
}

/** What a page of the console shows: up to now by name, or a window that stays. */
export interface TimeRange {
  name: RangeName | null;
  /** Null where the range goes by its name. */
  fixed: TimeWindow | null;
  /** The same length before it is drawn as well. */
  isCompared: boolean;
}

export interface RangeSearch {
  range?: RangeName;
  from?: string;
  to?: string;
  compare?: true;
}

/** Reads an address, which anybody may have written by hand: what makes no sense is left out. */
export function readTimeRange(search: Record<string, unknown>): TimeRange {
  const isCompared = search.compare === true;
  const from = instantOf(search.from);
  const to = instantOf(search.to);
  if (from !== null && to !== null && to - from >= SHORTEST && to - from <= LENGTHS['13mo']) {
    return { name: null, fixed: { from, to }, isCompared };
  }
  const name = RANGE_NAMES.find((known) => known === search.range) ?? DEFAULT_RANGE;
  return { name, fixed: null, isCompared };
}

/** The address of a range; the one that comes by itself is not said. */
export function rangeSearch({ name, fixed, isCompared }: TimeRange): RangeSearch {
  return {
    ...(fixed
      ? { from: new Date(fixed.from).toISOString(), to: new Date(fixed.to).toISOString() }
      : name !== null && name !== DEFAULT_RANGE && { range: name }),
    ...(isCompared && { compare: true as const }),
  };
}

/**
 * The window of a range. One that ends now moves on in whole steps, about as wide as what is drawn
 * of it, so that nothing is asked for again before there is something new to see.
 */
export function windowOf({ name, fixed }: TimeRange, now: number): TimeWindow {
  if (fixed) return fixed;
  const length = LENGTHS[name ?? DEFAULT_RANGE];
  const to = floorTo(now, refreshEvery(length));
  return { from: to - length, to };
}

/** How often a window of this length has something new to show, in milliseconds. */
export function refreshEvery(length: number): number {
  if (length <= HOUR) return 10_000;
  if (length <= DAY) return MINUTE;
  if (length <= 7 * DAY) return 10 * MINUTE;
  return HOUR;
}

/** The window of the same length that lies `times` lengths later; not beyond now. */
export function shiftWindow({ from, to }: TimeWindow, times: number, now: number): TimeWindow {
  const length = to - from;
  const end = Math.min(to + times * length, now);
  return { from: end - length, to: end };
}

/** The address that shows these times whenever it is opened, with whatever else is in it. */
export function fixedAddress(address: string, range: TimeRange, window: TimeWindow): string {
  const fixed = new URL(address);
  fixed.searchParams.delete('range');
  const search = rangeSearch({ ...range, name: null, fixed: window });
  for (const [name, value] of Object.entries(search)) fixed.searchParams.set(name, String(value));
  return fixed.href;
}

/** The same length before it. */
export function windowBefore({ from, to }: TimeWindow): TimeWindow {
  return { from: from - (to - from), to: from };
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

function instantOf(value: unknown): number | null {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(instant) ? null : instant;
}
