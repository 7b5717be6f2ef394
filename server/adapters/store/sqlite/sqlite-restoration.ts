import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import type { DatabaseFacts, Restoration, Trial } from '#server/backup/backup-engine.ts';
import { BackupError } from '#server/backup/backup-error.ts';
import { replaceDatabase } from './replace-database.ts';
import { reasonOf } from './sqlite-database.ts';
import { factsOf } from './sqlite-facts.ts';
import { createSqliteStore } from './sqlite-store.ts';

/** What the one entry of an archive of SQLite is called. */
export const ENTRY_NAME = 'duetide.db';

/** @param target the database whose place it can take */
export function createSqliteRestoration(scratch: string, target: string): Restoration {
  return {
    ...createTrial(scratch),
    activate: () => replaceDatabase(target, join(scratch, ENTRY_NAME)),
  };
}

/** A database in the folder for temporary files. */
export async function createSqliteTrial(): Promise<Trial> {
  return createTrial(await mkdtemp(join(tmpdir(), 'duetide-trial-')));
}

function createTrial(scratch: string): Trial {
  const file = join(scratch, ENTRY_NAME);

  return {
    async receive({ name, content }) {
      if (name !== ENTRY_NAME) throw new BackupError(`An archive of SQLite has no entry ${name}.`);
      try {
        await pipeline(content, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
      } catch (error) {
        throw folderFault(scratch, error);
      }
    },

    async inspect() {
      try {
        const facts = await readSound(file);
        const store = await createSqliteStore({ file });
        await store.close();
        return facts;
      } catch (error) {
        throw new BackupError(`What was restored cannot be used. ${reasonOf(error)}`, error);
      }
    },

    async discard() {
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** What the operator can do about a folder that did not take a file; other errors stay. */
export function folderFault(folder: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error && 'code' in error)) return error;
  const cure = error.code === 'ENOSPC' ? 'Make room on its disk' : 'Choose one that can be written';
  return new BackupError(`The folder ${folder} cannot be written (${error.code}). ${cure}.`, error);
}

async function readSound(file: string): Promise<DatabaseFacts> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const { integrity_check: verdict } = database.prepare('pragma integrity_check(1)').get() ?? {};
    if (verdict !== 'ok') throw new Error(`SQLite finds it damaged: ${verdict}.`);
    const dangling = database.prepare('pragma foreign_key_check').get();
    if (dangling) throw new Error(`A row of ${dangling.table} refers to one that is not there.`);
    return await factsOf(database);
  } finally {
    database.close();
  }
}
