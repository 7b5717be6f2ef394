import { CurableError } from '#server/curable-error.ts';

/** What is wrong with a backup, or with where it comes from or goes. */
export class BackupError extends CurableError {
  override readonly name = 'BackupError';
}
