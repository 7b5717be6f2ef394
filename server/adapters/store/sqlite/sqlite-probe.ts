import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import type { Probe } from '#server/checks/probe.ts';
import { codeOf } from '#server/error-code.ts';
import type { InspectedDatabase } from './inspect-database.ts';
import { judgeSqlite } from './judge-sqlite.ts';

const { ok, note, failure } = findingsAbout('database');
const PROGRAM = join(import.meta.dirname, 'inspect-database-process.ts');
/** What a check of some 100 MiB takes on a slow disk; the answer comes before the probe's limit. */
const CHECK_LIMIT = 6_000;
const RESTORE = 'Stop Duetide and bring the newest backup back: npx duetide restore FILE.';

/** What the process has said until it ended, or was ended. */
export interface Inspection {
  facts: InspectedDatabase | null;
  /** Null: the check of all pages did not come to its end. */
  problems: readonly string[] | null;
  fault: string | null;
}

export interface SqliteProbeOptions {
  file: string;
  /** Whether a server is meant to be up. */
  isServing: boolean;
  /** Milliseconds for the check of all pages. */
  checkLimit?: number;
}

/** Whether the file is a sound database that this version can serve from. */
export function createSqliteProbe(options: SqliteProbeOptions): Probe {
  const { file, isServing, checkLimit = CHECK_LIMIT } = options;
  return {
    area: 'database',
    name: 'SQLite',
    cure: `Look whether the disk answers: ls -l ${file}`,
    async run(signal) {
      const access = judgeAccess(file, isServing);
      if (access.level !== 'ok') return [access];
      const limit = AbortSignal.any([signal, AbortSignal.timeout(checkLimit)]);
      const inspection = await inspect(file, limit);
      if (inspection.facts === null) {
        const reason = inspection.fault ?? 'it does not answer';
        return [access, failure('file', `${file} cannot be read: ${reason}`, RESTORE)];
      }
      return [
        access,
        ...judgeSqlite(inspection.facts, { isServing }),
        judgePages(inspection, statSync(file).size),
      ];
    },
  };
}

async function inspect(file: string, signal: AbortSignal): Promise<Inspection> {
  const inspection: Inspection = { facts: null, problems: null, fault: null };
  const child = spawn(process.execPath, [PROGRAM, file], {
    stdio: ['ignore', 'pipe', 'ignore'],
    signal,
    killSignal: 'SIGKILL',
  });
  // Being ended is no error of ours.
  child.on('error', () => {});
  for await (const line of createInterface({ input: child.stdout })) {
    Object.assign(inspection, JSON.parse(line));
  }
  return inspection;
}

function judgeAccess(file: string, isServing: boolean): Finding {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return ok('file', `${file} can be read and written`);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return judgeAbsence(file, isServing);
    const cure = `Run as the user of Duetide, or give it the file: chown USER ${file}; chmod 600 ${file}`;
    return failure('file', `this user may not read and write ${file}`, cure);
  }
}

function judgeAbsence(file: string, isServing: boolean): Finding {
  return isServing
    ? failure('file', `${file} is not there`, 'Set DATA_DIR to the folder that the server uses.')
    : note('file', `${file} is not there yet; the first start makes it`);
}

function judgePages({ facts, problems }: Inspection, bytes: number): Finding {
  if (problems === null) {
    return note(
      'pages',
      facts?.hasLeftOverLog
        ? 'were not checked: a crash left writes that the next start brings in'
        : `could not all be checked in time (${Math.ceil(bytes / 1024 ** 2)} MiB)`,
      'Check a backup, which takes its time: npx duetide backup, and then npx duetide verify FILE.',
    );
  }
  if (problems.length === 0) return ok('pages', 'are all sound (quick_check)');
  const first = problems
    .join('\n')
    .split('\n')
    .find((line) => !line.startsWith('***'));
  return failure('pages', `the database is damaged: ${first}`, RESTORE);
}
