import { Command, CommanderError } from 'commander';
import { faultLines } from '#server/fault-lines.ts';
import { addBackupCommand } from './backup.ts';
import { addCheckCommand } from './check.ts';
import { addCopyCommand } from './copy.ts';
import { addRestoreCommand } from './restore.ts';
import { addVerifyCommand } from './verify.ts';

/** What was typed is no command, or lacks something: by convention not the 1 of a failure. */
const MISUSE = 2;

const program = new Command('duetide')
  .description('Duetide at the command line. `npm start` starts the server.')
  .showHelpAfterError()
  .exitOverride();
addBackupCommand(program);
addVerifyCommand(program);
addRestoreCommand(program);
addCheckCommand(program);
addCopyCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : MISUSE;
  } else {
    process.stderr.write(`${faultLines(error).join('\n')}\n`);
    process.exitCode = 1;
  }
}
