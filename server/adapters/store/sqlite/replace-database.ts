import { existsSync } from 'node:fs';
import { copyFile, link, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BackupError } from '#server/backup/backup-error.ts';
import { syncFolder } from '#server/backup/backup-folder.ts';
import { isBusy } from './sqlite-fault.ts';

const BUSY_TIMEOUT_MS = 1_000;
const LOG_SUFFIXES = ['-wal', '-shm'];

/** @throws BackupError while another process has the database open. */
export function assertUnused(file: string): void {
  holdAlone(file)?.close();
}

/**
 * Puts `replacement`, a file on the same file system, in the place of the database `file`. There
 * is a whole database under that name at every moment, whenever the machine stops.
 * @returns where the former database is kept; null if there was none.
 */
export async function replaceDatabase(file: string, replacement: string): Promise<string | null> {
  const keptAt = existsSync(file) ? nameForKept(file) : null;
  const hold = keptAt === null ? null : holdAlone(file);
  try {
    // A log that is left would be taken for the new database's.
    for (const suffix of LOG_SUFFIXES) {
      const log = file + suffix;
      if (existsSync(log)) await rename(log, (keptAt ?? `${file}.left`) + suffix);
    }
    if (keptAt !== null) await keepAs(file, keptAt);
    await rename(replacement, file);
    await syncFolder(dirname(file));
  } finally {
    hold?.close();
  }
  return keptAt;
}

/**
 * Leaving the write-ahead log takes the whole database for oneself, folds the log into the file,
 * and is refused while anybody else is connected, even if they do nothing.
 * @returns the connection that nobody else gets past until it is closed; null if the file is no
 *   database that SQLite can open, which nobody can be using then.
 */
function holdAlone(file: string): DatabaseSync | null {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec('pragma journal_mode = delete');
    database.exec('begin exclusive');
    return database;
  } catch (error) {
    database.close();
    if (!isBusy(error)) return null;
    throw new BackupError(
      `The database ${file} is in use. Stop Duetide, restore, and start it again.`,
      error,
    );
  }
}

function nameForKept(file: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${file}.before-restore-${number}`;
    if (!existsSync(name)) return name;
  }
}

/** A second name for the same file where the file system knows that, so that the first one stays. */
async function keepAs(file: string, name: string): Promise<void> {
  try {
    await link(file, name);
  } catch {
    await copyFile(file, name);
  }
}
