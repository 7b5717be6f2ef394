import {
  type Db,
  type DbOptions,
  MongoClient,
  type MongoClientOptions,
  ReadConcern,
} from 'mongodb';
import { databaseNameOf } from '#server/config/mongodb-uri.ts';

export interface MongodbConnection {
  readonly client: MongoClient;
  readonly db: Db;
}

export interface ConnectionOptions {
  uri: string;
  maxPoolSize: number;
  /** Told of the client before it connects. */
  watch?: (client: MongoClient) => void;
}

/*
 * The driver's own defaults wait for minutes or for ever. There is no one limit for a whole call:
 * the driver has withdrawn `timeoutMS`, because a connection could answer with what another call
 * had asked for (release notes of 7.8), so each stage has its limit here, and guarded-store.ts ends
 * the wait for the sum of them.
 */
const OPTIONS = {
  appName: 'duetide',
  retryReads: true,
  retryWrites: true,
  maxConnecting: 4,
  // Also of the monitor: a handshake that is lost just when the server comes back costs no more.
  connectTimeoutMS: 2_000,
  maxIdleTimeMS: 10 * 60_000,
  // A server that is silent is given up after this and a connection's time, with the calls to it.
  heartbeatFrequencyMS: 2_000,
} as const satisfies MongoClientOptions;

/**
 * Said of the database, not of the client: there `journal=false` or `readConcernLevel=local` in a
 * connection string would win over ours.
 */
const DURABLE = {
  readConcern: new ReadConcern('majority'),
  readPreference: 'primary',
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5_000 },
} as const satisfies DbOptions;

/** For requests: whoever waits longer than this is told to come back later. */
const SERVING = {
  serverSelectionTimeoutMS: 2_000,
  waitQueueTimeoutMS: 1_000,
  // Longer than what a sweep of a large household may take.
  socketTimeoutMS: 30_000,
} as const satisfies MongoClientOptions;

/** For migrations, which may build indexes over all there is. */
const STARTING = {
  serverSelectionTimeoutMS: 5_000,
  waitQueueTimeoutMS: 2_000,
  maxPoolSize: 1,
} as const satisfies MongoClientOptions;

/** @throws what the driver throws when nobody answers, or refuses us. */
export async function connectForServing({
  uri,
  maxPoolSize,
  watch,
}: ConnectionOptions): Promise<MongodbConnection> {
  const client = new MongoClient(uri, { ...OPTIONS, ...SERVING, maxPoolSize });
  watch?.(client);
  return reach(client, uri);
}

export async function connectForStarting(uri: string): Promise<MongodbConnection> {
  return reach(createClient(uri), uri);
}

/** Has not connected yet; its options are what the driver made of ours and of the string's. */
export function createClient(uri: string): MongoClient {
  return new MongoClient(uri, { ...OPTIONS, ...STARTING });
}

/** The one that the string names, where a write that is acknowledged is one that stays. */
export function databaseOf(client: MongoClient, uri: string): Db {
  return client.db(databaseNameOf(uri), DURABLE);
}

async function reach(client: MongoClient, uri: string): Promise<MongodbConnection> {
  const db = databaseOf(client, uri);
  try {
    // `connect` alone does not ask the server for anything that needs permission.
    await db.command({ ping: 1 });
    return { client, db };
  } catch (error) {
    await client.close();
    throw error;
  }
}
