import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BackupEntry } from '#server/backup/backup-engine.ts';
import { fillStore } from '#tests/support/full-store.ts';
import { sampleId } from '#tests/support/sample-records.ts';
import { createSqliteBackupEngine } from './sqlite-backup-engine.ts';
import { createSqliteTrial } from './sqlite-restoration.ts';
import { createSqliteStore } from './sqlite-store.ts';

const HOUSEHOLD = sampleId(100);
const unused = () => Promise.reject(new Error('SQLite keeps its file and needs no backup'));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-sqlite-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function newDatabase(): Promise<string> {
  const file = join(newFolder(), 'duetide.db');
  const store = await createSqliteStore({ file });
  await fillStore(store);
  await store.close();
  return file;
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  return database;
}

const namesIn = async (file: string) => {
  const store = await createSqliteStore({ file });
  const subscriptions = await store.subscriptions.list(HOUSEHOLD);
  await store.close();
  return subscriptions.map(({ name }) => name);
};

async function entryOf(file: string): Promise<BackupEntry> {
  const bytes = readFileSync(file);
  return {
    name: 'duetide.db',
    content: (async function* () {
      yield bytes;
    })(),
  };
}

async function isRefused(source: string, message: RegExp): Promise<void> {
  const restoration = await createSqliteTrial();
  await restoration.receive(await entryOf(source));
  await expect(restoration.inspect(said)).rejects.toThrow(message);
  await restoration.discard();
}

const PAGE = 4096;
const said = { schema: '', counts: {} };

describe('a snapshot', () => {
  it('is the database of one moment, however much is written while it is taken', async () => {
    const file = await newDatabase();
    const writer = open(file);
    writer.exec('create table filler (id integer primary key, content blob) strict');
    const insert = writer.prepare('insert into filler (content) values (zeroblob(10000))');
    const fill = (rows: number) => {
      writer.exec('begin');
      for (let row = 0; row < rows; row += 1) insert.run();
      writer.exec('commit');
    };
    // More than is copied at a time, so that it takes several turns.
    fill(4_000);
    const scratch = newFolder();
    let isTaken = false;
    const taking = createSqliteBackupEngine({ file }).takeSnapshot(scratch);
    void taking.finally(() => {
      isTaken = true;
    });
    let written = 0;
    while (!isTaken) {
      fill(10);
      written += 10;
      await new Promise(setImmediate);
    }
    const snapshot = await taking;
    expect(written).toBeGreaterThan(20);
    expect(snapshot.facts()).toMatchObject({
      schema: expect.stringMatching(/^\d{4}-/),
      counts: { filler: 4_000, households: 3, payments: 6 },
    });
    const { value: entry } = await snapshot.entries[Symbol.asyncIterator]().next();
    expect(entry).toMatchObject({
      name: 'duetide.db',
      bytes: statSync(join(scratch, 'duetide.db')).size,
    });
  });

  it('leaves out what the installation measured of itself, and the room that it took', async () => {
    const file = await newDatabase();
    const database = open(file);
    const many = database.prepare('insert into history_rollups values (?, 1, zeroblob(4000))');
    for (let row = 0; row < 500; row += 1) many.run(`row ${row}`);
    const scratch = newFolder();
    const snapshot = await createSqliteBackupEngine({ file }).takeSnapshot(scratch);
    const { counts } = snapshot.facts();
    expect(counts).toMatchObject({ history_rollups: 0, instances: 0, households: 3 });
    expect(statSync(join(scratch, 'duetide.db')).size).toBeLessThan(500 * 4_000);
    const { rows } = database.prepare('select count(*) as rows from history_rollups').get() ?? {};
    expect(rows).toBeGreaterThan(500);
  });

  it('stops where it is told to', async () => {
    const file = await newDatabase();
    const writer = open(file);
    writer.exec('create table filler (content blob) strict');
    writer.exec('insert into filler values (zeroblob(40000000))');
    const stopping = new AbortController();
    const taking = createSqliteBackupEngine({ file }).takeSnapshot(newFolder(), stopping.signal);
    stopping.abort();
    await expect(taking).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('needs a database', async () => {
    const file = join(newFolder(), 'duetide.db');
    const engine = createSqliteBackupEngine({ file });
    await expect(engine.takeSnapshot(newFolder())).rejects.toThrow(`There is no database ${file}`);
    expect(await engine.hasDatabase()).toBe(false);
    expect(existsSync(file)).toBe(false);
  });

  it('says what SQLite says of a file that is none', async () => {
    const file = join(newFolder(), 'duetide.db');
    writeFileSync(file, 'no database'.repeat(1_000));
    const taking = createSqliteBackupEngine({ file }).takeSnapshot(newFolder());
    await expect(taking).rejects.toThrow(/cannot be backed up: file is not a database\.$/);
  });
});

describe('a restoration', () => {
  it('takes the place of the database, which stays beside it', async () => {
    const [file, source] = [await newDatabase(), await newDatabase()];
    const change = open(file);
    change.exec("update subscriptions set name = 'Newer'");
    change.close();
    const engine = createSqliteBackupEngine({ file });
    const restoration = await engine.prepareRestore();
    await restoration.receive(await entryOf(source));
    expect(await restoration.inspect(said)).toMatchObject({ counts: { households: 3 } });
    const keptAt = await restoration.activate(unused);
    await restoration.discard();
    expect(keptAt).toBe(`${file}.before-restore-1`);
    expect(await namesIn(file)).not.toContain('Newer');
    expect(await namesIn(keptAt ?? '')).toContain('Newer');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('does not take the log of the database that was there for its own', async () => {
    const [file, source] = [await newDatabase(), await newDatabase()];
    // As a server that was killed leaves it: what was written last is in the log alone.
    const killed = open(file);
    killed.exec("update subscriptions set name = 'Newer'");
    const copy = join(newFolder(), 'duetide.db');
    for (const suffix of ['', '-wal']) writeFileSync(copy + suffix, readFileSync(file + suffix));
    const restoration = await createSqliteBackupEngine({ file: copy }).prepareRestore();
    await restoration.receive(await entryOf(source));
    await restoration.inspect(said);
    const keptAt = await restoration.activate(unused);
    await restoration.discard();
    expect(await namesIn(copy)).not.toContain('Newer');
    expect(await namesIn(keptAt ?? '')).toContain('Newer');
  });

  it('is made where no database was', async () => {
    const source = await newDatabase();
    const file = join(newFolder(), 'deep', 'duetide.db');
    const restoration = await createSqliteBackupEngine({ file }).prepareRestore();
    await restoration.receive(await entryOf(source));
    await restoration.inspect(said);
    expect(await restoration.activate(unused)).toBeNull();
    await restoration.discard();
    expect(readdirSync(join(file, '..'))).toEqual(['duetide.db']);
    expect(await namesIn(file)).toEqual(await namesIn(source));
  });

  it('is refused while a server has the database open, even one that does nothing', async () => {
    const file = await newDatabase();
    const store = await createSqliteStore({ file });
    onTestFinished(() => store.close());
    const engine = createSqliteBackupEngine({ file });
    await expect(engine.prepareRestore()).rejects.toThrow(/is in use\. Stop Duetide/);
    await store.ping();
  });

  it('is refused with a damaged page', async () => {
    const source = await newDatabase();
    const bytes = readFileSync(source);
    bytes.fill(0xff, 5 * PAGE, 5 * PAGE + 8);
    writeFileSync(source, bytes);
    await isRefused(source, /^What was restored cannot be used\./);
  });

  it.for([
    [
      'a row that refers to none',
      "update memberships set household_id = 'gone'",
      /refers to one that is not there/,
    ],
    [
      'a schema of a newer version',
      "insert into migrations values ('9999-later', '2030-01-01T00:00:00.000Z')",
      /9999-later, which this version does not know/,
    ],
  ] as const)('is refused with %s', async ([, spoil, message]) => {
    const source = await newDatabase();
    const database = open(source);
    database.exec(spoil);
    database.exec('pragma wal_checkpoint(truncate)');
    database.close();
    await isRefused(source, message);
  });

  it('takes nothing but a database', async () => {
    const restoration = await createSqliteTrial();
    const entry = await entryOf(await newDatabase());
    await expect(restoration.receive({ ...entry, name: '../../etc/passwd' })).rejects.toThrow(
      /no entry/,
    );
    await restoration.discard();
  });
});
