import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { retryWhileBusy } from './retry-while-busy.ts';
import { assertSqliteVersion } from './sqlite-version.ts';

/** How long a statement waits for another process's lock; the event loop waits with it. */
const BUSY_TIMEOUT_MS = 2_000;
/** Starting waits for the migrations of a process that started at the same time. */
const STARTING_BUSY_TIMEOUT_MS = 60_000;
const PAGE_CACHE_KIB = 32_768;

/**
 * Opens the file, made if need be, for its owner only.
 * @throws Error of one line
 */
export function openDatabase(file: string): DatabaseSync {
  try {
    if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
    return new DatabaseSync(file, {
      timeout: STARTING_BUSY_TIMEOUT_MS,
      enableForeignKeyConstraints: false,
    });
  } catch (error) {
    throw new Error(`The database ${file} cannot be opened: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * Makes the connection durable, for migrations first.
 * @throws Error where SQLite does not keep to what it is told.
 */
export async function beginStart(database: DatabaseSync): Promise<void> {
  const version = database.prepare('select sqlite_version() as version').get();
  assertSqliteVersion(String(version?.version));
  // Of two processes that change the mode at once, one may be told at once that it is locked.
  await retryWhileBusy(() => database.exec('pragma journal_mode = wal'));
  assertPragma(database, 'journal_mode', database.location() === null ? 'memory' : 'wal');
  keepDurable(database);
}

/**
 * What each connection says for itself, and no file remembers.
 * @throws Error where SQLite does not keep to what it is told.
 */
export function keepDurable(database: DatabaseSync): void {
  database.exec('pragma synchronous = full');
  assertPragma(database, 'synchronous', 2);
  // Does something on macOS only, where a plain fsync stops at the disk's own cache.
  database.exec('pragma fullfsync = on');
  database.exec(`pragma cache_size = -${PAGE_CACHE_KIB}`);
}

/** For the time after the start. Foreign keys are off during migrations, which rebuild tables. */
export function leaveStart(database: DatabaseSync): void {
  database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  database.exec('pragma foreign_keys = on');
  assertPragma(database, 'foreign_keys', 1);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function assertPragma(
  database: DatabaseSync,
  name: string,
  expected: string | number,
): void {
  const found = database.prepare(`pragma ${name}`).get()?.[name];
  if (found !== expected) {
    throw new Error(`SQLite keeps ${name} at ${found}, and ${expected} is needed`);
  }
}
