import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fillStore } from '#tests/support/full-store.ts';
import { sampleHousehold } from '#tests/support/sample-records.ts';
import { judgeVersion } from './judge-sqlite.ts';
import { createSqliteProbe, type SqliteProbeOptions } from './sqlite-probe.ts';
import { createSqliteStore } from './sqlite-store.ts';

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-sqlite-probe-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'duetide.db');
}

async function newDatabase(): Promise<string> {
  const file = newFile();
  const store = await createSqliteStore({ file });
  await fillStore(store);
  await store.close();
  return file;
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file, { defensive: false });
  database.exec(sql);
  database.close();
}

function rootPageOf(file: string, table: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare('select rootpage from sqlite_schema where name = ?').get(table);
  database.close();
  return Number(row?.rootpage);
}

async function look(file: string, options: Partial<SqliteProbeOptions> = {}) {
  const probe = createSqliteProbe({ file, isServing: false, ...options });
  return probe.run(new AbortController().signal);
}

const levels = (found: Awaited<ReturnType<typeof look>>) =>
  Object.fromEntries(found.map(({ name, level }) => [name, level]));

/** Names and bytes of everything beside the database. */
function contentOf(file: string): Map<string, string> {
  const folder = join(file, '..');
  return new Map(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]),
  );
}

describe('a database of SQLite', () => {
  it('is found sound, and is not changed by that', async () => {
    const file = await newDatabase();
    const before = contentOf(file);
    expect(levels(await look(file, { isServing: true }))).toEqual({
      file: 'ok',
      SQLite: 'ok',
      durability: 'ok',
      schema: 'ok',
      pages: 'ok',
    });
    expect(contentOf(file)).toEqual(before);
  });

  it('is found sound while a server writes to it, which is not disturbed', async () => {
    const file = newFile();
    const store = await createSqliteStore({ file });
    await fillStore(store);
    const names = readdirSync(join(file, '..'));
    const looking = look(file);
    let isDone = false;
    const done = looking.finally(() => {
      isDone = true;
    });
    let written = 0;
    for (; !isDone; written += 1) {
      await store.households.insert(sampleHousehold({ id: `household-${written}` }));
      await new Promise(setImmediate);
    }
    expect(Object.values(levels(await done)).every((level) => level === 'ok')).toBe(true);
    expect(written).toBeGreaterThan(10);
    expect(readdirSync(join(file, '..'))).toEqual(names);
    await store.close();
    expect(readdirSync(join(file, '..'))).toEqual(['duetide.db']);
  });

  it('may be missing before the first start, and is not made', async () => {
    const file = newFile();
    expect(await look(file)).toMatchObject([{ name: 'file', level: 'note' }]);
    expect(await look(file, { isServing: true })).toMatchObject([{ level: 'failure' }]);
    expect(readdirSync(join(file, '..'))).toEqual([]);
  });

  it('is told from a file that is none', async () => {
    const file = newFile();
    writeFileSync(file, 'no database, and long enough to be read as the header of one'.repeat(99));
    expect(await look(file)).toMatchObject([
      { level: 'ok' },
      { level: 'failure', message: expect.stringContaining('not a database') },
    ]);
  });

  it('is found damaged where a page is', async () => {
    const file = await newDatabase();
    const root = rootPageOf(file, 'payments');
    const descriptor = openSync(file, 'r+');
    // What follows the header of a page tells where its cells are.
    writeSync(descriptor, Buffer.alloc(100, 0xff), 0, 100, 4096 * (root - 1) + 8);
    closeSync(descriptor);
    const found = await look(file);
    expect(found.at(-1)).toMatchObject({
      name: 'pages',
      level: 'failure',
      message: expect.stringMatching(/^the database is damaged: Tree \d+ page \d+/),
      cure: expect.stringContaining('npx duetide restore'),
    });
  });

  it('of a newer schema is a failure, of an older one only once a server should have migrated', async () => {
    const file = await newDatabase();
    change(file, "insert into migrations values ('9999-from-tomorrow', '2027-01-01T00:00:00Z')");
    expect(await look(file)).toContainEqual(
      expect.objectContaining({
        name: 'schema',
        level: 'failure',
        message: expect.stringContaining('9999-from-tomorrow'),
        cure: expect.stringMatching(/^Run the version of Duetide that made it, or a newer one\.$/),
      }),
    );
    change(file, 'delete from migrations');
    expect(levels(await look(file))).toMatchObject({ schema: 'note' });
    expect(levels(await look(file, { isServing: true }))).toMatchObject({ schema: 'failure' });
  });

  it('that a crash left with a log is not taken for a damaged one', async () => {
    const file = newFile();
    const store = await createSqliteStore({ file });
    await fillStore(store);
    const copy = newFile();
    // By another process: reading the file in this one would let go of the store's locks.
    for (const end of ['', '-wal']) execFileSync('cp', [`${file}${end}`, `${copy}${end}`]);
    await store.close();
    const before = contentOf(copy);
    expect((await look(copy)).at(-1)).toMatchObject({ name: 'pages', level: 'note' });
    expect(contentOf(copy)).toEqual(before);
  });

  it('that has no log yet gets one with the next start', async () => {
    const file = await newDatabase();
    change(file, 'pragma journal_mode = delete');
    expect(levels(await look(file))).toMatchObject({ durability: 'note', pages: 'ok' });
  });

  it('is checked for as long as there is time', async () => {
    const file = await newDatabase();
    // The check computes each value that must not be null: here 25 ms for each of 1,000 rows.
    change(
      file,
      `create table slow (a integer, b text generated always as (hex(zeroblob(1 + a))) not null);
      with recursive n (a) as (select 1 union all select a + 1 from n limit 1000)
      insert into slow select a from n;
      pragma writable_schema = on;
      update sqlite_schema set sql = replace(sql, 'zeroblob(1 ', 'zeroblob(20000000 ')`,
    );
    const begun = performance.now();
    const found = await look(file, { checkLimit: 2_000 });
    expect(performance.now() - begun).toBeLessThan(4_000);
    expect(found.at(-1)).toMatchObject({
      name: 'pages',
      level: 'note',
      message: expect.stringMatching(/in time \(\d+ MiB\)$/),
    });
    expect(levels(found)).toMatchObject({ schema: 'ok' });
  });
});

it.each([
  ['3.51.2', 'failure'],
  ['3.51.3', 'ok'],
  ['3.53.0', 'ok'],
  ['4.0.0', 'ok'],
])('row 30: SQLite %s is no version with a known corruption bug: %s', (version, level) => {
  expect(judgeVersion(version)).toMatchObject({ level, message: expect.stringContaining('WAL') });
});
