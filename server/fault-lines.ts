import { ConfigError } from './config/config.ts';
import { CurableError } from './curable-error.ts';

/** What to print for whatever ended the program: a line for each cure, a stack only for a fault of ours. */
export function faultLines(error: unknown): string[] {
  if (error instanceof ConfigError) return [...error.lines];
  if (error instanceof CurableError) return [error.message];
  return [
    `Duetide met a fault of its own. ${error instanceof Error ? error.stack : String(error)}`,
  ];
}
