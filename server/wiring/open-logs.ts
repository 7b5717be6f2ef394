import { accessSync, constants } from 'node:fs';
import type { DestinationStream } from 'pino';
import type { Clock } from '#server/clock.ts';
import type { Config } from '#server/config/config.ts';
import { CurableError } from '#server/curable-error.ts';
import { codeOf } from '#server/error-code.ts';
import { makeFolder } from '#server/make-folder.ts';
import { createLogFiles } from '#server/observability/log-files.ts';
import { createLogs, type Logs, standardOutput } from '#server/observability/logger.ts';

/**
 * The logs that `config` asks for: printed, and in files where there is a folder for them.
 * @throws CurableError that names the variable and the cure.
 */
export function openLogs(
  { levels, files }: Config['log'],
  clock: Clock,
  others: readonly DestinationStream[] = [],
): Logs {
  const printed = standardOutput();
  if (!files) return createLogs(levels, [printed, ...others]);
  const folder = openFolder(files.folder);
  const written = createLogFiles({
    ...files,
    folder,
    clock,
    processId: process.pid,
    onFault(error) {
      process.stderr.write(`LOG_DIR ${folder} cannot be written (${codeOf(error) ?? error}).\n`);
    },
  });
  return createLogs(levels, [printed, written, ...others]);
}

function openFolder(path: string): string {
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return path;
  } catch (error) {
    throw new CurableError(
      `LOG_DIR ${path} cannot be written (${codeOf(error) ?? String(error)}). Choose a folder that this user may write, or leave LOG_DIR out.`,
      error,
    );
  }
}
