import { mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { instantOf } from '#server/clock.ts';
import { makeFolder } from '#server/make-folder.ts';
import { BackupError } from './backup-error.ts';

const NAME = /^duetide-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.tar\.gz(?:\.age)?$/;
const OTHER_FOLDER = 'choose a folder that this user may write';
const SCRATCH_PREFIX = '.duetide-scratch-';
/** Nothing takes that long: what is older was left by a process that was killed. */
const SCRATCH_KEPT = 24 * 3_600_000;

export interface KeptBackup {
  file: string;
  /** Milliseconds: when it was begun. */
  takenAt: number;
}

export function backupNameOf(takenAt: number, isEncrypted: boolean): string {
  // Without the colons, which some file systems refuse.
  const instant = instantOf(takenAt).replaceAll(':', '-');
  return `duetide-${instant}.tar.gz${isEncrypted ? '.age' : ''}`;
}

/** The backups in a folder, by their names, oldest first; none if there is no such folder. */
export async function listBackups(folder: string): Promise<KeptBackup[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new BackupError(
      `The folder ${folder} cannot be read (${error.code}): ${OTHER_FOLDER}.`,
      error,
    );
  });
  return names
    .flatMap((name) => {
      const [, day, hour, minute, second] = NAME.exec(name) ?? [];
      if (!day) return [];
      const takenAt = Date.parse(`${day}${hour}:${minute}:${second}`);
      return Number.isNaN(takenAt) ? [] : [{ file: join(folder, name), takenAt }];
    })
    .sort((left, right) => left.takenAt - right.takenAt);
}

/**
 * Lets `work` make a file in a folder of its own beside its place, and then moves it there: nobody
 * ever sees half of it, and a name that is there means bytes that the disk has.
 */
export async function placeWhole<Result>(
  folder: string,
  name: string,
  work: (file: string, scratch: string) => Promise<Result>,
): Promise<Result> {
  try {
    makeFolder(folder);
    await removeLeftovers(folder, SCRATCH_PREFIX);
    const scratch = await mkdtemp(join(folder, SCRATCH_PREFIX));
    try {
      const file = join(scratch, name);
      const result = await work(file, scratch);
      await rename(file, join(folder, name));
      await syncFolder(folder);
      return result;
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  } catch (error) {
    throw writeFault(folder, error);
  }
}

/** Makes a rename last through a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Folders of whoever was killed. */
export async function removeLeftovers(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < Date.now() - SCRATCH_KEPT) await rm(path, { recursive: true, force: true });
  }
}

function writeFault(folder: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error && 'code' in error)) return error;
  const cure =
    error.code === 'ENOSPC' ? 'make room on its disk, or choose another folder' : OTHER_FOLDER;
  return new BackupError(`The folder ${folder} cannot be written (${error.code}): ${cure}.`, error);
}
