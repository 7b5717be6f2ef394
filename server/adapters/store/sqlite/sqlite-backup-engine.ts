import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { STORE_TABLES } from '#server/adapters/store/store-tables.ts';
import type { BackupEngine, SizedEntry, Snapshot } from '#server/backup/backup-engine.ts';
import { BackupError } from '#server/backup/backup-error.ts';
import { removeLeftovers } from '#server/backup/backup-folder.ts';
import { makeFolder } from '#server/make-folder.ts';
import { assertUnused } from './replace-database.ts';
import { reasonOf } from './sqlite-database.ts';
import { factsOf } from './sqlite-facts.ts';
import { createSqliteRestoration, ENTRY_NAME, folderFault } from './sqlite-restoration.ts';

/** 8 MiB are copied at a time; in between it can be stopped. */
const PAGES_AT_ONCE = 2_048;
const MEASURED_TABLES = STORE_TABLES.filter(({ isMeasured }) => isMeasured).map(({ name }) => name);
const SCRATCH_PREFIX = '.duetide-restore-';
const BUSY_TIMEOUT_MS = 5_000;

/** Backs up the database in `file` by SQLite's own online backup, as one file in the archive. */
export function createSqliteBackupEngine({ file }: { file: string }): BackupEngine {
  return {
    name: 'sqlite',
    place: file,

    async takeSnapshot(scratch, signal): Promise<Snapshot> {
      if (!existsSync(file)) {
        throw new BackupError(
          `There is no database ${file} to back up. Set DATA_DIR to the folder of the one that is in use.`,
        );
      }
      const copy = join(scratch, ENTRY_NAME);
      await copyDatabase(file, copy, signal);
      leaveOutMeasurements(copy);
      const facts = await readFacts(copy);
      return {
        entries: entriesOf(copy),
        facts: () => facts,
        // The scratch folder goes as a whole.
        async release() {},
      };
    },

    async hasDatabase() {
      return existsSync(file);
    },

    async prepareRestore() {
      if (existsSync(file)) assertUnused(file);
      const folder = dirname(file);
      try {
        makeFolder(folder);
        await removeLeftovers(folder, SCRATCH_PREFIX);
        // In the same folder, so that the restored file need only be renamed.
        return createSqliteRestoration(await mkdtemp(join(folder, SCRATCH_PREFIX)), file);
      } catch (error) {
        throw folderFault(folder, error);
      }
    },
  };
}

async function copyDatabase(file: string, copy: string, signal?: AbortSignal): Promise<void> {
  let source: DatabaseSync | undefined;
  try {
    source = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    // Holds on to one state: otherwise every write of the server would start the copy anew.
    source.exec('begin');
    source.prepare('select count(*) from sqlite_schema').get();
    await backup(source, copy, {
      rate: PAGES_AT_ONCE,
      progress: () => signal?.throwIfAborted(),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new BackupError(`The database ${file} cannot be backed up: ${reasonOf(error)}.`, error);
  } finally {
    source?.close();
  }
}

/** They may be a hundred times what people entered, and nobody misses them after a restore. */
function leaveOutMeasurements(copy: string): void {
  const database = new DatabaseSync(copy);
  try {
    database.exec('pragma journal_mode = delete');
    const present = database.prepare(`select 1 from sqlite_schema where name = ?`);
    // A database that was not started with this version has not all of them yet.
    const tables = MEASURED_TABLES.filter((name) => present.get(name));
    for (const name of tables) database.exec(`delete from ${name}`);
    if (tables.length > 0) database.exec('vacuum');
  } finally {
    database.close();
  }
}

async function* entriesOf(copy: string): AsyncGenerator<SizedEntry> {
  const { size } = await stat(copy);
  yield { name: ENTRY_NAME, bytes: size, content: contentOf(copy) };
}

/** Opens the file only for whoever reads it. */
async function* contentOf(copy: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(copy);
}

async function readFacts(copy: string) {
  const database = new DatabaseSync(copy, { readOnly: true });
  try {
    return await factsOf(database);
  } finally {
    database.close();
  }
}
