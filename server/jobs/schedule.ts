import { Cron } from 'croner';

/** Five fields of cron, read in a named time zone. */
export interface CronFacts {
  /** Minute, hour, day of month, month, day of week: `30 2 * * *`. */
  readonly cron: string;
  /** IANA. */
  readonly timeZone: string;
}

export interface IntervalFacts {
  /** Milliseconds, counted from 1970-01-01T00:00Z: all who read it mean the same instants. */
  readonly every: number;
}

/** When something runs again and again. */
export type ScheduleFacts = CronFacts | IntervalFacts;

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

/** @throws TypeError for an expression, a zone or a time that cannot be, or that never comes true. */
export function createSchedule(facts: ScheduleFacts): Schedule {
  return 'cron' in facts ? createCronSchedule(facts) : createIntervalSchedule(facts);
}

function createIntervalSchedule({ every }: IntervalFacts): Schedule {
  if (!Number.isSafeInteger(every) || every < 1) throw new TypeError(`Every ${every} ms is never`);
  const latest = (until: number) => Math.floor(until / every) * every;
  return { latest, next: (after) => latest(after) + every };
}

function createCronSchedule({ cron, timeZone }: CronFacts): Schedule {
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
