import { accessSync, constants, statSync } from 'node:fs';
import { CurableError } from './curable-error.ts';
import { codeOf } from './error-code.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Makes the folder where it is missing, for its owner only: it holds what people pay for.
 * @throws CurableError that names the variable and the cure.
 */
export function openDataDir(path: string): void {
  try {
    makeFolder(path);
    if (!statSync(path).isDirectory()) throw new Error('no folder');
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new CurableError(
      `DATA_DIR ${path} cannot be written (${codeOf(error) ?? String(error)}). Choose a folder that this user may write: DATA_DIR=./data.`,
      error,
    );
  }
}
