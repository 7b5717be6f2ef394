import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createMongodbStore } from '#server/adapters/store/mongodb/mongodb-store.ts';
import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import type { Store } from '#server/adapters/store/store.ts';
import type { BackupReport } from '#server/backup/backups.ts';
import { eventually } from '#tests/support/eventually.ts';
import { runDuetide } from '#tests/support/run-duetide.ts';
import { sampleHousehold, sampleId, sampleSubscription } from '#tests/support/sample-records.ts';
import { startFerretdb } from '#tests/support/service-processes.ts';
import { signUpCrowd, subscriptionNamed } from './crowd.ts';
import { printFigures } from './figures.ts';
import { createHttpClient } from './http-client.ts';
import { startInstance } from './instance.ts';
import { listStored } from './stored-subscriptions.ts';

const MINUTE = 60_000;
const PEOPLE = 6;
const EACH_HOUSEHOLD = 100;

const client = createHttpClient();
const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

test('row 31: SQLite is backed up while people write, lost, and restored', async () => {
  const folder = newFolder();
  const file = join(folder, 'duetide.db');
  await fill(await createSqliteStore({ file }), 200);
  await drill({ DATA_DIR: folder }, 200 * EACH_HOUSEHOLD, 50);
});

test('row 31: MongoDB is backed up while people write, lost, and restored', async () => {
  const folder = newFolder();
  const ferretdb = await startFerretdb({ folder: join(folder, 'ferretdb') });
  stops.push(ferretdb.stop);
  const host = new URL(ferretdb.address).host;
  const uri = `mongodb://${host}/duetide_drill?directConnection=true`;
  await fill(await createMongodbStore({ uri }), 20);
  await drill({ DATA_DIR: folder, MONGODB_URI: uri }, 20 * EACH_HOUSEHOLD, 10);
});

/** Rows that are there already, so that a backup takes a while. */
async function fill(store: Store, households: number): Promise<void> {
  for (let number = 0; number < households; number += 1) {
    const home = sampleHousehold({ id: sampleId(10_000 + number) });
    await store.households.insert(home);
    const subscriptions = Array.from({ length: EACH_HOUSEHOLD }, (_, at) =>
      sampleSubscription({ id: sampleId(1_000_000 + number * EACH_HOUSEHOLD + at) }),
    );
    await store.subscriptions.insertMany(home.id, subscriptions);
  }
  await store.close();
}

async function drill(
  environment: Record<string, string>,
  rows: number,
  writesBefore: number,
): Promise<void> {
  const instance = await startInstance({ environment });
  stops.push(instance.stop);
  const people = await signUpCrowd([instance], PEOPLE);
  const writers = people.map(({ cookie }, at) => startWriter(instance.address, cookie, at));
  const acknowledged = () => writers.reduce((sum, { written }) => sum + written.size, 0);
  await eventually('people write', MINUTE, () => acknowledged() > writesBefore);

  const begunAt = performance.now();
  const backup = await runDuetide(['backup', '--json'], environment);
  const backedUpAt = performance.now();
  expect(backup).toMatchObject({ errors: '', code: 0 });
  const report = JSON.parse(backup.output) as BackupReport;
  const before = acknowledged();
  await eventually('people go on', MINUTE, () => acknowledged() > before);
  for (const writer of writers) await writer.stop();
  await instance.stop();

  const lostAt = performance.now();
  // Anywhere else: without the server that it came from.
  const verified = await runDuetide(['verify', report.file]);
  const restored = await runDuetide(['restore', '--force', report.file], environment);
  expect([verified, restored]).toMatchObject([{ code: 0 }, { errors: '', code: 0 }]);
  await instance.start();
  const stored = new Map<string, string[]>();
  for (const { cookie } of people) {
    // RTO ends where everybody is served, however long a database takes that has just been filled.
    await eventually('people see what they have', MINUTE, async () => {
      const found = await listStored(client, instance.address, cookie).catch(() => null);
      if (found)
        stored.set(
          cookie,
          found.map(({ name }) => name),
        );
      return found !== null;
    });
  }
  const recoveredAt = performance.now();

  const counts = { 'acknowledged before': 0, during: 0, after: 0, lost: 0, doubled: 0 };
  for (const { cookie, written, errors } of writers) {
    expect(errors).toEqual([]);
    const names = stored.get(cookie) ?? [];
    counts.doubled += names.length - new Set(names).size;
    for (const [name, acknowledgedAt] of written) {
      if (acknowledgedAt > backedUpAt) counts.after += 1;
      else if (acknowledgedAt > begunAt) counts.during += 1;
      else {
        counts['acknowledged before'] += 1;
        if (!names.includes(name)) counts.lost += 1;
      }
    }
  }
  const seconds = (from: number, to: number) => (to - from) / 1_000;
  printFigures(31, {
    engine: environment.MONGODB_URI ? 'mongodb' : 'sqlite',
    'rows besides': rows,
    ...counts,
    'RPO on request, s': seconds(begunAt, backedUpAt),
    'RTO, verified and restored and serving, s': seconds(lostAt, recoveredAt),
  });
  expect(counts).toMatchObject({ lost: 0, doubled: 0 });
  // The drill was one: there was something to lose before, and people wrote while it was made.
  expect(counts['acknowledged before']).toBeGreaterThan(writesBefore);
  expect(counts.during).toBeGreaterThan(0);
  expect(counts.after).toBeGreaterThan(0);
  expect(backedUpAt - begunAt).toBeLessThan(MINUTE);
  expect(recoveredAt - lostAt).toBeLessThan(5 * MINUTE);
}

function startWriter(origin: string, cookie: string, person: number) {
  /** Names, and when they were acknowledged. */
  const written = new Map<string, number>();
  const errors: unknown[] = [];
  let isStopped = false;
  const live = async () => {
    for (let count = 0; !isStopped; count += 1) {
      const name = `write-${person}-${count}`;
      const answer = await client.ask({
        url: `${origin}/api/v1/subscriptions`,
        method: 'POST',
        cookie,
        body: subscriptionNamed(name),
      });
      if (answer.status === 201) written.set(name, performance.now());
      else errors.push(answer);
    }
  };
  const life = live();
  return {
    cookie,
    written,
    errors,
    async stop() {
      isStopped = true;
      await life;
    },
  };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-drill-'));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
