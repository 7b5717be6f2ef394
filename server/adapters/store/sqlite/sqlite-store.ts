import type { DatabaseSync } from 'node:sqlite';
import type { Store } from '#server/adapters/store/store.ts';
import { type Clock, systemClock } from '#server/clock.ts';
import { applyMigrations } from './apply-migrations.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { beginStart, leaveStart, openDatabase, reasonOf } from './sqlite-database.ts';
import { withFaultsTranslated } from './sqlite-fault.ts';
import { createSqliteRepositories } from './sqlite-repositories.ts';

export interface SqliteStoreOptions {
  /** Path of the database, made if it does not exist, or `:memory:`. */
  file: string;
  clock?: Clock;
  logger?: { info(facts: object, message: string): void };
}

/**
 * Opens the database and brings its schema up to date.
 * @throws Error of one line that says what is wrong, when either is not possible.
 */
export async function createSqliteStore({
  file,
  clock = systemClock,
  logger,
}: SqliteStoreOptions): Promise<Store> {
  const database = openDatabase(file);
  try {
    await beginStart(database);
    const migrations = applyMigrations(database, MIGRATIONS, clock);
    if (migrations.length > 0) logger?.info({ file, migrations }, 'database migrated');
    leaveStart(database);
    return assemble(database);
  } catch (error) {
    database.close();
    throw new Error(`The database ${file} cannot be used: ${reasonOf(error)}`, { cause: error });
  }
}

function assemble(database: DatabaseSync): Store {
  // Reads the file, which `select 1` does not.
  const probe = database.prepare('select name from migrations limit 1');

  return {
    ...createSqliteRepositories(database),
    async ping() {
      withFaultsTranslated(() => probe.get());
    },
    /** Foreign keys leave nothing half deleted. */
    async tidy() {},
    async close() {
      if (!database.isOpen) return;
      try {
        // Leaves a database of one file; a reader elsewhere may prevent it, which does no harm.
        database.exec('pragma wal_checkpoint(truncate)');
      } finally {
        database.close();
      }
    },
  };
}
