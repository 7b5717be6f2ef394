import { writeReport } from './report.ts';
import { runVitest } from './run-vitest.ts';

const config = '--config=tests/faults/vitest.config.ts';
const { isPassed, ...report } = await runVitest([config, ...process.argv.slice(2)]);
writeReport('faults', report);
process.exitCode = isPassed ? 0 : 1;
