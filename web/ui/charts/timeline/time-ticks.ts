const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LENGTHS = [
  10_000,
  30_000,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  4 * DAY,
  7 * DAY,
  14 * DAY,
];
const MONTHS = [1, 2, 3, 6, 12];
const MONTH = 30.4 * DAY;

export interface TimeTicks {
  at: number[];
  /** What tells one from the next. */
  unit: 'second' | 'minute' | 'day' | 'month';
}

/**
 * Round times between two instants, at most about `most` of them.
 * @param offset what the wall clock shows more than UTC, in milliseconds
 */
export function timeTicks(from: number, to: number, most: number, offset: number): TimeTicks {
  const least = (to - from) / Math.max(1, most);
  const length = LENGTHS.find((each) => each >= least);
  if (length === undefined) return monthTicks(from, to, least, offset);
  const at: number[] = [];
  const first = Math.ceil((from + offset) / length) * length - offset;
  for (let tick = first; tick <= to; tick += length) at.push(tick);
  return { at, unit: length < MINUTE ? 'second' : length < DAY ? 'minute' : 'day' };
}

function monthTicks(from: number, to: number, least: number, offset: number): TimeTicks {
  const every = MONTHS.find((count) => count * MONTH >= least) ?? 12;
  const start = new Date(from + offset);
  const at: number[] = [];
  const firstMonth = Math.floor(start.getUTCMonth() / every) * every;
  for (let month = firstMonth; ; month += every) {
    const tick = Date.UTC(start.getUTCFullYear(), month) - offset;
    if (tick > to) return { at, unit: 'month' };
    if (tick >= from) at.push(tick);
  }
}
