import { type Stats, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { fileSystemOf } from './file-systems.ts';
import { type Finding, findingsAbout } from './finding.ts';
import { mayWriteIn, nearestFolder } from './folder-access.ts';
import type { Probe } from './probe.ts';

const { ok, note, warning, failure } = findingsAbout('database');
const OPEN_TO_OTHERS = 0o077;
export const MEBIBYTE = 1024 ** 2;
const LEAST_FREE = 100 * MEBIBYTE;
const DESIRED_FREE = 1024 * MEBIBYTE;

export interface DataFolder {
  /** DATA_DIR. */
  readonly folder: string;
  /** The database in it, which may not be there yet. */
  readonly file: string;
  /** The user that asks; undefined where users have no numbers. */
  readonly user?: number | undefined;
}

/** Whether the database lies where it is safe: private, on a disk of this machine, with room. */
export function createDataFolderProbe({ folder, file, user }: DataFolder): Probe {
  return {
    area: 'database',
    name: 'data folder',
    cure: `Look whether the disk of ${folder} answers: ls ${folder}`,
    async run() {
      const place = nearestFolder(folder);
      const access = judgeAccess(folder, place, user);
      if (access.some(({ level }) => level === 'failure')) return access;
      const { type, bavail, bsize } = await statfs(place);
      const taken = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      return [...access, judgeFreeSpace(bavail * bsize, taken), ...judgeFileSystem(type, folder)];
    },
  };
}

function judgeAccess(folder: string, place: string, user: number | undefined): Finding[] {
  const name = 'data folder';
  const stats = statSync(place);
  const cure = 'Set DATA_DIR to a folder that the user of Duetide may write.';
  if (!stats.isDirectory()) return [failure(name, `${place} is no folder`, cure)];
  if (!mayWriteIn(place)) return [failure(name, `this user may not write ${place}`, cure)];
  if (place !== folder) return [note(name, `${folder} is not there yet; the first start makes it`)];
  return [...judgeMode(stats, folder), ...judgeOwner(stats, folder, user)];
}

function judgeMode(stats: Stats, folder: string): Finding[] {
  if ((stats.mode & OPEN_TO_OTHERS) === 0) return [ok('data folder', 'only its owner may look in')];
  const mode = (stats.mode & 0o777).toString(8);
  return [
    warning(
      'data folder',
      `others may look into ${folder} (mode ${mode})`,
      `Run chmod 700 ${folder}.`,
    ),
  ];
}

function judgeOwner({ uid }: Stats, folder: string, user: number | undefined): Finding[] {
  if (user === undefined || uid === user) return [];
  const message = `${folder} belongs to user ${uid}, and this command runs as ${user}`;
  return [note('owner', message, `Run Duetide and its commands as the user who owns ${folder}.`)];
}

export function judgeFreeSpace(free: number, taken: number): Finding {
  const name = 'free space';
  const message = `${sizeOf(free)} are free, beside a database of ${sizeOf(taken)}`;
  const cure = 'Free space on the disk of DATA_DIR, or move DATA_DIR to a larger one.';
  if (free < LEAST_FREE) return failure(name, message, cure);
  if (free < Math.max(DESIRED_FREE, 2 * taken)) return warning(name, message, cure);
  return ok(name, message);
}

export function judgeFileSystem(
  type: number,
  folder: string,
  platform?: NodeJS.Platform,
): Finding[] {
  const { kind, name } = fileSystemOf(type, platform);
  const message = `${folder} lies on ${name}`;
  switch (kind) {
    case 'network':
      return [
        warning(
          'file system',
          `${message}, over a network, where SQLite's locks cannot be relied on`,
          'Move DATA_DIR to a disk of this machine, or use MongoDB (npx duetide copy).',
        ),
      ];
    case 'memory':
      return [
        warning(
          'file system',
          `${message}: a restart of the machine loses everything`,
          'Move DATA_DIR to a disk.',
        ),
      ];
    case 'container':
      return [
        warning(
          'file system',
          `${message}: what a container's own layer holds goes with the container`,
          'Mount a volume at DATA_DIR.',
        ),
      ];
    case 'disk':
      return [ok('file system', message)];
  }
}

export function sizeOf(bytes: number): string {
  const mebibytes = bytes / MEBIBYTE;
  if (mebibytes < 1) return `${Math.ceil(bytes / 1024)} KiB`;
  return mebibytes < 1024 ? `${Math.floor(mebibytes)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}
