import { rm } from 'node:fs/promises';
import type { Clock } from '#server/clock.ts';
import { listBackups } from './backup-folder.ts';
import type { BackupReport } from './backups.ts';
import { expiredOf, type Retention } from './retention.ts';

/** After a failure, so that a full disk fills no log. */
const RETRY_AFTER = 10 * 60_000;

export interface BackupScheduleDeps {
  /** Makes a backup in the folder, and restores it for a trial. */
  backUp(signal: AbortSignal): Promise<Pick<BackupReport, 'file' | 'bytes'>>;
  folder: string;
  /** Milliseconds from one backup to the next. */
  every: number;
  keep: Retention;
  clock: Clock;
  log: {
    info(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

export interface BackupSchedule {
  /** Backs up if it is time, whoever made the last one; to be called every minute or so. */
  run(): Promise<void>;
  /** Breaks off what runs, which leaves nothing behind. */
  stop(): Promise<void>;
}

export function createBackupSchedule(deps: BackupScheduleDeps): BackupSchedule {
  const { backUp, folder, every, keep, clock, log } = deps;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let notBefore = Number.NEGATIVE_INFINITY;

  async function runOnce(): Promise<void> {
    if (clock.now() < notBefore) return;
    try {
      const newest = (await listBackups(folder)).at(-1);
      // One from the future is the trace of a clock that went wrong, and no reason to wait for it.
      const age = newest ? clock.now() - newest.takenAt : every;
      if (age >= 0 && age < every) return;
      stopping.signal.throwIfAborted();
      const { file, bytes } = await backUp(stopping.signal);
      log.info({ file, bytes }, 'backed up and verified');
      await dropExpired();
    } catch (error) {
      if (stopping.signal.aborted) return;
      notBefore = clock.now() + RETRY_AFTER;
      log.error({ err: error, folder }, 'backup failed');
    }
  }

  async function dropExpired(): Promise<void> {
    const kept = await listBackups(folder);
    const expired = new Set(
      expiredOf(
        kept.map(({ takenAt }) => takenAt),
        keep,
      ),
    );
    for (const { file, takenAt } of kept) {
      if (expired.has(takenAt)) await rm(file);
    }
  }

  return {
    run() {
      running ??= runOnce().finally(() => {
        running = null;
      });
      return running;
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
