import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long one request may wait for the database, by all of its calls together. */
export interface WaitingBudget {
  /** Milliseconds. Zero or less: nobody waits any more. */
  readonly left: number;
  /** Something was sent that may change what is stored, whatever became of it. */
  mayHaveChanged: boolean;
  /** Until the returned function is called, time counts; once, however much waits at a time. */
  begin(): () => void;
  /** The request was answered: what is still done because of it keeps nobody waiting. */
  close(): void;
  readonly isClosed: boolean;
}

/**
 * A budget follows a request through everything that it awaits. What it only starts, and nobody
 * waits for, has to be begun outside of it: `createBackground` does so.
 */
export interface WaitingBudgets {
  create(): WaitingBudget;
  run<Result>(budget: WaitingBudget, work: () => Result): Result;
  /** Undefined where no request waits. */
  current(): WaitingBudget | undefined;
  /**
   * Waits for what was begun outside of the budget, but no longer than the request may wait: then
   * the work goes on alone. Where no request waits, until it is done.
   * @param work never rejects
   */
  waitFor(work: Promise<void>): Promise<void>;
}

export interface WaitingBudgetOptions {
  /** Milliseconds for each request. */
  limit: number;
  /** Milliseconds that never jump. */
  monotonic?: () => number;
}

export function createWaitingBudgets(options: WaitingBudgetOptions): WaitingBudgets {
  const { limit, monotonic = () => performance.now() } = options;
  const storage = new AsyncLocalStorage<WaitingBudget>();

  function create(): WaitingBudget {
    let spent = 0;
    let waiting = 0;
    let since = 0;
    let isClosed = false;
    return {
      mayHaveChanged: false,
      get left() {
        return limit - spent - (waiting > 0 ? monotonic() - since : 0);
      },
      get isClosed() {
        return isClosed;
      },
      begin() {
        if (waiting === 0) since = monotonic();
        waiting += 1;
        return () => {
          waiting -= 1;
          if (waiting === 0) spent += monotonic() - since;
        };
      },
      close() {
        isClosed = true;
      },
    };
  }

  function current(): WaitingBudget | undefined {
    const budget = storage.getStore();
    // What was given up stays given up.
    return budget?.isClosed && budget.left > 0 ? undefined : budget;
  }

  return {
    create,
    run: (budget, work) => storage.run(budget, work),
    current,
    async waitFor(work) {
      const budget = current();
      if (!budget) return work;
      const stopCounting = budget.begin();
      const done = new AbortController();
      const end = sleep(Math.max(0, budget.left), undefined, done).catch(() => {});
      try {
        await Promise.race([work, end]);
      } finally {
        done.abort();
        stopCounting();
      }
    },
  };
}
