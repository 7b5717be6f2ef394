import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { sampleCategory, sampleHousehold } from '#tests/support/sample-records.ts';
import { applyMigrations } from './apply-migrations.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { isDuplicateOf, translateFault } from './sqlite-fault.ts';
import { createSqliteRepositories } from './sqlite-repositories.ts';

const clock = { now: () => 0 };
const HOUSEHOLD = sampleHousehold();

/** A connection that does not wait for locks, to a file that others may open, too. */
function openFile(): { file: string; database: DatabaseSync } {
  const folder = mkdtempSync(path.join(tmpdir(), 'duetide-fault-'));
  const file = path.join(folder, 'duetide.sqlite');
  const database = new DatabaseSync(file, { timeout: 0, enableForeignKeyConstraints: false });
  onTestFinished(() => {
    if (database.isOpen) database.close();
    rmSync(folder, { recursive: true });
  });
  applyMigrations(database, MIGRATIONS, clock);
  database.exec('pragma foreign_keys = on');
  return { file, database };
}

async function rejectionOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a database out of reach is answered as unavailable', () => {
  it('while another process holds the lock', async () => {
    const { file, database } = openFile();
    const { households } = createSqliteRepositories(database);
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('begin immediate');
    const error = await rejectionOf(households.insert(HOUSEHOLD));
    expect(error).toMatchObject({ code: 'unavailable', retryAfter: 1 });
    other.exec('rollback');
    expect(await households.insert(HOUSEHOLD)).toBe('inserted');
  });

  it('when the disk is full, and goes on when there is room again', async () => {
    const { database } = openFile();
    const { households, categories } = createSqliteRepositories(database);
    await households.insert(HOUSEHOLD);
    const { page_count } = database.prepare('pragma page_count').get() ?? {};
    database.exec(`pragma max_page_count = ${Number(page_count)}`);
    const large = sampleCategory({ name: 'x'.repeat(100_000) });
    const error = await rejectionOf(categories.insert(HOUSEHOLD.id, large));
    expect(error).toMatchObject({ code: 'unavailable', retryAfter: 30 });
    expect(await categories.list(HOUSEHOLD.id)).toEqual([]);
    database.exec('pragma max_page_count = 1000000');
    expect(await categories.insert(HOUSEHOLD.id, large)).toBe('inserted');
  });

  it('when it may only be read', async () => {
    const { database } = openFile();
    database.exec('pragma query_only = on');
    const { households } = createSqliteRepositories(database);
    const error = await rejectionOf(households.insert(HOUSEHOLD));
    expect(error).toMatchObject({ code: 'unavailable', retryAfter: 30 });
  });

  it('when it is closed', async () => {
    const { database } = openFile();
    const { households } = createSqliteRepositories(database);
    database.close();
    const error = await rejectionOf(households.find(HOUSEHOLD.id));
    expect(error).toMatchObject({ code: 'unavailable', retryAfter: 30 });
  });

  it.each([5, 261, 6, 7, 10, 778, 14, 15])('for result code %i', (errcode) => {
    const error = Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode });
    expect(translateFault(error)).toMatchObject({ code: 'unavailable', cause: error });
  });
});

describe('what no retry would cure stays a fault of ours', () => {
  it('as a value that the schema refuses', async () => {
    const { database } = openFile();
    const { households } = createSqliteRepositories(database);
    const error = await rejectionOf(households.insert({ ...HOUSEHOLD, createdAt: 'yesterday' }));
    expect(error).toMatchObject({ code: 'ERR_SQLITE_ERROR', errcode: 275 });
  });

  it('as anything that does not come from the driver', () => {
    const faults = [new TypeError('x'), 'text', null, Object.assign(new Error(), { code: 'EIO' })];
    for (const fault of faults) expect(translateFault(fault)).toBe(fault);
    const unknown = Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR' });
    expect(translateFault(unknown)).toBe(unknown);
  });
});

it('tells which column would not be unique', () => {
  const driver = (errcode: number) =>
    translateFault(
      Object.assign(new Error('UNIQUE constraint failed: users.email_key'), {
        code: 'ERR_SQLITE_ERROR',
        errcode,
      }),
    );
  expect(isDuplicateOf('users.email_key', driver(2067))).toBe(true);
  expect(isDuplicateOf('users.id', driver(2067))).toBe(false);
  expect(isDuplicateOf('users.email_key', driver(787))).toBe(false);
  expect(isDuplicateOf('users.email_key', new AppError('conflict'))).toBe(false);
  expect(isDuplicateOf('users.email_key', new Error('users.email_key'))).toBe(false);
});
