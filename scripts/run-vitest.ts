import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    const { passed, failed } = countTests(file);
    // A fault outside of every test (coverage, a file that does not load) counts once.
    const isUncounted = code !== 0 && failed === 0;
    return { isPassed: code === 0, passed, failed: isUncounted ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function countTests(file: string): Report {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: result.numPassedTests, failed: result.numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
