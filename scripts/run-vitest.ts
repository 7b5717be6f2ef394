import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Report } from './report.ts';

export interface VitestRun extends Report {
  /** Also false where every test passed and the coverage is below its threshold. */
  isPassed: boolean;
}

/** Runs all tests, or those that the arguments name, and counts them. */
export async function runVitest(args: readonly string[]): Promise<VitestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-vitest-'));
  const file = join(folder, 'result.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn('vitest', ['run', ...reporters, ...args], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      child.on('error', reject);
      child.on('close', resolve);
    });
    const { passed, failed, failures } = readResult(file);
    if (code === 0 || failed > 0) return { isPassed: code === 0, passed, failed, failures };
    // A fault outside of every test (coverage, a file that does not load) counts once.
    return { isPassed: false, passed, failed: 1, failures: ['a fault outside of every test'] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface VitestResult {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}

function readResult(file: string): Report {
  try {
    const result: VitestResult = JSON.parse(readFileSync(file, 'utf8'));
    const failures = result.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages = [] }) => {
          const [reason = ''] = (failureMessages[0] ?? '').split('\n');
          return `${relative(process.cwd(), name)} > ${fullName}: ${reason}`;
        }),
    );
    return { passed: result.numPassedTests, failed: result.numFailedTests, failures };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
