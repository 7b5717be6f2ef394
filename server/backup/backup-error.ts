import { StartError } from '#server/start-fault.ts';

/** What is wrong with a backup, or with where it comes from or goes. */
export class BackupError extends StartError {
  override readonly name = 'BackupError';
}
