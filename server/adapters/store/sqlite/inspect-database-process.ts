import { inspectDatabase } from './inspect-database.ts';
import { reasonOf } from './sqlite-database.ts';

/*
 * A process of its own, which takes the path of a database and writes a line of JSON for each step:
 * whoever started it can end it, while nothing ends a check that SQLite is in the middle of.
 */
const [, , file = ''] = process.argv;
const write = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  inspectDatabase(file, {
    onInspected: (facts) => write({ facts }),
    onChecked: (problems) => write({ problems }),
  });
} catch (error) {
  write({ fault: reasonOf(error) });
}
