import { join } from 'node:path';
import type { TelemetryExport } from './adapters/otlp/otlp.ts';
import { backupJob, backupKind, presentBackup } from './backup/backup-job.ts';
import { runBackupWorker } from './backup/run-backup-worker.ts';
import { systemClock } from './clock.ts';
import { type Config, readConfig } from './config/config.ts';
import { openDataDir } from './data-dir.ts';
import { followDatabase } from './database-rotation.ts';
import { faultLines } from './fault-lines.ts';
import { addressOf } from './http/listening-address.ts';
import { JobInterrupted } from './jobs/job-interrupted.ts';
import type { JobKind } from './jobs/job-kind.ts';
import { createLastWords } from './last-words.ts';
import { shutDown } from './shutdown.ts';
import { listenFault, storeFault } from './start-fault.ts';
import { openLogs } from './wiring/open-logs.ts';
import { openMetrics } from './wiring/open-metrics.ts';
import { openParts } from './wiring/open-parts.ts';
import { type Wired, wire } from './wiring/wire.ts';

const WEB_ROOT = join(import.meta.dirname, '../dist/web');
const MAPS_ROOT = join(import.meta.dirname, '../dist/maps');
/** For the last of what is handed on, after everything else has ended. */
const TELEMETRY_END_MS = 1_000;
const BACKUP_WORKER = join(import.meta.dirname, 'backup-worker.ts');

async function listen(wired: Wired, { host, port }: Config['listen']): Promise<void> {
  try {
    await wired.app.listen({ host, port });
  } catch (error) {
    await wired.close();
    throw listenFault(error, { host, port });
  }
}

function backupKinds({ backups }: Config, ending: AbortSignal): JobKind[] {
  const { every, folder, keep } = backups;
  if (every === null) return [];
  const backUp = (signal: AbortSignal) => runBackupWorker(BACKUP_WORKER, signal);
  const verify = (file: string, signal: AbortSignal) =>
    runBackupWorker(BACKUP_WORKER, signal, { verify: file });
  return [backupKind({ backUp, verify, folder, every, keep, clock: systemClock, ending })];
}

async function backUpSoon({ backups: { every } }: Config, { queue }: Wired): Promise<void> {
  if (every === null) return;
  await queue.add(backupJob({ every }), null, [presentBackup({ every }, systemClock.now())]);
}

/** Nothing of it is loaded unless somebody collects. */
async function startTelemetry({ otlp }: Config): Promise<TelemetryExport | null> {
  if (!otlp) return null;
  const { openTelemetry } = await import('./wiring/open-telemetry.ts');
  return openTelemetry(otlp);
}

async function start(): Promise<void> {
  const config = readConfig();
  if (config.store.kind === 'sqlite') openDataDir(config.dataDir);
  const telemetry = await startTelemetry(config);
  const logOf = openLogs(config.log, systemClock, telemetry ? [telemetry.logs] : []);
  const tracing = telemetry?.tracing;
  const parts = await openParts(config, systemClock, logOf, tracing).catch((error) => {
    throw storeFault(error, config);
  });
  telemetry?.watch(parts);
  const ending = new AbortController();
  const jobKinds = backupKinds(config, ending.signal);
  const wired = await wire(parts, { webRoot: WEB_ROOT, mapsRoot: MAPS_ROOT, jobKinds });
  const metrics = openMetrics(parts);
  await listen(wired, config.listen);
  await metrics.listen().catch(async (error) => {
    await wired.close();
    throw error;
  });
  wired.startJobs();
  const stopFollowing = followDatabase(parts.rotation, logOf('database'));

  const log = logOf('server');
  let isStopping = false;
  const stop = async () => {
    // Whoever asks twice does not want to wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    stopFollowing();
    ending.abort(new JobInterrupted('shutdown'));
    const { app, drain } = wired;
    const close = async () => {
      await wired.close();
      await metrics.close();
      await telemetry?.close(TELEMETRY_END_MS);
    };
    process.exit(await shutDown({ server: app.server, drain, close, log }));
  };
  const endAfter = createLastWords({
    log,
    report: parts.errors.report,
    keep: wired.keepErrors,
    exit: (code) => process.exit(code),
  });
  process.on('uncaughtException', (error) => void endAfter(error));
  process.on('unhandledRejection', (error) => void endAfter(error));
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());

  process.stdout.write(`Duetide is ready at ${addressOf(wired.app, config.listen.host)}\n`);
  await backUpSoon(config, wired).catch((error) => {
    log.warn({ err: error }, 'the next backup is made by its schedule');
  });
}

try {
  await start();
} catch (error) {
  process.stderr.write(`${faultLines(error).join('\n')}\n`);
  process.exitCode = 1;
}
