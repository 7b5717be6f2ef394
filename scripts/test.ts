import { writeReport } from './report.ts';
import { runVitest } from './run-vitest.ts';

const args = process.argv.slice(2);
// Thresholds hold for the whole of the tests; a part of them would always be below.
const { isPassed, ...report } = await runVitest(args.length > 0 ? args : ['--coverage']);
writeReport('test', report);
process.exitCode = isPassed ? 0 : 1;
