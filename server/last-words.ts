import { within } from './resilience/time-limit.ts';

/** So long the process goes on to have written down why it ends. */
const LIMIT_MS = 2_000;

export interface LastWordsDeps {
  log: { error(fields: object, message: string): void };
  report(error: unknown, context: Record<never, never>): void;
  /** Writes down what was reported. */
  keep(): Promise<void>;
  exit(code: number): void;
}

/**
 * For what nobody caught: nobody knows what it left half done, so the process ends, as it does by
 * itself, but not before it was written down.
 */
export function createLastWords({ log, report, keep, exit }: LastWordsDeps) {
  let isEnding = false;
  return async (error: unknown): Promise<void> => {
    log.error({ err: error }, 'ending after an error that nobody caught');
    report(error, {});
    if (isEnding) return;
    isEnding = true;
    await within(LIMIT_MS, keep(), () => new Error('It took too long')).catch(() => {});
    exit(1);
  };
}
