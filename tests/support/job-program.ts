import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import type { Store } from '#server/adapters/store/store.ts';
import { systemClock } from '#server/clock.ts';
import { createIdSource } from '#server/ids.ts';
import { handleJob } from '#server/jobs/job-kind.ts';
import { createJobs } from '#server/jobs/jobs.ts';
import { COUNTED_JOB, JOB_LEASE_MS, JOB_SLOTS } from './counted-job.ts';
import { sampleCategory, sampleHousehold, sampleId } from './sample-records.ts';

/*
 * An instance that does nothing but run jobs, to be killed. Each leaves a row whose key is the
 * job's, and lines in the journal when an attempt begins and ends: `begin NUMBER PID`.
 */
const [place = '', journal = ''] = process.argv.slice(2);
const store = await openStore(place);
const { worker } = createJobs({
  jobs: store.jobs,
  clock: systemClock,
  newId: createIdSource(systemClock),
  log: pino({ level: 'silent' }),
  lease: JOB_LEASE_MS,
  slots: JOB_SLOTS,
}).employ([
  handleJob(COUNTED_JOB, async ({ payload: { number } }) => {
    appendFileSync(journal, `begin ${number} ${process.pid}\n`);
    await sleep(Math.random() * 3);
    const row = sampleCategory({ id: sampleId(number), name: `Effect ${number}` });
    await store.categories.insert(sampleHousehold().id, row);
    await sleep(Math.random() * 3);
    appendFileSync(journal, `end ${number} ${process.pid}\n`);
  }),
]);
worker.start();
process.stdout.write('ready\n');
// The timers of a worker keep no process alive.
setInterval(() => {}, 60_000);

async function openStore(at: string): Promise<Store> {
  if (!at.startsWith('mongodb:')) return createSqliteStore({ file: at });
  const { createMongodbStore } = await import('#server/adapters/store/mongodb/mongodb-store.ts');
  return createMongodbStore({ uri: at });
}
