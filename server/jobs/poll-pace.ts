import { nextPause } from '#server/observability/retry.ts';

/** Milliseconds from the first look that found nothing to the longest wait. */
const IDLE = { first: 1_000, longest: 15_000 };
const AWAY = { shortestWait: 250, longestWait: 2_000 };

/** What a look for jobs came to. `busy`: as many run as may; who ends looks again. */
export type Finding = 'found' | 'busy' | 'idle' | 'away';

/** How long to wait before looking again: ever longer while there is nothing, at most 15 s. */
export function createPollPace(random: () => number): (finding: Finding) => number {
  let idle = IDLE.first;
  let away = AWAY.shortestWait;
  return (finding) => {
    if (finding === 'away') {
      away = nextPause(AWAY, away, random);
      return away;
    }
    away = AWAY.shortestWait;
    if (finding !== 'idle') idle = IDLE.first;
    // Instances that were started together need not ask together for ever.
    const wait = Math.round(idle * (0.9 + 0.1 * random()));
    if (finding === 'idle') idle = Math.min(IDLE.longest, idle * 2);
    return wait;
  };
}
