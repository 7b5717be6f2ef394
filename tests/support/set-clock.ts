import type { Clock } from '#server/clock.ts';

export interface SetClock extends Clock {
  set(instant: string): void;
  advance(milliseconds: number): void;
}

/** A clock that stands still until a test moves it. */
export function createSetClock(instant: string): SetClock {
  let now = Date.parse(instant);
  return {
    now: () => now,
    set(next) {
      now = Date.parse(next);
    },
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
