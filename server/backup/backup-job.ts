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
  /** Restores one that is there for a trial. */
  verify(file: string, signal: AbortSignal): Promise<unknown>;
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
  const { backUp, verify, folder, keep, clock, ending } = deps;
  const verified = new Set<string>();

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
    const { file, bytes } = await backUp(AbortSignal.any([signal, ending]));
    verified.add(file);
    log.info({ file, bytes }, 'backed up and verified');
  }

  async function verifyOne(
    file: string,
    { signal, log }: Pick<JobRun, 'signal' | 'log'>,
  ): Promise<void> {
    await verify(file, AbortSignal.any([signal, ending]));
    verified.add(file);
    log.info({ file }, 'verified what was backed up before');
  }

  return handleJob(backupJob(deps), async (run) => {
    // Whoever did it may have been killed before saying so, or found that it does not restore.
    const made = await backupSince(folder, Date.parse(run.scheduledFor), clock.now());
    try {
      if (made === null) await makeOne(run);
      else if (!verified.has(made)) await verifyOne(made, run);
    } catch (error) {
      ending.throwIfAborted();
      throw error;
    }
    await dropExpired();
  });
}

/** One from the future is the trace of a clock that went wrong, and counts for nothing. */
async function backupSince(folder: string, since: number, now: number): Promise<string | null> {
  const kept = await listBackups(folder);
  return kept.findLast(({ takenAt }) => takenAt >= since && takenAt <= now)?.file ?? null;
}

/**
 * The run of the present interval: whoever starts need not wait for the next one. It does nothing
 * where there is a backup of it.
 */
export function presentBackup({ every }: Pick<BackupJobDeps, 'every'>, now: number) {
  const at = instantOf(Math.floor(now / every) * every);
  return { payload: {}, key: `present@${at}`, at };
}
