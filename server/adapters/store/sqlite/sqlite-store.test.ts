import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '#server/adapters/store/store.ts';
import {
  sampleHousehold,
  sampleInstant,
  sampleSubscription,
} from '#tests/support/sample-records.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { assertPragma, beginStart, leaveStart, openDatabase } from './sqlite-database.ts';
import { createSqliteStore, type SqliteStoreOptions } from './sqlite-store.ts';
import { assertSqliteVersion, MINIMUM_SQLITE_VERSION } from './sqlite-version.ts';

const HOUSEHOLD = sampleHousehold();

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duetide-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function newFile(): string {
  return path.join(newFolder(), 'duetide.sqlite');
}

async function open(options: SqliteStoreOptions): Promise<Store> {
  const store = await createSqliteStore(options);
  onTestFinished(() => store.close());
  return store;
}

describe('createSqliteStore', () => {
  it('makes the file, for its owner only, and says what it did to it', async () => {
    const file = newFile();
    const log: unknown[] = [];
    const logger = { info: (facts: object, message: string) => log.push({ ...facts, message }) };
    await open({ file, logger });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
    const migrations = MIGRATIONS.map(({ name }) => name);
    expect(log).toEqual([{ file, migrations, message: 'database migrated' }]);
    await open({ file, logger });
    expect(log).toHaveLength(1);
  });

  it('finds again what was stored, and leaves one file when it is closed', async () => {
    const file = newFile();
    const first = await open({ file });
    await first.households.insert(HOUSEHOLD);
    await first.subscriptions.insert(HOUSEHOLD.id, sampleSubscription());
    expect(existsSync(`${file}-wal`)).toBe(true);
    await first.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
    const second = await open({ file });
    expect(await second.subscriptions.list(HOUSEHOLD.id)).toEqual([sampleSubscription()]);
  });

  it('empties its log when it is closed, also while somebody else has the file open', async () => {
    const file = newFile();
    const store = await open({ file });
    await store.households.insert(HOUSEHOLD);
    const reader = new DatabaseSync(file, { readOnly: true });
    onTestFinished(() => reader.close());
    expect(reader.prepare('select count(*) as households from households').get()).toEqual({
      households: 1,
    });
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    await store.close();
    expect(statSync(`${file}-wal`).size).toBe(0);
  });

  it('takes the time of its migrations from the clock', async () => {
    const file = newFile();
    await open({ file, clock: { now: () => Date.parse(sampleInstant(5)) } });
    const database = new DatabaseSync(file, { readOnly: true });
    onTestFinished(() => database.close());
    const { applied_at } = database.prepare('select applied_at from migrations').get() ?? {};
    expect(applied_at).toBe(sampleInstant(5));
  });

  it('shares a file with another connection, and lets one of two changes win', async () => {
    const file = newFile();
    const [one, two] = [await open({ file }), await open({ file })];
    await one.households.insert(HOUSEHOLD);
    await one.subscriptions.insert(HOUSEHOLD.id, sampleSubscription());
    expect(await two.subscriptions.list(HOUSEHOLD.id)).toEqual([sampleSubscription()]);
    const wins = await Promise.all(
      [one, two].map(({ subscriptions }) =>
        subscriptions.replace(HOUSEHOLD.id, sampleSubscription(), 1),
      ),
    );
    expect(wins.toSorted()).toEqual([false, true]);
  });
});

describe('a start that cannot succeed says why in one line', () => {
  const file = (name: string) => path.join(newFolder(), name);

  it.each([
    [
      'a folder that does not exist',
      () => file('missing/duetide.sqlite'),
      /cannot be opened: .*ENOENT/,
    ],
    ['a folder in its place', newFolder, /cannot be opened: .*EISDIR/],
    [
      'a file that is no database',
      () => {
        const text = file('text.sqlite');
        writeFileSync(text, 'This is no database. '.repeat(100));
        return text;
      },
      /cannot be used: file is not a database$/,
    ],
    [
      'a database of a newer version',
      () => {
        const newer = file('newer.sqlite');
        const database = new DatabaseSync(newer);
        database.exec(`create table migrations (name text primary key, applied_at text);
          insert into migrations values ('0001-other', '')`);
        database.close();
        return newer;
      },
      /cannot be used: it has the migration 0001-other, which this version does not know/,
    ],
  ])('with %s', async (_fault, place, message) => {
    const error = await createSqliteStore({ file: place() }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('\n');
  });

  it('with a version of SQLite that is too old', () => {
    for (const found of ['3.51.2', '3.40.1', '3.9.99', '2.99.99']) {
      expect(() => assertSqliteVersion(found)).toThrow(
        `SQLite ${found} is too old: ${MINIMUM_SQLITE_VERSION} or newer is needed`,
      );
    }
    for (const found of ['3.51.3', '3.51.10', '3.52.0', '3.100.0', '4.0.0']) {
      expect(() => assertSqliteVersion(found)).not.toThrow();
    }
  });

  it('with a promise that SQLite does not keep', () => {
    const database = new DatabaseSync(':memory:');
    onTestFinished(() => database.close());
    database.exec('pragma synchronous = normal');
    expect(() => assertPragma(database, 'synchronous', 2)).toThrow(
      'SQLite keeps synchronous at 1, and 2 is needed',
    );
  });
});

describe('the connection', () => {
  it('writes through to the disk, checks foreign keys and waits for locks', async () => {
    const database = openDatabase(newFile());
    onTestFinished(() => database.close());
    await beginStart(database);
    leaveStart(database);
    const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {});
    expect(pragma('journal_mode')).toEqual(['wal']);
    expect(pragma('synchronous')).toEqual([2]);
    expect(pragma('foreign_keys')).toEqual([1]);
    expect(pragma('busy_timeout')).toEqual([2_000]);
  });
});
