import { mkdirSync } from 'node:fs';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { addressOf } from './http/listening-address.ts';
import { createLogger } from './observability/logger.ts';
import { openParts, wire } from './wiring.ts';

export async function start(): Promise<void> {
  const config = readConfig(process.env);
  mkdirSync(config.dataDir, { recursive: true });
  const log = createLogger(config.logLevel);
  const parts = await openParts(config, systemClock, log);
  const wired = await wire(parts);
  await wired.app.listen({ ...config.listen });
  process.stdout.write(`Duetide is ready at ${addressOf(wired.app, config.listen.host)}\n`);
}
