import { parentPort, workerData } from 'node:worker_threads';
import type { BackupWork } from './backup/run-backup-worker.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config/config.ts';
import { openBackups } from './wiring/open-backups.ts';

const stopping = new AbortController();
parentPort?.once('message', () => stopping.abort());

const config = readConfig();
const backups = await openBackups(config, systemClock);
const { verify: made }: BackupWork = workerData ?? {};
const file = made ?? (await backups.create(config.backups.folder, stopping.signal)).file;
parentPort?.postMessage(await backups.verify(file, stopping.signal));
