import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a suite went. */
export interface Report {
  passed: number;
  failed: number;
  /** What failed, a line each, where more can be said than how many. */
  failures?: readonly string[];
}

/** Leaves a suite's count where .ci/run adds them up, and what it says again at its end. */
export function writeReport(suite: string, { passed, failed, failures = [] }: Report): void {
  const folder = process.env.REPORT_DIR;
  if (!folder) return;
  writeFileSync(join(folder, `${suite}.count`), `${passed} ${failed}\n`);
  const lines = failures.map((failure) => `${suite}: ${failure.replace(/\s+/g, ' ')}\n`);
  writeFileSync(join(folder, `${suite}.failures`), lines.join(''));
}
