import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Command } from 'commander';
import { systemClock } from '#server/clock.ts';
import { checkInstallation } from '#server/wiring/open-checks.ts';
import { renderCheck } from './check-table.ts';
import { readProjectConfig } from './project-config.ts';

const ROOT = dirname(import.meta.dirname);
const WIDEST = 80;
const NARROWEST = 40;

interface CheckChoices {
  after?: boolean;
  json?: boolean;
}

/** `duetide check`: whether this installation can serve, or does. */
export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description('look at configuration, database, Redis, mail and the rest; changes nothing')
    .option('--after', 'a server is meant to be up: it has to answer, and to have migrated')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nEnds with 0 if nothing has failed, with 1 otherwise. Warnings and notes are no failures.',
    )
    .action(async ({ after = false, json = false }: CheckChoices) => {
      const report = await checkInstallation({
        readConfig: readProjectConfig,
        root: ROOT,
        given: { environment: Object.keys(process.env), envFile: namesInEnvFile() },
        isServing: after,
        clock: systemClock,
      });
      const { stdout } = process;
      const text = json
        ? `${JSON.stringify(report, null, 2)}\n`
        : renderCheck(report, {
            width: Math.max(NARROWEST, Math.min(WIDEST, stdout.columns ?? WIDEST)),
            // Heeds NO_COLOR.
            isColoured: stdout.isTTY === true && stdout.hasColors(),
          });
      // What did not answer may still keep a connection open.
      stdout.write(text, () => process.exit(report.isReady ? 0 : 1));
    });
}

function namesInEnvFile(): string[] {
  const file = join(ROOT, '.env');
  return existsSync(file) ? Object.keys(parseEnv(readFileSync(file, 'utf8'))) : [];
}
