import type { Command } from 'commander';
import { copyDatabase } from '#server/wiring/copy-database.ts';
import { createCopyProgress } from './copy-progress.ts';
import { reportCopy } from './copy-report.ts';

interface CopyChoices {
  from: string;
  to: string;
  resume?: boolean;
}

/** `duetide copy`: a grown installation from SQLite to MongoDB, or back. */
export function addCopyCommand(program: Command): void {
  program
    .command('copy')
    .description('copy all data to another database, and compare both')
    .requiredOption('--from <database>', 'sqlite:FILE, mongodb://…, or file:FILE that holds it')
    .requiredOption('--to <database>', 'an empty one, named the same way')
    .option('--resume', 'go on where an earlier copy to the same place was cut short')
    .addHelpText(
      'after',
      '\nStop the server first. Passwords stay out of the list of processes with file:FILE.',
    )
    .action(async ({ from, to, resume = false }: CopyChoices) => {
      const progress = createCopyProgress(process.stderr);
      const copied = await copyDatabase(
        { from, to },
        { isResumed: resume, onProgress: progress.show },
      ).finally(progress.end);
      process.stdout.write(`${reportCopy(copied)}\n`);
      if (copied.some(({ isEqual }) => !isEqual)) process.exitCode = 1;
    });
}
