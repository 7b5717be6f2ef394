import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import {
  assertSqliteVersion,
  MINIMUM_SQLITE_VERSION,
} from '#server/adapters/store/sqlite/sqlite-version.ts';
import { signUpByApi } from '#tests/support/api-account.ts';
import { subscriptionNamed } from './crowd.ts';
import { printFigures } from './figures.ts';
import { startInstance } from './instance.ts';
import { printNotRun } from './not-run.ts';
import { createSyncCounter, syncCountingFault } from './sync-counter.ts';

const ROUNDS = 50;

const fault = syncCountingFault();
if (fault) printNotRun(29, 'syncsPerCommit', fault);
else test('row 29: every write reached the disk before it was acknowledged', countSyncs);

async function countSyncs(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-durable-'));
  const syncs = createSyncCounter(join(folder, 'syncs'));
  const environment = { DATA_DIR: join(folder, 'data') };
  const instance = await startInstance({ environment, under: syncs.under });
  onTestFinished(async () => {
    await instance.stop();
    rmSync(folder, { recursive: true });
  });
  const { call } = await signUpByApi(instance.address);
  const counts: number[] = [];
  const counted = async (method: string, path: string, body?: object): Promise<unknown> => {
    const before = syncs.count('/duetide.db-wal');
    const answer = await call(method, path, body);
    counts.push(syncs.count('/duetide.db-wal') - before);
    return answer;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const made = await counted('POST', 'subscriptions', subscriptionNamed(`Round ${round}`));
    const path = `subscriptions/${(made as { id: string }).id}`;
    await counted('PATCH', path, { notes: 'Changed' });
    await counted('PUT', `${path}/payments/2026-01-31`, { status: 'skipped' });
    await counted('DELETE', `${path}/payments/2026-01-31`);
    await counted('DELETE', path);
  }
  const beforeReading = syncs.count('/duetide.db-wal');
  for (let round = 0; round < ROUNDS; round += 1) await call('GET', 'summary');

  printFigures(29, {
    'writes acknowledged': counts.length,
    'least syncs before an acknowledgement': Math.min(...counts),
    most: Math.max(...counts),
    'syncs by reading as often': syncs.count('/duetide.db-wal') - beforeReading,
  });
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
  // What is counted is the writing.
  expect(syncs.count('/duetide.db-wal')).toBe(beforeReading);
}

test('row 30: the SQLite in use is one without known corruption bugs', () => {
  const database = new DatabaseSync(':memory:');
  const found = String(database.prepare('select sqlite_version() as version').get()?.version);
  database.close();
  printFigures(30, { 'SQLite in use': found, 'least that is accepted': MINIMUM_SQLITE_VERSION });
  expect(() => assertSqliteVersion(found)).not.toThrow();
});
