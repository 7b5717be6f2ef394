import { MongoClient } from 'mongodb';
import { expect, it } from 'vitest';
import { newDatabaseUri, withDatabase } from '#tests/support/mongodb-test-store.ts';
import { startProcess } from './bench-process.ts';
import { throughRecorder } from './bench-recorder.ts';

it('answers what it was asked before at once, and passes on everything else', async () => {
  const uri = newDatabaseUri();
  const recorder = await startProcess('bench/bench-recorded-mongodb.ts', { MONGODB_URI: uri });
  const client = new MongoClient(throughRecorder(uri, recorder.url));
  try {
    const rows = client.db().collection<{ _id: string; at: number }>('rows');
    const manyAt = Array.from({ length: 3_000 }, (_, at) => ({ _id: `row ${at}`, at }));
    await rows.insertMany(manyAt);
    const ask = () => rows.find({ at: { $lt: 2 } }, { batchSize: 5_000 }).toArray();
    const first = await ask();
    expect(first.map(({ at }) => at)).toEqual([0, 1]);

    expect((await rows.deleteMany({ at: { $gte: 0 } })).deletedCount).toBe(3_000);
    expect(await withDatabase(uri, (db) => db.collection('rows').countDocuments())).toBe(0);
    expect(await ask()).toEqual(first);
    expect(await Promise.all(Array.from({ length: 20 }, ask))).toEqual(Array(20).fill(first));
    expect(await rows.find({ at: { $lt: 3 } }).toArray()).toEqual([]);
  } finally {
    await client.close();
    await recorder.stop();
    await withDatabase(uri, (db) => db.dropDatabase());
  }
});

it('keeps no answer of which there is more', async () => {
  const uri = newDatabaseUri();
  const recorder = await startProcess('bench/bench-recorded-mongodb.ts', { MONGODB_URI: uri });
  const client = new MongoClient(throughRecorder(uri, recorder.url));
  try {
    const rows = client.db().collection('rows');
    await rows.insertMany([{ at: 1 }, { at: 2 }, { at: 3 }]);
    const ask = () => rows.find({}, { batchSize: 2 }).sort({ at: 1 }).toArray();
    expect(await ask()).toHaveLength(3);
    expect(await ask()).toHaveLength(3);
    await rows.deleteMany({ at: 3 });
    expect(await ask()).toHaveLength(2);
  } finally {
    await client.close();
    await recorder.stop();
    await withDatabase(uri, (db) => db.dropDatabase());
  }
});
