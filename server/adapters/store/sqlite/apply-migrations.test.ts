import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { applyMigrations } from './apply-migrations.ts';
import type { Migration } from './migrations/migration.ts';
import { MIGRATIONS } from './migrations/migrations.ts';

const clock = { now: () => Date.UTC(2026, 10, 21) };
const ITEMS: Migration = {
  name: '0001-items',
  sql: 'create table items (id integer primary key) strict; insert into items values (1)',
};
const NAMES: Migration = { name: '0002-names', sql: 'alter table items add column name text' };

function newDatabase(): DatabaseSync {
  const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
  onTestFinished(() => database.close());
  return database;
}

/** Two connections to one file, of which neither waits for the other. */
function newSharedDatabase(): [DatabaseSync, DatabaseSync] {
  const folder = mkdtempSync(path.join(tmpdir(), 'duetide-migrations-'));
  const open = () =>
    new DatabaseSync(path.join(folder, 'duetide.sqlite'), {
      timeout: 0,
      enableForeignKeyConstraints: false,
    });
  const pair: [DatabaseSync, DatabaseSync] = [open(), open()];
  pair[0].exec('pragma journal_mode = wal');
  onTestFinished(() => {
    for (const database of pair) database.close();
    rmSync(folder, { recursive: true });
  });
  return pair;
}

/** Calls `before` with each statement that is about to run. */
function withHook(database: DatabaseSync, before: (sql: string) => void) {
  return {
    exec(sql: string) {
      before(sql);
      database.exec(sql);
    },
    prepare(sql: string) {
      before(sql);
      return database.prepare(sql);
    },
    get isTransaction() {
      return database.isTransaction;
    },
  };
}

function schemaOf(database: DatabaseSync): unknown[] {
  return database.prepare('select sql from sqlite_schema order by name').all();
}

function applied(database: DatabaseSync): unknown[] {
  return database.prepare('select name, applied_at from migrations').all();
}

describe('applyMigrations', () => {
  it('applies all in order to an empty database, and says which', () => {
    const database = newDatabase();
    expect(applyMigrations(database, [ITEMS, NAMES], clock)).toEqual(['0001-items', '0002-names']);
    expect(database.prepare('select id, name from items').all()).toEqual([{ id: 1, name: null }]);
    const at = '2026-11-21T00:00:00.000Z';
    expect(applied(database)).toEqual([
      { name: '0001-items', applied_at: at },
      { name: '0002-names', applied_at: at },
    ]);
  });

  it('applies only what is missing', () => {
    const database = newDatabase();
    applyMigrations(database, [ITEMS], clock);
    expect(applyMigrations(database, [ITEMS], clock)).toEqual([]);
    expect(applyMigrations(database, [ITEMS, NAMES], clock)).toEqual(['0002-names']);
    expect(applyMigrations(database, [ITEMS, NAMES], clock)).toEqual([]);
    expect(database.prepare('select count(*) as items from items').get()).toEqual({ items: 1 });
  });

  it.each([
    ['a statement that fails half way', 'drop table items; create tabel oops (id integer)'],
    [
      'a row that it leaves dangling',
      'create table parts (item integer references items); insert into parts values (9)',
    ],
    ['a statement after which there is no transaction to roll back', 'commit; drop table nothing'],
  ])('leaves the old schema after %s, and says which migration failed', (_fault, sql) => {
    const database = newDatabase();
    applyMigrations(database, [ITEMS], clock);
    const before = schemaOf(database);
    const faulty = { name: '0002-faulty', sql };
    const migrate = () => applyMigrations(database, [ITEMS, faulty, NAMES], clock);
    expect(migrate).toThrow(
      /^its migration 0002-faulty failed, and it stays as it was before it: .+$/,
    );
    expect(database.isTransaction).toBe(false);
    expect(schemaOf(database)).toEqual(before);
    expect(applied(database)).toHaveLength(1);
    expect(database.prepare('select id from items').all()).toEqual([{ id: 1 }]);
    // Repaired, it is applied like any other.
    const repaired = { ...faulty, sql: 'create table parts (id integer)' };
    expect(applyMigrations(database, [ITEMS, repaired], clock)).toEqual(['0002-faulty']);
  });

  it('may rebuild a table that others refer to', () => {
    const database = newDatabase();
    const parts = {
      name: '0002-parts',
      sql: `create table parts (item integer not null references items on delete cascade) strict;
        insert into parts values (1)`,
    };
    const rebuilt = {
      name: '0003-rebuilt',
      sql: `create table new_items (id integer primary key, name text not null default '') strict;
        insert into new_items (id) select id from items;
        drop table items; alter table new_items rename to items`,
    };
    applyMigrations(database, [ITEMS, parts, rebuilt], clock);
    expect(database.prepare('select item from parts').all()).toEqual([{ item: 1 }]);
  });

  it('refuses a database of a newer version, and leaves it alone', () => {
    const database = newDatabase();
    applyMigrations(database, [ITEMS, NAMES], clock);
    const before = schemaOf(database);
    expect(() => applyMigrations(database, [ITEMS], clock)).toThrow(
      /^it has the migration 0002-names, which this version does not know \(its newest is 0001-items\): run /,
    );
    expect(() => applyMigrations(database, [], clock)).toThrow(/its newest is none/);
    expect(schemaOf(database)).toEqual(before);
  });

  it('leaves alone what another process has done between its look and its lock', () => {
    const [slow, quick] = newSharedDatabase();
    const hooked = withHook(slow, (sql) => {
      if (sql.startsWith('begin')) applyMigrations(quick, [ITEMS, NAMES], clock);
    });
    expect(applyMigrations(hooked, [ITEMS, NAMES], clock)).toEqual([]);
    expect(applied(quick)).toHaveLength(2);
  });

  it('lets nobody else write from its second look on', () => {
    const [first, other] = newSharedDatabase();
    const refusals: string[] = [];
    const hooked = withHook(first, (sql) => {
      if (!first.isTransaction || !sql.startsWith('select name from migrations')) return;
      expect(() => other.exec('begin immediate')).toThrow('database is locked');
      refusals.push(sql);
    });
    applyMigrations(hooked, [ITEMS, NAMES], clock);
    expect(refusals).toHaveLength(2);
  });

  it('refuses a database with another history', () => {
    const database = newDatabase();
    applyMigrations(database, [ITEMS, { ...NAMES, name: '0002-other' }], clock);
    expect(() => applyMigrations(database, [ITEMS, NAMES], clock)).toThrow(/0002-other/);
  });
});

describe('the migrations', () => {
  it('are numbered without gaps, each with a name of its own', () => {
    const numbers = MIGRATIONS.map(({ name }) => name.slice(0, 5));
    expect(numbers).toEqual(MIGRATIONS.map((_, at) => `${String(at + 1).padStart(4, '0')}-`));
    for (const { name } of MIGRATIONS) expect(name).toMatch(/^\d{4}(-[a-z0-9]+)+$/);
  });

  it('leave strict tables only, with what belongs to a household deleted with it', () => {
    const database = newDatabase();
    applyMigrations(database, MIGRATIONS, clock);
    const tables = database
      .prepare(
        `select name, strict from pragma_table_list where schema = 'main' and name not like 'sqlite_%'`,
      )
      .all();
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
    for (const { name } of tables) {
      const columns = database.prepare(`select name from pragma_table_info(?)`).all(String(name));
      if (name === 'users' || !columns.some((column) => column.name === 'household_id')) continue;
      const keys = database
        .prepare(`select on_delete from pragma_foreign_key_list(?) where "from" = 'household_id'`)
        .all(String(name));
      expect(keys, String(name)).not.toEqual([]);
      expect(new Set(keys.map((key) => key.on_delete)), String(name)).toEqual(new Set(['CASCADE']));
    }
  });
});
