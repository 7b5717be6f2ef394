import { Cron } from 'croner';

/** When something runs again and again: five fields of cron, read in a named time zone. */
export interface ScheduleFacts {
  /** Minute, hour, day of month, month, day of week: `30 2 * * *`. */
  readonly cron: string;
  /** IANA. */
  readonly timeZone: string;
}

/**
 * Instants are milliseconds. Where a clock is put forward over a time of day, the run of that day
 * is at the first instant after the gap; where it is put back, at the first of the two. What runs
 * every so many minutes follows the instants that there are.
 */
export interface Schedule {
  /** The first run after an instant. */
  next(after: number): number;
  /** The last run until an instant, which itself counts; null: there was none in living memory. */
  latest(until: number): number | null;
}

/** @throws TypeError for an expression or a zone that cannot be, or that never comes true. */
export function createSchedule({ cron, timeZone }: ScheduleFacts): Schedule {
  const pattern = new Cron(cron, { timezone: timeZone, mode: '5-part', paused: true });

  function next(after: number): number {
    const run = pattern.nextRun(new Date(after));
    if (!run) throw new TypeError(`The schedule "${cron}" never comes true`);
    return run.getTime();
  }

  next(0);
  return {
    next,
    latest(until) {
      // Its own end is not in what it looks through.
      const [run] = pattern.previousRuns(1, new Date(until + 1));
      return run?.getTime() ?? null;
    },
  };
}
