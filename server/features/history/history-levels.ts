import type { HistoryLevel } from './history-repository.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface LevelPlan {
  readonly name: HistoryLevel;
  /** Milliseconds. */
  readonly step: number;
  /** How long steps are kept, in milliseconds. */
  readonly keep: number;
}

/** Thirteen months, so that a month can be compared with the same one a year ago. */
export const LONGEST_KEPT = 400 * DAY;

/**
 * Ten minutes, days and weeks are there to be read: a look at a month or at thirteen would otherwise
 * read ten thousand rows to draw four hundred points.
 */
export const LEVELS = [
  { name: '10s', step: 10 * SECOND, keep: 2 * DAY },
  { name: '1m', step: MINUTE, keep: 30 * DAY },
  { name: '10m', step: 10 * MINUTE, keep: 30 * DAY },
  { name: '1h', step: HOUR, keep: LONGEST_KEPT },
  { name: '1d', step: DAY, keep: LONGEST_KEPT },
  { name: '7d', step: 7 * DAY, keep: LONGEST_KEPT },
] as const satisfies readonly LevelPlan[];

export const FINEST: LevelPlan = LEVELS[0];

export function floorTo(step: number, instant: number): number {
  return Math.floor(instant / step) * step;
}
