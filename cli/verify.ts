import { resolve } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '#server/clock.ts';
import { openBackups } from '#server/wiring/open-backups.ts';
import { describeVerified } from './backup-report.ts';
import { readProjectConfig } from './project-config.ts';

/** `duetide verify`: whether a backup would restore. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description('restore a backup into a scratch database and compare; changes nothing')
    .argument('<file>', 'the archive', (path) => resolve(path))
    .option('--json', 'print the report as JSON')
    .action(async (file: string, { json = false }: { json?: boolean }) => {
      const backups = await openBackups(readProjectConfig(), systemClock);
      const report = await backups.verify(file);
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : describeVerified(report));
    });
}
