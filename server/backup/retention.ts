/** How many backups are kept of those that are the last of their hour, day, week or month (UTC). */
export interface Retention {
  readonly hourly: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 1970-01-01 was a Thursday: weeks are counted from the Monday before. */
const MONDAY_BEFORE_1970 = -3 * DAY;

const PERIODS: Record<keyof Retention, (milliseconds: number) => number> = {
  hourly: (milliseconds) => Math.floor(milliseconds / HOUR),
  daily: (milliseconds) => Math.floor(milliseconds / DAY),
  weekly: (milliseconds) => Math.floor((milliseconds - MONDAY_BEFORE_1970) / (7 * DAY)),
  monthly(milliseconds) {
    const date = new Date(milliseconds);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  },
};

/**
 * Which of these instants (milliseconds) are no longer kept. The newest always is. Dropping them
 * after each new backup keeps the same as dropping them once at the end.
 */
export function expiredOf(instants: readonly number[], retention: Retention): number[] {
  const newestFirst = instants.toSorted((left, right) => right - left);
  const kept = new Set(newestFirst.slice(0, 1));
  for (const [name, periodOf] of Object.entries(PERIODS)) {
    const periods = new Set<number>();
    for (const instant of newestFirst) {
      const period = periodOf(instant);
      if (periods.has(period)) continue;
      if (periods.size >= retention[name as keyof Retention]) break;
      periods.add(period);
      kept.add(instant);
    }
  }
  return instants.filter((instant) => !kept.has(instant));
}
