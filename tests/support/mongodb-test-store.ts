import { randomUUID } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import {
  createMongodbStore,
  type MongodbStore,
  type MongodbStoreOptions,
} from '#server/adapters/store/mongodb/mongodb-store.ts';

/** The server that tests use, with a database of its own for each. */
export function newDatabaseUri(name = `duetide_test_${randomUUID().replaceAll('-', '')}`): string {
  const server = process.env.MONGODB_TEST_URI;
  if (!server) {
    throw new Error(
      'MongoDB is asked for, and there is none: set STORES=mongodb, so that one is started, or MONGODB_TEST_URI',
    );
  }
  // Before the options, instead of the database that stands there.
  return server.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
}

/** An empty store of its own for one test. Closing it removes its database. */
export async function openMongodbTestStore(
  options: Partial<MongodbStoreOptions> = {},
): Promise<MongodbStore> {
  const uri = options.uri ?? newDatabaseUri();
  const store = await createMongodbStore({ maxPoolSize: 5, ...options, uri });
  let isOpen = true;
  return {
    ...store,
    async close() {
      await store.close();
      if (!isOpen) return;
      isOpen = false;
      await withDatabase(uri, (db) => db.dropDatabase());
    },
  };
}

/** For tests that look at, or spoil, what lies in the database. */
export async function withDatabase<Result>(
  uri: string,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    return await work(client.db());
  } finally {
    await client.close();
  }
}
