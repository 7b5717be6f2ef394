import { AsyncLocalStorage } from 'node:async_hooks';

export interface BackgroundLog {
  error(fields: object, message: string): void;
}

/** Work that nobody waits for: begun after the answer at hand, and finished before the end. */
export interface Background {
  run(name: string, task: () => Promise<void>): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

export function createBackground(
  log: BackgroundLog,
  report: (error: unknown, context: { task: string }) => void = () => {},
): Background {
  // As at the start of the program: not in the name of the request that happened to begin it.
  const outsideOfRequests = AsyncLocalStorage.snapshot();
  const underway = new Set<Promise<void>>();

  async function runLogged(name: string, task: () => Promise<void>): Promise<void> {
    // The answer goes out first, even if the task computes without ever waiting.
    await new Promise(setImmediate);
    try {
      await task();
    } catch (error) {
      log.error({ err: error, task: name }, 'background task failed');
      report(error, { task: name });
    }
  }

  return {
    run(name, task) {
      const running = outsideOfRequests(runLogged, name, task).finally(() =>
        underway.delete(running),
      );
      underway.add(running);
    },
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}
