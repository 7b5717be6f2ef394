import { join } from 'node:path';
import type { Logger } from 'pino';
import { createBackupSchedule } from './backup/backup-schedule.ts';
import { runBackupWorker } from './backup/run-backup-worker.ts';
import { systemClock } from './clock.ts';
import { type Config, readConfig } from './config.ts';
import { openDataDir } from './data-dir.ts';
import { followDatabase } from './database-rotation.ts';
import { faultLines } from './fault-lines.ts';
import { addressOf } from './http/listening-address.ts';
import { createLogger } from './observability/logger.ts';
import { repeat } from './repeat.ts';
import { shutDown } from './shutdown.ts';
import { listenFault, storeFault } from './start-fault.ts';
import { openParts } from './wiring/open-parts.ts';
import { type Wired, wire } from './wiring/wire.ts';

const MINUTE = 60_000;
const WEB_ROOT = join(import.meta.dirname, '../dist/web');
const BACKUP_WORKER = join(import.meta.dirname, 'backup-worker.ts');

async function listen(wired: Wired, { host, port }: Config['listen']): Promise<void> {
  try {
    await wired.app.listen({ host, port });
  } catch (error) {
    await wired.close();
    throw listenFault(error, { host, port });
  }
}

/** @returns how to stop. */
function startBackups({ backups }: Config, log: Logger): () => Promise<void> {
  const { every, folder, keep } = backups;
  if (every === null) return async () => {};
  const schedule = createBackupSchedule({
    backUp: (signal) => runBackupWorker(BACKUP_WORKER, signal),
    folder,
    every,
    keep,
    clock: systemClock,
    log,
  });
  const stopAsking = repeat('backup', MINUTE, schedule.run, log);
  return async () => {
    stopAsking();
    await schedule.stop();
  };
}

async function start(): Promise<void> {
  const config = readConfig();
  if (config.store.kind === 'sqlite') openDataDir(config.dataDir);
  const log = createLogger(config.logLevel);
  const parts = await openParts(config, systemClock, log).catch((error) => {
    throw storeFault(error, config);
  });
  const wired = await wire(parts, { webRoot: WEB_ROOT });
  await listen(wired, config.listen);
  wired.startJobs();
  const stopBackups = startBackups(config, log);
  const stopFollowing = followDatabase(parts.rotation, log);

  let isStopping = false;
  const stop = async () => {
    // Whoever asks twice does not want to wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    stopFollowing();
    const { app, drain } = wired;
    const close = async () => {
      await stopBackups();
      await wired.close();
    };
    process.exit(await shutDown({ server: app.server, drain, close, log }));
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());

  process.stdout.write(`Duetide is ready at ${addressOf(wired.app, config.listen.host)}\n`);
}

try {
  await start();
} catch (error) {
  process.stderr.write(`${faultLines(error).join('\n')}\n`);
  process.exitCode = 1;
}
