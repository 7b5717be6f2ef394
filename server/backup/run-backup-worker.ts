import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BackupReport } from './backups.ts';

/** What a worker is to do; without a file: make a backup and verify it. */
export interface BackupWork {
  verify?: string;
}

/**
 * Runs `file` on a thread of its own: SQLite, compression and encryption would keep requests
 * waiting.
 */
export async function runBackupWorker(
  file: string,
  signal: AbortSignal,
  work: BackupWork = {},
): Promise<BackupReport> {
  signal.throwIfAborted();
  const worker = new Worker(file, { workerData: work });
  // It tidies up and then fails; to end it from here would leave half a backup behind.
  const stop = () => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  try {
    const [report] = await once(worker, 'message');
    return report;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
