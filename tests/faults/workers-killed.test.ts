import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMongodbStore } from '#server/adapters/store/mongodb/mongodb-store.ts';
import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import type { Store } from '#server/adapters/store/store.ts';
import { JOB_SLOTS } from '#tests/support/counted-job.ts';
import { crashWorkers } from '#tests/support/job-crashes.ts';
import { startFerretdb } from '#tests/support/service-processes.ts';
import { printFigures } from './figures.ts';

const WORKERS = 3;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duetide-jobs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function crashOn(
  { place, store }: { place: string; store: Store },
  counts: { jobs: number; kills: number },
): Promise<void> {
  const journal = join(folder, 'journal');
  const figures = await crashWorkers({ place, store, journal, workers: WORKERS, ...counts });
  const { milliseconds, ...found } = figures;
  printFigures('jobs', { ...found, seconds: milliseconds / 1_000 });
  const { jobs, kills } = counts;
  // Each effect once; nobody began what somebody alive was at; and the kills did meet attempts.
  expect(found).toEqual({
    jobs,
    done: jobs,
    effects: jobs,
    missing: 0,
    kills,
    cut: found.cut,
    needless: 0,
  });
  expect(found.cut).toBeGreaterThan(0);
  expect(found.cut).toBeLessThanOrEqual(kills * JOB_SLOTS);
}

test(`10,000 jobs in SQLite, ${WORKERS} processes of which one is killed 12 times: each effect once, none left out`, async () => {
  const place = join(folder, 'duetide.db');
  const store = await createSqliteStore({ file: place });
  try {
    await crashOn({ place, store }, { jobs: 10_000, kills: 12 });
  } finally {
    await store.close();
  }
});

// Fewer: the server of the tests reads the whole collection for every claim.
test(`200 jobs in MongoDB, ${WORKERS} processes of which one is killed 3 times: each effect once, none left out`, async () => {
  const ferretdb = await startFerretdb({ folder: join(folder, 'ferretdb') });
  const place = new URL('/duetide_jobs?directConnection=true', ferretdb.address).href;
  const store = await createMongodbStore({ uri: place });
  try {
    await crashOn({ place, store }, { jobs: 200, kills: 3 });
  } finally {
    await store.close();
    await ferretdb.stop();
  }
});
