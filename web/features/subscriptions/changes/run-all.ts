import { isApiError } from '#web/lib/api-error.ts';

/** Enough to hide the way to the server, few enough to leave it room for others. */
const AT_ONCE = 6;
const ATTEMPTS = 4;

export interface RunReport<Item, Result> {
  done: { item: Item; result: Result }[];
  failed: { item: Item; error: unknown }[];
}

/**
 * Runs a call for each item, some at a time. Where the server asks to wait, it waits and tries
 * again; one failure does not stop the others.
 */
export async function runAll<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
  {
    wait,
    onProgress,
  }: { wait: (milliseconds: number) => Promise<void>; onProgress?: (finished: number) => void },
): Promise<RunReport<Item, Result>> {
  const report: RunReport<Item, Result> = { done: [], failed: [] };
  const queue = items[Symbol.iterator]();

  async function work(): Promise<void> {
    // The workers share one iterator: each takes the next item that nobody has begun.
    for (const item of queue) {
      try {
        report.done.push({ item, result: await patiently(() => run(item), wait) });
      } catch (error) {
        report.failed.push({ item, error });
      }
      onProgress?.(report.done.length + report.failed.length);
    }
  }

  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  return report;
}

async function patiently<Result>(
  run: () => Promise<Result>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const seconds = isApiError(error) ? error.retryAfter : null;
      if (seconds === null || attempt === ATTEMPTS) throw error;
      await wait(seconds * 1000);
    }
  }
}
