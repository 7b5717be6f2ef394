// npm run bench -- [--quick] [NAME…]
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeReport } from '../scripts/report.ts';
import type { Bench } from './bench-result.ts';
import { benchFaults, benchTable } from './bench-verdict.ts';

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const isQuick = values.quick;

const available = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !/^(bench-.*|run|.*\.test)\.ts$/.test(file))
  .map((file) => file.slice(0, -'.ts'.length));
const names = positionals.length > 0 ? positionals : available;
const unknown = names.filter((name) => !available.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No bench ${unknown.join(', ')}. There are: ${available.join(', ')}.\n`);
  process.exit(1);
}

const report = { passed: 0, failed: 0, failures: [] as string[] };
for (const name of names) {
  const faults = await runBench(name);
  for (const fault of faults) process.stderr.write(`✗ ${fault}\n`);
  report.failures.push(...faults);
  if (faults.length > 0) report.failed += 1;
  else report.passed += 1;
}
writeReport('bench', report);
process.exit(report.failed > 0 ? 1 : 0);

async function runBench(name: string): Promise<string[]> {
  try {
    const { run }: { run: Bench } = await import(`./${name}.ts`);
    const result = await run({ isQuick });
    process.stdout.write(`\n${benchTable(result)}\n`);
    return benchFaults(result, isQuick);
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.stack : error}`];
  }
}
