import { statSync } from 'node:fs';
import { listBackups } from '#server/backup/backup-folder.ts';
import type { Clock } from '#server/clock.ts';
import type { Config } from '#server/config/config.ts';
import { type Finding, findingsAbout } from './finding.ts';
import { mayWriteIn, nearestFolder } from './folder-access.ts';
import type { Probe } from './probe.ts';

const { ok, note, warning, failure } = findingsAbout('backups');
const HOUR = 3_600_000;
/** How old the newest may be where something else than the server makes them. */
const DAILY = 26 * HOUR;

export interface BackupsToCheck {
  readonly backups: Config['backups'];
  /** Where the data lies, if it lies in a folder. */
  readonly dataDir: string | null;
  readonly clock: Clock;
}

/** Whether there would be something to restore from. */
export function createBackupsProbe({ backups, dataDir, clock }: BackupsToCheck): Probe {
  const { every, folder, passphrase } = backups;
  return {
    area: 'backups',
    name: 'folder',
    cure: `Look whether the disk of ${folder} answers: ls ${folder}`,
    async run() {
      const place = judgeFolder(folder, dataDir);
      if (place.level === 'failure') return [place];
      const newest = (await listBackups(folder)).at(-1);
      const age = newest ? clock.now() - newest.takenAt : null;
      return [
        judgeSchedule(every, age),
        place,
        passphrase === null
          ? note(
              'encryption',
              'is off: whoever gets hold of a backup can read it',
              'Set BACKUP_PASSPHRASE, and keep it elsewhere too.',
            )
          : ok('encryption', 'backups are encrypted'),
      ];
    },
  };
}

function judgeSchedule(every: number | null, age: number | null): Finding {
  const newest = age === null ? 'there is none yet' : `the newest is ${timeOf(age)} old`;
  if (every === null && (age === null || age > DAILY)) {
    return warning(
      'schedule',
      `nothing makes backups: BACKUP_EVERY is off, and ${newest}`,
      'Set BACKUP_EVERY=6h, or let cron run npx duetide backup.',
    );
  }
  if (every === null) return ok('schedule', `BACKUP_EVERY is off, and ${newest}`);
  const message = `one is made every ${timeOf(every)}, and ${newest}`;
  if (age === null) return note('schedule', message, 'Make one now: npx duetide backup.');
  // One may be under way, or have failed once.
  if (age > 2 * every + HOUR) {
    const cure = 'Run npx duetide backup, and read in the log of the server why it made none.';
    return warning('schedule', message, cure);
  }
  return ok('schedule', message);
}

function judgeFolder(folder: string, dataDir: string | null): Finding {
  const place = nearestFolder(folder);
  if (!mayWriteIn(place)) {
    const cure = 'Set BACKUP_DIR to a folder that the user of Duetide may write.';
    return failure('folder', `this user may not write ${place}`, cure);
  }
  if (dataDir === null) return ok('folder', folder);
  if (statSync(place).dev !== statSync(nearestFolder(dataDir)).dev) {
    return ok('folder', `${folder} is not on the disk of the data`);
  }
  return note(
    'folder',
    `${folder} is on the disk of the data, and goes with it`,
    'Set BACKUP_DIR to another disk, or copy backups elsewhere.',
  );
}

function timeOf(milliseconds: number): string {
  const hours = milliseconds / HOUR;
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min`;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}
