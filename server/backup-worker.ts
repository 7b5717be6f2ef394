import { parentPort } from 'node:worker_threads';
import { systemClock } from './clock.ts';
import { readConfig } from './config/config.ts';
import { openBackups } from './wiring/open-backups.ts';

const stopping = new AbortController();
parentPort?.once('message', () => stopping.abort());

const config = readConfig();
const backups = await openBackups(config, systemClock);
const report = await backups.create(config.backups.folder, stopping.signal);
await backups.verify(report.file, stopping.signal);
parentPort?.postMessage(report);
