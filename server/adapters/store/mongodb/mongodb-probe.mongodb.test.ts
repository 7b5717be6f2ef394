import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Finding } from '#server/checks/finding.ts';
import { runProbes } from '#server/checks/run-probes.ts';
import {
  newDatabaseUri,
  openMongodbTestStore,
  withDatabase,
} from '#tests/support/mongodb-test-store.ts';
import { createMongodbProbe, type MongodbProbeOptions } from './mongodb-probe.ts';

async function look(uri: string, options: Partial<MongodbProbeOptions> = {}) {
  const clock = { now: () => Date.now() };
  const probe = createMongodbProbe({ uri, clock, isServing: true, ...options });
  return runProbes([{ ...probe, limit: 8_000 }]);
}

async function newDatabase(): Promise<string> {
  const uri = newDatabaseUri();
  const store = await openMongodbTestStore({ uri });
  onTestFinished(store.close);
  return uri;
}

/** Names of everything in the database, and how many documents each collection has. */
async function contentOf(uri: string): Promise<Record<string, number>> {
  return withDatabase(uri, async (db) => {
    const names = (await db.listCollections().toArray()).map(({ name }) => name);
    const counts = names.map(async (name) => [name, await db.collection(name).countDocuments()]);
    return Object.fromEntries(await Promise.all(counts));
  });
}

const named = (found: readonly Finding[], name: string) =>
  found.filter((finding) => finding.name === name);

describe('a database of MongoDB', () => {
  it('is found to be as a server made it, and is not changed by that', async () => {
    const uri = await newDatabase();
    const before = await contentOf(uri);
    const found = await look(uri);
    expect(found.filter(({ level }) => level === 'failure')).toEqual([]);
    for (const name of ['TLS', 'durability', 'schema', 'collections', 'the database']) {
      expect(named(found, name)).toMatchObject([{ level: 'ok' }]);
    }
    expect(named(found, 'server')).toHaveLength(1);
    expect(named(found, 'distance')).toHaveLength(1);
    expect(named(found, 'privileges')).toHaveLength(1);
    expect(await contentOf(uri)).toEqual(before);
  });

  it('that is not there yet is made by the first start, and not by a look at it', async () => {
    const uri = newDatabaseUri();
    expect(named(await look(uri, { isServing: false }), 'schema')).toMatchObject([
      { level: 'note', message: expect.stringContaining('0001-first-schema') },
    ]);
    expect(named(await look(uri), 'schema')).toMatchObject([{ level: 'failure' }]);
    expect(await contentOf(uri)).toEqual({});
  });

  it('of a newer schema is a failure', async () => {
    const uri = await newDatabase();
    await withDatabase(uri, (db) =>
      db
        .collection<{ _id: string; appliedAt: Date }>('migrations')
        .insertOne({ _id: '9999-from-tomorrow', appliedAt: new Date() }),
    );
    expect(named(await look(uri), 'schema')).toMatchObject([
      { level: 'failure', message: expect.stringContaining('9999-from-tomorrow') },
    ]);
  });

  it('that lacks an index or a collection is told from one that has all', async () => {
    const uri = await newDatabase();
    await withDatabase(uri, async (db) => {
      await db.collection('users').dropIndex('by_email');
      await db.collection('payments').drop();
    });
    const found = await look(uri);
    expect(named(found, 'indexes')).toMatchObject([
      { level: 'failure', cure: expect.stringContaining('db.users.createIndex({"emailKey":1}') },
    ]);
    expect(named(found, 'collections')).toMatchObject([
      { level: 'failure', message: 'payments is missing' },
    ]);
  });

  it('whose clock is another is told', async () => {
    const uri = await newDatabase();
    const found = await look(uri, { clock: { now: () => Date.now() - 60_000 } });
    expect(named(found, 'the database')).toMatchObject([
      { area: 'clock', level: 'failure', message: expect.stringMatching(/ (59|60) s behind /) },
    ]);
  });
});

describe('a database that cannot be reached', () => {
  it('is named without its password where nobody listens', async () => {
    const found = await look('mongodb://ada:hunter2hunter2@127.0.0.1:1/duetide');
    expect(found).toMatchObject([
      { level: 'failure', cure: expect.stringContaining('Start the database') },
    ]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('is given up where it never answers', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const begun = performance.now();
    const found = await look(`mongodb://127.0.0.1:${port}/duetide`);
    expect(performance.now() - begun).toBeLessThan(9_000);
    expect(found).toMatchObject([{ level: 'failure', cure: expect.any(String) }]);
  });
});
