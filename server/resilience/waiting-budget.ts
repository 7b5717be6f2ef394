import { AsyncLocalStorage } from 'node:async_hooks';

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

  return {
    create,
    run: (budget, work) => storage.run(budget, work),
    current() {
      const budget = storage.getStore();
      // What was given up stays given up.
      return budget?.isClosed && budget.left > 0 ? undefined : budget;
    },
  };
}
