import { DatabaseSync, type PrepareOptions } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createNodeSqliteDialect } from './node-sqlite-dialect.ts';

interface Items {
  items: { id: number; name: string | null };
}

let db: Kysely<Items>;
let prepared: string[];

beforeEach(() => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  database.exec('create table items (id integer primary key, name text unique) strict');
  prepared = [];
  const prepare = (text: string, options?: PrepareOptions) => {
    prepared.push(text);
    return database.prepare(text, options);
  };
  db = new Kysely<Items>({ dialect: createNodeSqliteDialect({ prepare }) });
});

describe('the dialect', () => {
  it('answers reads with plain objects, and writes with how many rows changed', async () => {
    const inserted = await db
      .insertInto('items')
      .values([
        { id: 1, name: 'one' },
        { id: 2, name: null },
      ])
      .executeTakeFirst();
    expect(inserted.numInsertedOrUpdatedRows).toBe(2n);
    const rows = await db.selectFrom('items').select(['id', 'name as label']).execute();
    expect(rows).toStrictEqual([
      { id: 1, label: 'one' },
      { id: 2, label: null },
    ]);
    const updated = await db.updateTable('items').set({ name: 'x' }).where('id', '=', 9).execute();
    expect(updated[0]?.numUpdatedRows).toBe(0n);
    const deleted = await db.deleteFrom('items').returning('id').execute();
    expect(deleted).toStrictEqual([{ id: 1 }, { id: 2 }]);
  });

  it('prepares a statement once, and keeps none of great length', async () => {
    for (const id of [1, 2, 3]) await db.insertInto('items').values({ id, name: null }).execute();
    expect(prepared).toHaveLength(1);
    const many = Array.from({ length: 400 }, (_, at) => ({ id: at + 10, name: null }));
    for (const start of [0, 400]) {
      const rows = many.map(({ id }) => ({ id: id + start, name: null }));
      await db.insertInto('items').values(rows).execute();
    }
    expect(prepared).toHaveLength(3);
  });

  it('translates what the driver throws', async () => {
    const twice = [1, 2].map((id) => ({ id, name: 'same' }));
    const writing = db.insertInto('items').values(twice).execute();
    await expect(writing).rejects.toMatchObject({ code: 'conflict' });
    await expect(sql`select oops`.execute(db)).rejects.toMatchObject({ code: 'ERR_SQLITE_ERROR' });
  });

  it('knows the tables', async () => {
    const [table] = await db.introspection.getTables();
    expect(table).toMatchObject({ name: 'items', columns: [{ name: 'id' }, { name: 'name' }] });
  });

  it('refuses transactions and streams, which the store does without', async () => {
    const transaction = db.transaction().execute(async () => {});
    await expect(transaction).rejects.toThrow('without transactions');
    const streaming = db.selectFrom('items').selectAll().stream()[Symbol.asyncIterator]();
    await expect(streaming.next()).rejects.toThrow('does not stream');
    await db.destroy();
  });
});
