import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS as MONGODB_MIGRATIONS } from './mongodb/migrations/migrations.ts';
import { applyMigrations } from './sqlite/apply-migrations.ts';
import { MIGRATIONS as SQLITE_MIGRATIONS } from './sqlite/migrations/migrations.ts';
import { STORE_TABLES } from './store-tables.ts';

const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
applyMigrations(database, SQLITE_MIGRATIONS, { now: () => 0 });

/** What only one engine keeps, about itself. */
const OWN = { sqlite: ['migrations'], mongodb: ['deletions'] };

function sqliteTables(): string[] {
  return database
    .prepare(`select name from sqlite_schema where type = 'table'`)
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !OWN.sqlite.includes(name));
}

function sqliteColumns(table: string): string[] {
  return database
    .prepare(`pragma table_info(${table})`)
    .all()
    .map(({ name }) => String(name));
}

/** As the newest migration has them. */
const collections = new Map(
  MONGODB_MIGRATIONS.flatMap((migration) => migration.collections).map((plan) => [plan.name, plan]),
);

describe('what is copied from engine to engine', () => {
  const names = STORE_TABLES.map(({ name }) => name).sort();

  it('is every table, in either engine', () => {
    expect(sqliteTables().sort()).toEqual(names);
    const kept = [...collections.keys()].filter((name) => !OWN.mongodb.includes(name));
    expect(kept.sort()).toEqual(names);
  });

  it.each(STORE_TABLES)('is every column of $name in SQLite', ({ name, key, fields }) => {
    const parts = Object.values(fields).reduce((sum, kind) => sum + (kind === 'cycle' ? 2 : 1), 0);
    const own = key.length === 0 ? 1 : 0;
    expect(sqliteColumns(name)).toHaveLength(parts + own);
  });

  it.each(STORE_TABLES)('is every field of $name in MongoDB', ({ name, key, fields }) => {
    const plan = [...collections.values()].find((each) => each.name === name);
    const stored = Object.keys(plan?.validator.$jsonSchema.properties ?? {});
    const onlyKey = key.length === 1 ? key : [];
    const expected = Object.keys(fields).filter((field) => !onlyKey.includes(field));
    expect(stored.sort()).toEqual(['_id', ...expected].sort());
  });
});
