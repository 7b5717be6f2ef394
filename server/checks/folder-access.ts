import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder itself, or the one in which it would be made. */
export function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}

/** Whether this user may make files there, and find them again. */
export function mayWriteIn(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
