import { setTimeout as pause } from 'node:timers/promises';
import { createRetry, createRetryBudget } from '#server/observability/retry.ts';
import type { Background } from './background.ts';

export interface PerseveringOptions {
  background: Background;
  /** Uniform in [0, 1). */
  random: () => number;
  /** False for what would fail again. */
  isWorthwhile(error: unknown): boolean;
  /** Ends early when the signal is aborted. */
  wait?(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Work that nobody waits for, and that is tried again while what it needs is away. */
export interface Persevering {
  /** Tries for about a minute. */
  run(name: string, task: () => Promise<void>): void;
  /** From now on everything is tried once more at most, and at once: the end is near. */
  hurry(): void;
}

const ATTEMPTS = 20;

export function createPersevering(options: PerseveringOptions): Persevering {
  const { background, random, isWorthwhile, wait = waitUnlessAborted } = options;
  const hurry = new AbortController();
  const retry = createRetry({
    // A circuit keeps a storm from what is away, and nobody is kept waiting here.
    budget: createRetryBudget({ capacity: 10_000, callsPerRetry: 1 }),
    random,
    wait: (milliseconds) => wait(milliseconds, hurry.signal),
    attempts: ATTEMPTS,
    shortestWait: 500,
    longestWait: 5_000,
    isWorthwhile: (error) => !hurry.signal.aborted && isWorthwhile(error),
  });
  return {
    run(name, task) {
      background.run(name, () => retry(task));
    },
    hurry: () => hurry.abort(),
  };
}

async function waitUnlessAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => {});
}
