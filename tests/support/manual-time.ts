import type { Clock } from '#server/clock.ts';
import type { Timers } from '#server/jobs/timers.ts';

/** Time that passes when a test lets it, with a clock that a test may also put forward or back. */
export interface ManualTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Runs what is due in between, each at its moment, and what follows from it at once. */
  pass(milliseconds: number): Promise<void>;
  /** The system's time jumps; no timer notices. */
  jump(milliseconds: number): void;
  /** Lets everything happen that waits for no time. */
  settle(): Promise<void>;
}

interface ManualTimer {
  readonly at: number;
  readonly task: () => void;
}

export function createManualTime(instant: string): ManualTime {
  const timers = new Set<ManualTimer>();
  const begun = Date.parse(instant);
  let passed = 0;
  let jumped = 0;

  async function settle(): Promise<void> {
    // A call of the store takes some turns of the event loop, and may lead to another one.
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  }

  function nextUntil(limit: number): ManualTimer | null {
    let first: ManualTimer | null = null;
    for (const timer of timers) {
      if (timer.at <= limit && (first === null || timer.at < first.at)) first = timer;
    }
    return first;
  }

  return {
    clock: { now: () => Math.floor(begun + passed + jumped) },
    timers: {
      monotonic: () => passed,
      after(milliseconds, task) {
        const timer = { at: passed + Math.max(0, milliseconds), task };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    async pass(milliseconds) {
      const end = passed + milliseconds;
      await settle();
      for (let timer = nextUntil(end); timer; timer = nextUntil(end)) {
        passed = Math.max(passed, timer.at);
        timers.delete(timer);
        timer.task();
        await settle();
      }
      passed = end;
    },
    jump(milliseconds) {
      jumped += milliseconds;
    },
    settle,
  };
}
