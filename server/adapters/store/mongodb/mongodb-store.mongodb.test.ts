import type { CollectionInfo, Db } from 'mongodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#server/clock.ts';
import {
  newDatabaseUri,
  openMongodbTestStore,
  withDatabase,
} from '#tests/support/mongodb-test-store.ts';
import {
  sampleHash,
  sampleHousehold,
  sampleId,
  sampleInstant,
  samplePayment,
  sampleSession,
  sampleSubscription,
  sampleUser,
} from '#tests/support/sample-records.ts';
import { applyMigrations, describeIndex } from './apply-migrations.ts';
import { type BuildInfo, serverKindOf } from './capabilities.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { createMongodbRepositories } from './mongodb-repositories.ts';
import { createMongodbStore, type MongodbStoreOptions } from './mongodb-store.ts';

const HOME = sampleHousehold();

async function open(options: Partial<MongodbStoreOptions> = {}) {
  const uri = newDatabaseUri();
  const store = await openMongodbTestStore({ uri, ...options });
  onTestFinished(() => store.close());
  const look = <Result>(work: (db: Db) => Promise<Result>) => withDatabase(uri, work);
  return { uri, store, look };
}

const kindOf = async (db: Db) =>
  serverKindOf((await db.command({ buildInfo: 1 })) as unknown as BuildInfo);

describe('opening the store', () => {
  it('makes collections with their indexes, once, and says so', async () => {
    const log: unknown[] = [];
    const logger = { info: (facts: object, message: string) => log.push({ ...facts, message }) };
    const { uri, look } = await open({ logger });
    const database = expect.stringMatching(/^duetide_test_\w+ on 127\.0\.0\.1$/);
    const migrations = MIGRATIONS.map(({ name }) => name);
    expect(log).toEqual([{ database, migrations, message: 'database migrated' }]);
    const again = await createMongodbStore({ uri, logger });
    await again.close();
    expect(log).toHaveLength(1);
    await look(async (db) => {
      const server = await kindOf(db);
      for (const { name, indexes } of MIGRATIONS.flatMap(({ collections }) => collections)) {
        const found = await db.collection(name).indexes();
        const expected = indexes.map((index) => describeIndex(index, server));
        expect(found, name).toHaveLength(1 + expected.length);
        for (const index of [{ name: '_id_' }, ...expected]) {
          expect(found, name).toContainEqual(expect.objectContaining(index));
        }
      }
    });
  });

  it('is safe for several instances at the same moment', async () => {
    const uri = newDatabaseUri();
    const stores = await Promise.all(
      Array.from({ length: 4 }, () => openMongodbTestStore({ uri })),
    );
    onTestFinished(async () => {
      for (const store of stores) await store.close();
    });
    await stores[0]?.households.insert(HOME);
    for (const store of stores) expect(await store.households.find(HOME.id)).toEqual(HOME);
    const applied = await withDatabase(uri, (db) => db.collection('migrations').find().toArray());
    expect(applied.map(({ _id }) => _id)).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it('goes on where an instance was ended amid a migration', async () => {
    const { look } = await open();
    await look(async (db) => {
      await db.collection('migrations').deleteMany({});
      await db.collection('subscriptions').dropIndexes();
      const clock = { now: () => Date.parse(sampleInstant(5)) };
      const applied = await applyMigrations(db, MIGRATIONS, await kindOf(db), clock);
      expect(applied).toEqual(MIGRATIONS.map(({ name }) => name));
      const names = (await db.collection('subscriptions').indexes()).map(({ name }) => name);
      expect(names).toContain('by_household');
      const [record] = await db.collection('migrations').find().toArray();
      expect(record?.appliedAt).toEqual(new Date(sampleInstant(5)));
    });
  });

  it('refuses a database of a newer version in one line', async () => {
    const { uri, look } = await open();
    await look((db) =>
      db.collection<{ _id: string }>('migrations').insertOne({ _id: '9999-from-the-future' }),
    );
    const error = await createMongodbStore({ uri }).catch((reason: Error) => reason);
    expect((error as Error).message).toMatch(
      /^The database \S+ on \S+ cannot be used: it has the migration 9999-from-the-future, which this version does not know/,
    );
    expect((error as Error).message).not.toContain('\n');
  });

  it('says soon and in one line, without the password, that nobody is there', async () => {
    const uri = 'mongodb://ada:s3cret@127.0.0.1:1/money';
    const began = performance.now();
    const error = await createMongodbStore({ uri }).catch((reason: Error) => reason);
    expect(performance.now() - began).toBeLessThan(7_000);
    expect((error as Error).message).toMatch(
      /^The database money on 127\.0\.0\.1 cannot be used: /,
    );
    expect((error as Error).message).not.toMatch(/s3cret|ada|\n/);
  });
});

describe('what lies in the database', () => {
  it('has amounts as 64-bit integers, instants as dates, and calendar dates as text', async () => {
    const { store, look } = await open();
    await store.households.insert(HOME);
    await store.subscriptions.insert(HOME.id, sampleSubscription());
    await store.payments.put(HOME.id, samplePayment(), null);
    await look(async (db) => {
      for (const [name, filter] of Object.entries({
        subscriptions: {
          'prices.amountMinor': { $type: 'long' },
          createdAt: { $type: 'date' },
          anchor: { $type: 'string' },
          version: { $type: 'int' },
        },
        payments: { amountMinor: { $type: 'long' }, dueOn: { $type: 'string' } },
      })) {
        expect(await db.collection(name).countDocuments(filter), name).toBe(1);
      }
      const [row] = await db.collection<{ _id: string }>('subscriptions').find().toArray();
      expect(row?._id).toBe(`${HOME.id}:${sampleSubscription().id}`);
    });
  });

  it('is what the validators ask for, where the server has validators', async () => {
    const { look } = await open();
    await look(async (db) => {
      const { can } = await kindOf(db);
      const collections = await db.listCollections<CollectionInfo>({}).toArray();
      const withValidator = collections.filter(({ options }) => options?.validator).length;
      const planned = MIGRATIONS.flatMap(({ collections: plans }) => plans).length;
      expect(withValidator).toBe(can('validators') ? planned : 0);
    });
  });
});

describe('an address that two people change to at the same moment', () => {
  it('is one’s, and the other is told, where the server can tell', async () => {
    const { store, look } = await open();
    const people = [1, 2].map((number) =>
      sampleUser({ id: sampleId(number), email: `${number}@example.com` }),
    );
    for (const user of people) await store.users.insert(user);
    const answers = await Promise.allSettled(
      people.map((user) => store.users.replace({ ...user, email: 'one@example.com' }, 1)),
    );
    const told = answers.map((answer) => ('value' in answer ? answer.value : 'failed'));
    const { can } = await look(kindOf);
    expect(told.filter((answer) => answer === true)).toHaveLength(1);
    const isToldFor = can('duplicateOnUpdate') ? ['email-taken'] : ['email-taken', 'failed'];
    expect(isToldFor).toContain(told.find((answer) => answer !== true));
  });
});

describe('a deletion that was cut short', () => {
  it.each(['at the next start', 'by the purge of the hour'])('is finished %s', async (when) => {
    const { uri, store, look } = await open();
    const ada = sampleUser();
    await store.users.insert(ada);
    await store.households.insert(HOME);
    await store.sessions.insert(sampleSession());
    await store.subscriptions.insert(HOME.id, sampleSubscription());
    await store.payments.put(HOME.id, samplePayment(), null);
    const kept = sampleHousehold({ id: sampleId(101) });
    await store.households.insert(kept);
    await store.subscriptions.insert(kept.id, sampleSubscription());
    // What a process leaves that is killed once the owners are gone.
    await look(async (db) => {
      const begunAt = new Date();
      await db.collection<{ _id: string }>('deletions').insertMany([
        {
          _id: `household::${HOME.id}`,
          kind: 'household',
          householdId: null,
          id: HOME.id,
          begunAt,
        },
        { _id: `user::${ada.id}`, kind: 'user', householdId: null, id: ada.id, begunAt },
        // Noted, and killed before anything was deleted.
        {
          _id: `household::${kept.id}`,
          kind: 'household',
          householdId: null,
          id: kept.id,
          begunAt,
        },
      ] as never);
      await db.collection<{ _id: string }>('households').deleteOne({ _id: HOME.id });
      await db.collection<{ _id: string }>('users').deleteOne({ _id: ada.id });
    });
    expect(await store.subscriptions.list(HOME.id)).toHaveLength(1);
    if (when === 'at the next start') await (await createMongodbStore({ uri })).close();
    else await store.tidy();
    expect(await store.subscriptions.list(HOME.id)).toEqual([]);
    expect(await store.payments.list(HOME.id)).toEqual([]);
    expect(await store.sessions.findByTokenHash(sampleHash(1))).toBeNull();
    expect(await store.subscriptions.list(kept.id)).toHaveLength(1);
  });

  it('is remembered for a day', async () => {
    let now = Date.parse(sampleInstant(0));
    const { store, look } = await open({ clock: { now: () => now } });
    await store.households.insert(HOME);
    await store.households.delete(HOME.id);
    const noted = () => look((db) => db.collection('deletions').countDocuments());
    now += 23 * 3_600_000;
    await store.tidy();
    expect(await noted()).toBe(1);
    now += 2 * 3_600_000;
    await store.tidy();
    expect(await noted()).toBe(0);
  });

  it('takes back an insertion that arrives after it has swept', async () => {
    const { uri, store } = await open();
    await store.households.insert(HOME);
    const { promise: isSwept, resolve: sweep } = Promise.withResolvers<void>();
    await withDatabase(uri, async (db) => {
      // An instance whose insertions are on their way for long.
      const { subscriptions } = createMongodbRepositories({
        clock: systemClock,
        async on(name, call) {
          if (name === 'subscriptions') await isSwept;
          return call(db.collection(name));
        },
        ask: (call) => call(db),
      });
      const late = subscriptions.insert(HOME.id, sampleSubscription());
      await store.households.delete(HOME.id);
      sweep();
      await expect(late).rejects.toMatchObject({ code: 'conflict' });
      expect(await db.collection('subscriptions').countDocuments()).toBe(0);
    });
  });
});
