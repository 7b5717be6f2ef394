import { describe, expect, it, onTestFinished } from 'vitest';
import {
  newDatabaseUri,
  openMongodbTestStore,
  withDatabase,
} from '#tests/support/mongodb-test-store.ts';
import { sampleHousehold, sampleId, sampleSubscription } from '#tests/support/sample-records.ts';
import type { MongodbStore } from './mongodb-store.ts';

const HOME = sampleHousehold();
const WRITERS = 20;

async function open() {
  const uri = newDatabaseUri();
  const store = await openMongodbTestStore({ uri });
  onTestFinished(() => store.close());
  await store.households.insert(HOME);
  return { uri, store };
}

/** Writes and reads without a pause. @returns how to end it, with what was acknowledged. */
function putUnderLoad(store: MongodbStore) {
  let isOver = false;
  let next = 0;
  const acknowledged: string[] = [];
  const failures: unknown[] = [];
  const write = async () => {
    while (!isOver) {
      const id = sampleId(next++);
      try {
        await store.subscriptions.insert(HOME.id, sampleSubscription({ id }));
        acknowledged.push(id);
        await store.subscriptions.find(HOME.id, id);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const writers = Array.from({ length: WRITERS }, write);
  return {
    acknowledged,
    failures,
    async end() {
      isOver = true;
      await Promise.all(writers);
    },
  };
}

async function untilAcknowledged(load: { acknowledged: string[] }, more: number): Promise<void> {
  const wanted = load.acknowledged.length + more;
  while (load.acknowledged.length < wanted) await new Promise(setImmediate);
}

describe('row 34, credentials rotate', () => {
  it('without one failed call under load, and nothing acknowledged is lost', async () => {
    const { uri, store } = await open();
    const load = putUnderLoad(store);
    // The same database by another name each time, as another user would be.
    const other = uri.replace('127.0.0.1', 'localhost');
    const rotations = [other, uri, other, uri];
    for (const next of rotations) {
      await untilAcknowledged(load, 25);
      await store.reconnect(next);
    }
    await untilAcknowledged(load, 25);
    await load.end();
    expect(load.failures).toEqual([]);
    const stored = await store.subscriptions.list(HOME.id);
    expect(new Set(stored.map(({ id }) => id))).toEqual(new Set(load.acknowledged));
    process.stdout.write(
      `row 34: ${rotations.length} rotations under ${WRITERS} writers, ${load.acknowledged.length} writes, 0 failed\n`,
    );
  });

  it.each([
    ['one that leads nowhere', () => 'mongodb://ada:s3cret@127.0.0.1:1/x'],
    ['one that is none', () => 'mongodb://'],
    [
      'one of a newer version’s database',
      async () => {
        const uri = newDatabaseUri();
        await withDatabase(uri, (db) =>
          db.collection<{ _id: string }>('migrations').insertOne({ _id: '9999-newer' }),
        );
        return uri;
      },
    ],
  ])('and a bad string changes nothing: %s', async (_fault, give) => {
    const { store } = await open();
    const bad = await give();
    const load = putUnderLoad(store);
    const error = await store.reconnect(bad).catch((reason: unknown) => reason);
    await untilAcknowledged(load, 25);
    await load.end();
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(/^The database .* cannot be used: /);
    expect((error as Error).message).not.toMatch(/s3cret|\n/);
    expect(load.failures).toEqual([]);
  });

  it('closes the old connection, and none is opened after the end', async () => {
    const { uri, store } = await open();
    await store.reconnect(uri);
    await store.close();
    await expect(store.reconnect(uri)).rejects.toThrow('cannot be used');
    await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
