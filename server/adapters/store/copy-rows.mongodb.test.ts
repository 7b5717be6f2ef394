import { describe, expect, it, onTestFinished } from 'vitest';
import { createMongodbStore } from '#server/adapters/store/mongodb/mongodb-store.ts';
import { systemClock } from '#server/clock.ts';
import { fillStore } from '#tests/support/full-store.ts';
import { newDatabaseUri, withDatabase } from '#tests/support/mongodb-test-store.ts';
import { sampleId, samplePayment } from '#tests/support/sample-records.ts';
import { copyRows } from './copy-rows.ts';
import { openMongodbRowTransfer } from './mongodb/mongodb-row-transfer.ts';
import type { RowTransfer } from './row-transfer.ts';
import { openSqliteRowTransfer } from './sqlite/sqlite-row-transfer.ts';
import type { Store } from './store.ts';

async function inMongodb(fill: (store: Store) => Promise<void> = async () => {}) {
  const uri = newDatabaseUri();
  const store = await createMongodbStore({ uri });
  await fill(store);
  const transfer = await openMongodbRowTransfer(uri, systemClock);
  onTestFinished(async () => {
    await transfer.close();
    await store.close();
    await withDatabase(uri, (db) => db.dropDatabase());
  });
  return { store, transfer };
}

async function inMemory(): Promise<RowTransfer> {
  const transfer = await openSqliteRowTransfer(':memory:', systemClock);
  onTestFinished(() => transfer.close());
  return transfer;
}

describe('from one engine to the other and back', () => {
  it('every row arrives with the same digest, and the store finds it', async () => {
    const { transfer: first } = await inMongodb(fillStore);
    const between = await inMemory();
    const { store, transfer: last } = await inMongodb();
    for (const [from, to] of [
      [first, between],
      [between, last],
    ] as const) {
      const copied = await copyRows({ from, to });
      expect(copied.filter(({ isEqual }) => !isEqual)).toEqual([]);
      expect(copied.every(({ source }) => source.count > 0)).toBe(true);
    }
    expect(await store.payments.list(sampleId(100))).toContainEqual(samplePayment({ version: 2 }));
    expect(await store.users.findByEmail('größe-0@EXAMPLE.com')).not.toBeNull();
    const imported = await store.imports.find(sampleId(100), sampleId(500));
    expect(imported?.content).toBe('{"name":"Größe 📦"}');
  });

  it('a copy that was cut short is finished', async () => {
    const { transfer: from } = await inMongodb(fillStore);
    const to = await inMemory();
    const breaking: RowTransfer = {
      ...to,
      write: (plan, rows) =>
        plan.name === 'payments' ? Promise.reject(new Error('broken')) : to.write(plan, rows),
    };
    await expect(copyRows({ from, to: breaking })).rejects.toThrow('broken');
    const copied = await copyRows({ from, to, isResumed: true });
    expect(copied.filter(({ isEqual }) => !isEqual)).toEqual([]);
  });
});
