import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBackups } from '#server/backup/backups.ts';
import { systemClock } from '#server/clock.ts';
import { fillStore } from '#tests/support/full-store.ts';
import { newDatabaseUri, withDatabase } from '#tests/support/mongodb-test-store.ts';
import { sampleId, samplePayment, sampleSubscription } from '#tests/support/sample-records.ts';
import { createMongodbBackupEngine, createMongodbTrial } from './mongodb/mongodb-backup-engine.ts';
import { createMongodbStore } from './mongodb/mongodb-store.ts';
import type { RowTransfer } from './row-transfer.ts';
import { openSqliteRowTransfer } from './sqlite/sqlite-row-transfer.ts';

const HOME = sampleId(100);
const openScratch = (file: string) =>
  openSqliteRowTransfer(file, systemClock, { isInAnyOrder: true });

async function newInstallation() {
  const uri = newDatabaseUri();
  const store = await createMongodbStore({ uri });
  const folder = mkdtempSync(join(tmpdir(), 'duetide-mongodb-backup-'));
  onTestFinished(async () => {
    await store.close();
    await withDatabase(uri, (db) => db.dropDatabase());
    rmSync(folder, { recursive: true });
  });
  const engine = createMongodbBackupEngine({
    uri,
    clock: systemClock,
    openScratch,
  });
  const backups = createBackups({
    engine,
    prepareTrial: () => createMongodbTrial(openScratch),
    folder,
    clock: systemClock,
    passphrase: null,
  });
  return { uri, store, folder, backups };
}

describe('a backup of MongoDB', () => {
  it('brings everything back, and keeps what it replaces as another', async () => {
    const { store, folder, backups } = await newInstallation();
    await fillStore(store);
    const made = await backups.create(folder);
    expect(made.counts).toMatchObject({ users: 3, households: 3, payments: 6, subscriptions: 6 });
    expect(await backups.verify(made.file)).toEqual(made);
    const added = sampleSubscription({ id: sampleId(900), name: 'Added later' });
    await store.subscriptions.insertMany(HOME, [added]);
    await store.payments.put(HOME, samplePayment({ dueOn: '2027-01-01' }), null);

    await expect(backups.restore(made.file, { force: false })).rejects.toThrow(/Add --force/);
    const restored = await backups.restore(made.file, { force: true });
    expect(await store.subscriptions.find(HOME, added.id)).toBeNull();
    expect(await store.payments.list(HOME)).toContainEqual(samplePayment({ version: 2 }));
    expect(await store.users.findByEmail('größe-0@EXAMPLE.com')).not.toBeNull();

    expect(readdirSync(folder)).toHaveLength(2);
    await backups.restore(restored.keptAt ?? '', { force: true });
    expect(await store.subscriptions.find(HOME, added.id)).toEqual(added);
  });

  it('holds everything that was there when it began, whatever is written meanwhile', async () => {
    const { store, folder, backups } = await newInstallation();
    await fillStore(store);
    const before = await Promise.all(
      Array.from({ length: 300 }, async (_, at) => {
        const subscription = sampleSubscription({ id: sampleId(1_000 + at) });
        await store.subscriptions.insertMany(HOME, [subscription]);
        return subscription.id;
      }),
    );
    let isDone = false;
    const writing = (async () => {
      for (let at = 0; !isDone; at += 1) {
        await store.subscriptions.insertMany(HOME, [
          sampleSubscription({ id: sampleId(5_000 + at) }),
        ]);
      }
      return store.subscriptions.list(HOME);
    })();
    const made = await backups.create(folder);
    isDone = true;
    const after = await writing;
    expect(made.counts.subscriptions).toBeGreaterThanOrEqual(before.length + 6);
    await backups.restore(made.file, { force: true });
    const found = new Set((await store.subscriptions.list(HOME)).map(({ id }) => id));
    expect(before.filter((id) => !found.has(id))).toEqual([]);
    expect(found.size).toBeLessThanOrEqual(after.length);
  });

  it('that is restored in part keeps every instance from starting until it is restored whole', async () => {
    const { uri, store, folder, backups } = await newInstallation();
    await fillStore(store);
    const made = await backups.create(folder);
    const broken = createBackups({
      prepareTrial: () => Promise.reject(new Error('unused')),
      folder,
      clock: systemClock,
      passphrase: null,
      engine: createMongodbBackupEngine({
        uri,
        clock: systemClock,
        async openScratch(file) {
          const rows = await openScratch(file);
          const read: RowTransfer['read'] = async (table, ...rest) =>
            table.name === 'payments'
              ? Promise.reject(new Error('cut'))
              : rows.read(table, ...rest);
          return { ...rows, read };
        },
      }),
    });
    await expect(broken.restore(made.file, { force: true })).rejects.toThrow('cut');
    expect(await store.payments.list(HOME)).toEqual([]);
    await expect(createMongodbStore({ uri })).rejects.toThrow(
      /a restore was cut short in it\. Run `duetide restore` again$/,
    );
    // What is half there is nothing to keep, and asks for no force.
    const { keptAt } = await backups.restore(made.file, { force: false });
    expect(keptAt).toBeNull();
    expect(readdirSync(folder)).toHaveLength(2);
    await (await createMongodbStore({ uri })).close();
    expect(await store.payments.list(HOME)).toHaveLength(2);
  });

  it('needs a server that answers', async () => {
    const engine = createMongodbBackupEngine({
      uri: 'mongodb://somebody:secret@127.0.0.1:9/duetide',
      clock: systemClock,
      openScratch: () => Promise.reject(new Error('unused')),
    });
    const taking = engine.takeSnapshot('');
    await expect(taking).rejects.toThrow(/127\.0\.0\.1:9/);
    await expect(taking).rejects.not.toThrow(/secret/);
  });
});
