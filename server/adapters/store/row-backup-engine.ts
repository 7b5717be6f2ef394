import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackupEngine, Trial } from '#server/backup/backup-engine.ts';
import { BackupError } from '#server/backup/backup-error.ts';
import { copyRows } from './copy-rows.ts';
import { exportRows, importRows } from './row-entries.ts';
import type { RowTransfer } from './row-transfer.ts';
import { STORE_TABLES } from './store-tables.ts';

/** A database whose rows can all be replaced. */
export interface ReplaceableRows extends RowTransfer {
  /** Name of the newest migration that was applied to it. */
  schema(): Promise<string>;
  /** Whether a replacement was begun and not finished. */
  isHalfReplaced(): Promise<boolean>;
  /** Empties every table. Until it is finished no instance starts with this database. */
  beginReplacement(): Promise<void>;
  finishReplacement(): Promise<void>;
}

export interface RowTrialDeps {
  /** A database in a new file, which checks rows as they come, in any order. */
  openScratch(file: string): Promise<RowTransfer>;
  knownMigrations: readonly string[];
}

export interface RowBackupEngineDeps extends RowTrialDeps {
  name: BackupEngine['name'];
  place: string;
  /** As it is: nothing is migrated. */
  open(): Promise<ReplaceableRows>;
  /** Brought up to date first, also where a replacement was not finished. */
  openToReplace(): Promise<ReplaceableRows>;
}

/** Backs up a database without snapshots of its own as the rows of its tables. */
export function createRowBackupEngine(deps: RowBackupEngineDeps): BackupEngine {
  const { name, place } = deps;
  return {
    name,
    place,

    async takeSnapshot(_scratch, signal) {
      const rows = await inWords(place, deps.open);
      const schema = await rows.schema();
      const { entries, counts } = exportRows(rows, signal);
      return { entries, facts: () => ({ schema, counts }), release: rows.close };
    },

    async hasDatabase() {
      const rows = await inWords(place, deps.open);
      try {
        return !(await rows.isHalfReplaced()) && (await hasRows(rows));
      } finally {
        await rows.close();
      }
    },

    async prepareRestore() {
      const { scratch, ...trial } = await openTrial(deps);
      return { ...trial, activate: (backUp) => replaceRows(scratch, deps, backUp) };
    },
  };
}

/** Rows in the folder for temporary files. */
export async function createRowTrial(deps: RowTrialDeps): Promise<Trial> {
  const { scratch: _scratch, ...trial } = await openTrial(deps);
  return trial;
}

async function openTrial({
  openScratch,
  knownMigrations,
}: RowTrialDeps): Promise<Trial & { scratch: RowTransfer }> {
  const folder = await mkdtemp(join(tmpdir(), 'duetide-trial-'));
  const scratch = await openScratch(join(folder, 'rows.db'));
  return {
    scratch,
    receive: (entry) => importRows(scratch, entry),

    async inspect(said) {
      if (!knownMigrations.includes(said.schema)) {
        throw new BackupError(
          `The backup was made with the schema ${said.schema}, which this version does not know. Restore it with the version of Duetide that made it, or a newer one.`,
        );
      }
      const counts: Record<string, number> = {};
      for (const table of STORE_TABLES) {
        const count = await scratch.count(table);
        // An older version did not have every table.
        if (count > 0 || Object.hasOwn(said.counts, table.name)) counts[table.name] = count;
      }
      return { schema: said.schema, counts };
    },

    async discard() {
      await scratch.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @returns where the rows are kept that were there. */
async function replaceRows(
  scratch: RowTransfer,
  { place, openToReplace }: RowBackupEngineDeps,
  backUp: () => Promise<string>,
): Promise<string | null> {
  const rows = await inWords(place, openToReplace);
  try {
    const isWorthKeeping = !(await rows.isHalfReplaced()) && (await hasRows(rows));
    const keptAt = isWorthKeeping ? await backUp() : null;
    await rows.beginReplacement();
    const copied = await copyRows({ from: scratch, to: rows });
    const different = copied.filter(({ isEqual }) => !isEqual).map(({ table }) => table);
    if (different.length > 0) {
      throw new BackupError(
        `What arrived in ${place} is not what was sent (${different.join(', ')}). Stop every instance of Duetide that uses it, and restore again.`,
      );
    }
    await rows.finishReplacement();
    return keptAt;
  } finally {
    await rows.close();
  }
}

async function hasRows(rows: RowTransfer): Promise<boolean> {
  for (const table of STORE_TABLES) {
    if ((await rows.count(table)) > 0) return true;
  }
  return false;
}

/** The adapter says in one line what is wrong. */
async function inWords<Result>(place: string, open: () => Promise<Result>): Promise<Result> {
  try {
    return await open();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupError(reason.includes(place) ? reason : `${place}: ${reason}`, error);
  }
}
