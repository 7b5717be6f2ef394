import { Double, Int32, Long } from 'mongodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { schemaFaults } from '#tests/support/bson-schema.ts';
import { fillStore } from '#tests/support/full-store.ts';
import {
  newDatabaseUri,
  openMongodbTestStore,
  withDatabase,
} from '#tests/support/mongodb-test-store.ts';
import { sampleId } from '#tests/support/sample-records.ts';
import { MIGRATIONS } from './migrations/migrations.ts';

const PLANS = MIGRATIONS.flatMap(({ collections }) => collections);

describe('the validators', () => {
  it('let everything in that the repositories write', async () => {
    const uri = newDatabaseUri();
    const store = await openMongodbTestStore({ uri });
    onTestFinished(() => store.close());
    await fillStore(store);
    await store.subscriptions.purgeTrash('2027-01-01T00:00:00.000Z');
    await store.households.delete(sampleId(102));
    await store.users.delete(sampleId(3));
    await withDatabase(uri, async (db) => {
      for (const { name, validator } of PLANS) {
        const documents = await db.collection(name, { promoteValues: false }).find().toArray();
        expect(documents.length, name).toBeGreaterThan(0);
        const faults = documents.flatMap((document) =>
          schemaFaults(validator.$jsonSchema, document),
        );
        expect(faults, name).toEqual([]);
      }
    });
  });

  const payments = PLANS.find(({ name }) => name === 'payments')?.validator.$jsonSchema;
  const payment = {
    _id: 'x',
    householdId: 'x',
    subscriptionId: 'x',
    dueOn: '2026-01-31',
    version: new Int32(1),
    createdAt: new Date(0),
    updatedAt: new Date(0),
    status: 'paid',
    paidOn: null,
    amountMinor: Long.fromNumber(5),
    currency: 'EUR',
  };

  it.each([
    ['an amount with a fraction', { amountMinor: new Double(5.5) }, '.amountMinor is double'],
    ['an amount below nothing', { amountMinor: Long.fromNumber(-1) }, '.amountMinor is out of'],
    ['an instant as text', { createdAt: '2026-01-31' }, '.createdAt is string'],
    ['a date that is none', { dueOn: '31.1.2026' }, '.dueOn does not match'],
    ['a status nobody knows', { status: 'lost' }, '.status is none of the choices'],
    ['a field nobody knows', { color: 'red' }, '.color is unknown'],
    ['a version of nothing', { version: new Int32(0) }, '.version is out of range'],
  ])('keep out %s', (_fault, change, reason) => {
    expect(schemaFaults(payments, payment)).toEqual([]);
    expect(schemaFaults(payments, { ...payment, ...change }).join()).toContain(reason);
    const { currency: _, ...without } = payment;
    expect(schemaFaults(payments, without)).toEqual(['.currency is missing']);
  });
});
