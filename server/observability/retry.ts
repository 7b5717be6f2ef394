import { CircuitOpenError } from './circuit-breaker.ts';

/** How much trying again is allowed, by all callers together: an outage must not become a storm. */
export interface RetryBudget {
  /** Every first try puts a little in. */
  earn(): void;
  /** @returns whether there was enough for one more try */
  spend(): boolean;
}

export interface RetryOptions {
  budget: RetryBudget;
  /** Uniform in [0, 1). */
  random: () => number;
  wait: (milliseconds: number) => Promise<void>;
  /** The first one included. */
  attempts?: number;
  /** Milliseconds: the least and the most between two tries. */
  shortestWait?: number;
  longestWait?: number;
  /** False for an answer that will not change. */
  isWorthwhile?: (error: unknown) => boolean;
}

/** Runs the call until it succeeds or there is no sense in trying again; then rejects as it did. */
export type Retry = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** Tokens: one buys a retry, and it takes `callsPerRetry` calls to earn one once they are spent. */
export function createRetryBudget({ capacity = 10, callsPerRetry = 10 } = {}): RetryBudget {
  let parts = capacity * callsPerRetry;
  return {
    earn() {
      parts = Math.min(capacity * callsPerRetry, parts + 1);
    },
    spend() {
      if (parts < callsPerRetry) return false;
      parts -= callsPerRetry;
      return true;
    },
  };
}

export interface PauseLimits {
  /** Milliseconds. */
  readonly shortestWait: number;
  readonly longestWait: number;
}

/**
 * With decorrelated jitter: each wait is drawn between the shortest and three times the one
 * before, so that callers who failed together do not come back together.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function nextPause(
  { shortestWait, longestWait }: PauseLimits,
  before: number,
  random: () => number,
): number {
  return Math.min(longestWait, shortestWait + random() * (before * 3 - shortestWait));
}

/** Waits longer and longer, by {@link nextPause}. */
export function createRetry(options: RetryOptions): Retry {
  const { budget, random, wait, attempts = 3, isWorthwhile = () => true } = options;
  const { shortestWait = 50, longestWait = 1_000 } = options;

  return async (call) => {
    budget.earn();
    let pause = shortestWait;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        // What is known to be away is not asked again: its circuit tells when that makes sense.
        const isHopeless = error instanceof CircuitOpenError || !isWorthwhile(error);
        if (isHopeless || attempt >= attempts || !budget.spend()) throw error;
        pause = nextPause({ shortestWait, longestWait }, pause, random);
        await wait(pause);
      }
    }
  };
}
