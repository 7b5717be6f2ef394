// Whether Prometheus and Alertmanager can read deploy/prometheus: npm run check:prometheus
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../tests/support/free-port.ts';
import { dashboardQueries } from '../tests/support/prometheus-files.ts';
import { startServer } from '../tests/support/server-process.ts';
import { programOf } from '../tests/support/service-processes.ts';
import { type Report, writeReport } from './report.ts';

const FOLDER = join(import.meta.dirname, '../deploy/prometheus');
/** Whom Alertmanager is to tell, by severity. */
const RECEIVERS = { page: 'pages', warning: 'warnings', none: 'heartbeat' } as const;

const report: Report = { passed: 0, failed: 0 };
const scratch = mkdtempSync(join(tmpdir(), 'duetide-prometheus-'));
try {
  const tools = programOf('prometheus');
  await check(join(tools, 'promtool'), join(tools, 'amtool'));
} catch (error) {
  report.failed += 1;
  process.stdout.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  rmSync(scratch, { recursive: true });
}
writeReport('prometheus', report);
process.exitCode = report.failed === 0 ? 0 : 1;

async function check(promtool: string, amtool: string): Promise<void> {
  const rules = join(FOLDER, 'duetide.rules.yml');
  step('rules', () => run(promtool, ['check', 'rules', rules]));
  for (const file of readdirSync(join(FOLDER, 'tests'))) {
    step(file, () => run(promtool, ['test', 'rules', join(FOLDER, 'tests', file)]));
  }
  for (const [dashboard, queries] of dashboardQueries()) {
    const file = join(scratch, 'dashboard.yml');
    const recorded = queries.map((expr, at) => ({ record: `query_${at}`, expr }));
    // YAML can be written as JSON.
    writeFileSync(file, JSON.stringify({ groups: [{ name: dashboard, rules: recorded }] }));
    step(dashboard, () => run(promtool, ['check', 'rules', file]));
  }
  step('prometheus.yml', () =>
    run(promtool, ['check', 'config', '--syntax-only', join(FOLDER, 'prometheus.yml')]),
  );
  const alertmanager = join(FOLDER, 'alertmanager.yml');
  step('alertmanager.yml', () => run(amtool, ['check-config', alertmanager]));
  for (const [severity, receiver] of Object.entries(RECEIVERS)) {
    const rule = severity === 'none' ? 'watchdog' : 'any';
    const labels = [`severity=${severity}`, `rule=${rule}`];
    const file = `--config.file=${alertmanager}`;
    step(`${severity} goes to ${receiver}`, () => {
      const found = run(amtool, ['config', 'routes', 'test', file, ...labels]).trim();
      if (found !== receiver) throw new Error(`It goes to ${found}`);
    });
  }
  const scrape = await scrapeServer();
  step('metrics of a server', () => run(promtool, ['check', 'metrics'], scrape));
}

function step(name: string, work: () => void): void {
  try {
    work();
    report.passed += 1;
    process.stdout.write(`✓ ${name}\n`);
  } catch (error) {
    report.failed += 1;
    process.stdout.write(`✗ ${name}\n${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** @throws Error with what it wrote. */
function run(program: string, args: readonly string[], input = ''): string {
  try {
    return execFileSync(program, args, { input, encoding: 'utf8', stdio: 'pipe', timeout: 60_000 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${stdout}${stderr}` || String(error), { cause: error });
  }
}

async function scrapeServer(): Promise<string> {
  const port = String(await freePort());
  const stop = await startServer({ DATA_DIR: scratch, PORT: '0', METRICS_PORT: port });
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    return await answer.text();
  } finally {
    await stop();
  }
}
