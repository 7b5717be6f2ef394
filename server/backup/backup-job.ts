import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { type Clock, instantOf } from '#server/clock.ts';
import { defineJob } from '#server/jobs/job-definition.ts';
import { handleJob, type JobKind, type JobRun } from '#server/jobs/job-kind.ts';
import { listBackups } from './backup-folder.ts';
import type { BackupReport } from './backups.ts';
import { expiredOf, type Retention } from './retention.ts';

const MINUTE = 60_000;

export interface BackupJobDeps {
  /** Makes a backup in the folder, and restores it for a trial. */
  backUp(signal: AbortSignal): Promise<Pick<BackupReport, 'file' | 'bytes'>>;
  folder: string;
  /** Milliseconds from one backup to the next. */
  every: number;
  keep: Retention;
  clock: Clock;
  /** Aborted with a `JobInterrupted` when the server ends: a backup is broken off, not waited for. */
  ending: AbortSignal;
}

/** Backs up and drops what is no longer kept; only an instance that has a folder for it does. */
export function backupJob({ every }: Pick<BackupJobDeps, 'every'>) {
  return defineJob({
    name: 'backup',
    payload: z.strictObject({}),
    schedule: { every, missed: 'run-once' },
    // So that a full disk fills no log; after that the next one of the schedule is tried.
    retry: { attempts: 6, shortestWait: 10 * MINUTE, longestWait: 10 * MINUTE },
    timeLimit: 6 * 60 * MINUTE,
    concurrency: 1,
  });
}

export function backupKind(deps: BackupJobDeps): JobKind {
  const { backUp, folder, keep, clock, ending } = deps;

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

  async function makeOne({ signal, log }: Pick<JobRun, 'signal' | 'log'>): Promise<void> {
    try {
      const { file, bytes } = await backUp(AbortSignal.any([signal, ending]));
      log.info({ file, bytes }, 'backed up and verified');
    } catch (error) {
      ending.throwIfAborted();
      throw error;
    }
  }

  return handleJob(backupJob(deps), async (run) => {
    // Whoever did it may have been killed before saying so.
    const isDone = await hasBackupSince(folder, Date.parse(run.scheduledFor), clock.now());
    if (!isDone) await makeOne(run);
    await dropExpired();
  });
}

/** One from the future is the trace of a clock that went wrong, and counts for nothing. */
async function hasBackupSince(folder: string, since: number, now: number): Promise<boolean> {
  const kept = await listBackups(folder);
  return kept.some(({ takenAt }) => takenAt >= since && takenAt <= now);
}

/**
 * The run of the present interval: whoever starts need not wait for the next one. It does nothing
 * where there is a backup of it.
 */
export function presentBackup({ every }: Pick<BackupJobDeps, 'every'>, now: number) {
  const at = instantOf(Math.floor(now / every) * every);
  return { payload: {}, key: `present@${at}`, at };
}
