import { resolve } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '#server/clock.ts';
import { forgetSharedAnswers } from '#server/wiring/forget-shared-answers.ts';
import { openBackups } from '#server/wiring/open-backups.ts';
import { describeRestored } from './backup-report.ts';
import { readProjectConfig } from './project-config.ts';

interface RestoreChoices {
  force?: boolean;
  json?: boolean;
}

/** `duetide restore`: the database as it was when a backup began. */
export function addRestoreCommand(program: Command): void {
  program
    .command('restore')
    .description('put a backup in the place of the database; stop the server first')
    .argument('<file>', 'the archive', (path) => resolve(path))
    .option('--force', 'replace what is there, which is kept aside')
    .option('--json', 'print the report as JSON')
    .action(async (file: string, { force = false, json = false }: RestoreChoices) => {
      const config = readProjectConfig();
      const backups = await openBackups(config, systemClock);
      const report = await backups.restore(file, { force });
      await forgetSharedAnswers(config);
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : describeRestored(report));
    });
}
