import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '#server/clock.ts';
import { instantOf } from '#server/clock.ts';
import type { Migration } from './migrations/migration.ts';
import { reasonOf } from './sqlite-database.ts';

/**
 * Brings the schema up to date; safe when several processes start at once.
 * @returns the names of the migrations that this call applied.
 * @throws Error of one line; the schema is left as the last migration that worked left it.
 */
export function applyMigrations(
  database: DatabaseSync,
  migrations: readonly Migration[],
  clock: Clock,
): string[] {
  inTransaction(database, () =>
    database.exec(`create table if not exists migrations (
      name       text not null primary key,
      applied_at text not null
    ) strict`),
  );
  return migrations
    .filter((migration) => apply(database, migrations, migration, clock))
    .map(nameOf);
}

function apply(
  database: DatabaseSync,
  migrations: readonly Migration[],
  migration: Migration,
  clock: Clock,
): boolean {
  return inTransaction(database, () => {
    // Read inside the transaction: another process may have been faster.
    const applied = appliedNames(database);
    assertKnown(applied, migrations);
    if (applied.includes(migration.name)) return false;
    try {
      database.exec(migration.sql);
      assertForeignKeys(database);
    } catch (error) {
      throw new Error(
        `Migration ${migration.name} failed, the database stays as it was before it: ${reasonOf(error)}`,
        { cause: error },
      );
    }
    database
      .prepare('insert into migrations (name, applied_at) values (?, ?)')
      .run(migration.name, instantOf(clock.now()));
    return true;
  });
}

function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
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

function appliedNames(database: DatabaseSync): string[] {
  const rows = database.prepare('select name from migrations order by name').all();
  return rows.map((row) => String(row.name));
}

function assertKnown(applied: readonly string[], migrations: readonly Migration[]): void {
  const unknown = applied.find((name, at) => migrations[at]?.name !== name);
  if (unknown === undefined) return;
  const newest = migrations.at(-1)?.name ?? 'none';
  throw new Error(
    `The database has the migration ${unknown}, which this version does not know (its newest is ${newest}): run the version of Duetide that made it, or a newer one`,
  );
}

function assertForeignKeys(database: DatabaseSync): void {
  const dangling = database.prepare('pragma foreign_key_check').get();
  if (dangling) {
    throw new Error(`a row of ${dangling.table} refers to one of ${dangling.parent} that is gone`);
  }
}

function nameOf({ name }: Migration): string {
  return name;
}
