import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { constants, type DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { beginStart, openDatabase } from './sqlite-database.ts';
import { MINIMUM_SQLITE_VERSION } from './sqlite-version.ts';

function open(): DatabaseSync {
  const folder = mkdtempSync(path.join(tmpdir(), 'duetide-database-'));
  const database = openDatabase(path.join(folder, 'duetide.sqlite'));
  onTestFinished(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  return database;
}

/** SQLite then says nothing, and leaves it as it is. */
function ignorePragma(database: DatabaseSync, ignored: string): void {
  database.setAuthorizer((action, name, value) =>
    action === constants.SQLITE_PRAGMA && name === ignored && value !== null
      ? constants.SQLITE_IGNORE
      : constants.SQLITE_OK,
  );
}

describe('a start goes no further', () => {
  it.each(['3.51.2', '3.40.1'])(
    'row 30, the SQLite in use has no known corruption bug: with SQLite %s',
    async (version) => {
      const database = open();
      database.function('sqlite_version', () => version);
      await expect(beginStart(database)).rejects.toThrow(
        `SQLite ${version} is too old: ${MINIMUM_SQLITE_VERSION} or newer is needed`,
      );
    },
  );

  it('row 29, kept through a power cut: where SQLite would not write through to the disk', async () => {
    const database = open();
    database.exec('pragma journal_mode = wal; pragma synchronous = normal');
    ignorePragma(database, 'synchronous');
    await expect(beginStart(database)).rejects.toThrow(
      'SQLite keeps synchronous at 1, and 2 is needed',
    );
  });

  it('where SQLite would not keep a log of what it writes', async () => {
    const database = open();
    ignorePragma(database, 'journal_mode');
    await expect(beginStart(database)).rejects.toThrow(
      'SQLite keeps journal_mode at delete, and wal is needed',
    );
  });
});

it('a start goes on with the SQLite that comes with this Node', async () => {
  await expect(beginStart(open())).resolves.toBeUndefined();
});
