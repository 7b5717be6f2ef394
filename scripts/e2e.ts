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
writeReport('e2e', countTests(code === 0));
rmSync(folder, { recursive: true });
process.exitCode = code === 0 ? 0 : 1;

function countTests(isPassed: boolean): Report {
  try {
    const { stats } = JSON.parse(readFileSync(file, 'utf8'));
    const failed = stats.unexpected + stats.flaky + stats.skipped;
    return { passed: stats.expected, failed: isPassed ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
