import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import { sampleHousehold, sampleId, sampleSubscription } from './sample-records.ts';

/*
 * A process of its own for tests of what survives one.
 * `open FILE` opens the store and closes it. `write FILE FIRST` stores subscriptions numbered from
 * FIRST on, and prints each number as soon as it is stored, until it is killed.
 */
const [task, file = '', first = '0'] = process.argv.slice(2);
const store = await createSqliteStore({ file });

if (task === 'write') {
  const household = sampleHousehold();
  await store.households.insert(household);
  for (let number = Number(first); ; number += 1) {
    await store.subscriptions.insert(household.id, sampleSubscription({ id: sampleId(number) }));
    process.stdout.write(`${number}\n`);
    // Lets the line out before the next write.
    await new Promise(setImmediate);
  }
}
await store.close();
