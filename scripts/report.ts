import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a suite went. */
export interface Report {
  passed: number;
  failed: number;
}

/** Leaves a suite's count for the sum at the end of CI, where one is being made. */
export function writeReport(suite: string, report: Report): void {
  const folder = process.env.REPORT_DIR;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${suite}.json`), JSON.stringify(report));
}

export function sumReports(folder: string): Report {
  const sum: Report = { passed: 0, failed: 0 };
  for (const file of readdirSync(folder)) {
    const report: Report = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    sum.passed += report.passed;
    sum.failed += report.failed;
  }
  return sum;
}
