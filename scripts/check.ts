import { secondsSince } from './install.mjs';
import { writeReport } from './report.ts';
import { runVitest } from './run-vitest.ts';
import { runStep, type Step } from './step.ts';

const STEPS: Step[] = [
  { name: 'format, lint', command: 'biome', args: ['ci', '--colors=off', '.'] },
  { name: 'promises', command: 'eslint', args: ['--max-warnings=0', '.'] },
  { name: 'types', command: 'tsc', args: ['-p', '.'] },
  { name: 'types (web)', command: 'tsc', args: ['-p', 'web'] },
  { name: 'types (e2e)', command: 'tsc', args: ['-p', 'tests/e2e'] },
  {
    name: 'boundaries',
    command: 'depcruise',
    args: ['--output-type=err-long', '.'],
  },
  { name: 'unused code', command: 'knip', args: [] },
];

/** What reads the code and does not run it. */
async function checkStatically(): Promise<boolean> {
  let passed = 0;
  for (const step of STEPS) {
    if (!(await runStep(step))) {
      writeReport('check', { passed, failed: 1, failures: [step.name] });
      return false;
    }
    passed += 1;
  }
  writeReport('check', { passed, failed: 0, failures: [] });
  return true;
}

async function checkByTests(): Promise<boolean> {
  const start = Date.now();
  const tests = await runVitest([]);
  process.stdout.write(
    `${tests.isPassed ? '✓' : '✗'} ${'tests'.padEnd(12)} ${secondsSince(start)}\n`,
  );
  writeReport('check', { ...tests, passed: STEPS.length + tests.passed });
  return tests.isPassed;
}

const isStatic = process.argv.includes('--static');
const isPassed = (await checkStatically()) && (isStatic || (await checkByTests()));
process.exitCode = isPassed ? 0 : 1;
