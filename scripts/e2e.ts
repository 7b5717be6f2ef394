import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureWebBuilt } from './build-web.ts';
import { type Report, writeReport } from './report.ts';

const root = dirname(import.meta.dirname);
// Once, before several workers start servers that would each build it.
await ensureWebBuilt(root);

const folder = mkdtempSync(join(tmpdir(), 'duetide-e2e-'));
const file = join(folder, 'result.json');
const playwright = spawn('playwright', ['test', '--reporter=list,json', ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
});
const [code] = await once(playwright, 'exit');
writeReport('e2e', readResult(code === 0));
rmSync(folder, { recursive: true });
process.exitCode = code === 0 ? 0 : 1;

interface PlaywrightSuite {
  title: string;
  specs: { title: string; ok: boolean }[];
  suites?: PlaywrightSuite[];
}

function readResult(isPassed: boolean): Report {
  try {
    const { stats, suites } = JSON.parse(readFileSync(file, 'utf8'));
    const failed = stats.unexpected + stats.flaky + stats.skipped;
    const failures = suites.flatMap(failuresOf);
    return { passed: stats.expected, failed: isPassed ? failed : Math.max(1, failed), failures };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function failuresOf({ title, specs, suites = [] }: PlaywrightSuite): string[] {
  const own = specs.filter(({ ok }) => !ok).map((spec) => `${title} > ${spec.title}`);
  return [...own, ...suites.flatMap(failuresOf)];
}
