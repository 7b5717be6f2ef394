import type { DatabaseSync } from 'node:sqlite';
import { assertKnownMigrations } from '#server/adapters/store/assert-known-migrations.ts';
import { type Clock, instantOf } from '#server/clock.ts';
import type { Migration } from './migrations/migration.ts';
import { reasonOf } from './sqlite-database.ts';

type MigratedDatabase = Pick<DatabaseSync, 'exec' | 'prepare' | 'isTransaction'>;

/**
 * Brings the schema up to date; safe when several processes start at once.
 * @returns the names of the migrations that this call applied.
 * @throws Error of one line; the schema is left as the last migration that worked left it.
 */
export function applyMigrations(
  database: MigratedDatabase,
  migrations: readonly Migration[],
  clock: Clock,
): string[] {
  database.exec(`create table if not exists migrations (
    name       text not null primary key,
    applied_at text not null
  ) strict`);
  const applied = appliedNames(database, migrations);
  return migrations
    .filter(({ name }) => !applied.includes(name))
    .filter((migration) => apply(database, migrations, migration, clock))
    .map(({ name }) => name);
}

function apply(
  database: MigratedDatabase,
  migrations: readonly Migration[],
  { name, sql }: Migration,
  clock: Clock,
): boolean {
  return inTransaction(database, () => {
    // Read again now that nobody else can write: another process may have been faster.
    if (appliedNames(database, migrations).includes(name)) return false;
    try {
      database.exec(sql);
      assertForeignKeys(database);
    } catch (error) {
      throw new Error(
        `its migration ${name} failed, and it stays as it was before it: ${reasonOf(error)}`,
        { cause: error },
      );
    }
    database
      .prepare('insert into migrations (name, applied_at) values (?, ?)')
      .run(name, instantOf(clock.now()));
    return true;
  });
}

function inTransaction<Result>(database: MigratedDatabase, work: () => Result): Result {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

/** @throws Error if the database has a migration that is not known here at that place. */
function appliedNames(database: MigratedDatabase, migrations: readonly Migration[]): string[] {
  const rows = database.prepare('select name from migrations order by name').all();
  const applied = rows.map((row) => String(row.name));
  assertKnownMigrations(applied, migrations);
  return applied;
}

function assertForeignKeys(database: MigratedDatabase): void {
  const dangling = database.prepare('pragma foreign_key_check').get();
  if (dangling) {
    throw new Error(`a row of ${dangling.table} refers to one of ${dangling.parent} that is gone`);
  }
}
