import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { keepDurable, leaveStart, reasonOf } from './sqlite-database.ts';

/** What can be said of a database at once. */
export interface InspectedDatabase {
  readonly version: string;
  readonly isWal: boolean;
  /** Migrations that were applied, in order; null where there has been none. */
  readonly applied: readonly string[] | null;
  /** A crash left writes beside the database, which the next start brings in. */
  readonly hasLeftOverLog: boolean;
}

export interface InspectionSteps {
  onInspected(facts: InspectedDatabase): void;
  /** What the check of all pages found; it can take long. Empty if there is nothing wrong. */
  onChecked(problems: readonly string[]): void;
}

const MOST_PROBLEMS = 10;
/** Where the header says how the file is written, and what that is with a write-ahead log. */
const WRITE_FORMAT = { at: 18, wal: 2 };

/**
 * Looks at a database that others may serve from, and changes nothing.
 * @throws Error of one line, if it cannot be read.
 */
export function inspectDatabase(file: string, steps: InspectionSteps): void {
  // A reader of a database with a write-ahead log makes this file, and leaves it behind. Where it
  // is not there nobody writes, so that nothing has to be made to read what does not change.
  const isInUse = existsSync(`${file}-shm`);
  const hasLeftOverLog = !isInUse && existsSync(`${file}-wal`);
  // Before it is open: closing any descriptor of a file lets go of all locks of this process on it.
  const isLogged = isWal(file);
  const database = openUnchanged(file, isInUse);
  try {
    keepDurable(database);
    leaveStart(database);
    steps.onInspected({
      version: String(database.prepare('select sqlite_version() as version').get()?.version),
      isWal: isLogged,
      applied: appliedMigrations(database),
      hasLeftOverLog,
    });
    // Pages without what the log holds may not fit together.
    if (hasLeftOverLog) return;
    const problems = checkPages(database);
    const hasBegun = !isInUse && existsSync(`${file}-shm`);
    // A server began to write while we took the file for one that does not change.
    if (problems.length > 0 && hasBegun) inspectDatabase(file, { ...steps, onInspected() {} });
    else steps.onChecked(problems);
  } finally {
    database.close();
  }
}

function openUnchanged(file: string, isInUse: boolean): DatabaseSync {
  const url = pathToFileURL(file);
  url.search = isInUse ? '?mode=ro' : '?mode=ro&immutable=1';
  return new DatabaseSync(url, { readOnly: true, enableForeignKeyConstraints: false });
}

function checkPages(database: DatabaseSync): string[] {
  const problems: string[] = [];
  try {
    const found = database.prepare(`pragma quick_check(${MOST_PROBLEMS})`).iterate();
    for (const { quick_check: said } of found) if (said !== 'ok') problems.push(String(said));
  } catch (error) {
    // On a page that it has just found damaged the check may stumble by itself.
    if (problems.length === 0) problems.push(reasonOf(error));
  }
  return problems;
}

function appliedMigrations(database: DatabaseSync): string[] | null {
  const table = database
    .prepare("select 1 from sqlite_schema where type = 'table' and name = 'migrations'")
    .get();
  if (!table) return null;
  const rows = database.prepare('select name from migrations order by name').all();
  return rows.map(({ name }) => String(name));
}

/** From the file: SQLite itself calls a log that it may not use something else. */
function isWal(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const header = Buffer.alloc(1);
    readSync(descriptor, header, 0, 1, WRITE_FORMAT.at);
    return header[0] === WRITE_FORMAT.wal;
  } finally {
    closeSync(descriptor);
  }
}
