import { resolve } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '#server/clock.ts';
import { openBackups } from '#server/wiring/open-backups.ts';
import { describeBackup } from './backup-report.ts';
import { readProjectConfig } from './project-config.ts';

interface BackupChoices {
  to?: string;
  json?: boolean;
}

/** `duetide backup`: an archive of everything, while the server serves. */
export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .description('back up the database; the server need not stop')
    .option('--to <folder>', 'where to put it, instead of BACKUP_DIR', (path) => resolve(path))
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nThe archive is a .tar.gz, or a .tar.gz.age where BACKUP_PASSPHRASE is set.',
    )
    .action(async ({ to, json = false }: BackupChoices) => {
      const config = readProjectConfig();
      const backups = await openBackups(config, systemClock);
      const report = await backups.create(to ?? config.backups.folder);
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : describeBackup(report));
    });
}
