import type { Db, Document } from 'mongodb';
import { judgeClock } from '#server/checks/clock-skew.ts';
import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import type { Probe } from '#server/checks/probe.ts';
import { judgeRoundTrip, roundTripOf } from '#server/checks/round-trip.ts';
import type { Clock } from '#server/clock.ts';
import { databaseNameOf, isOnThisMachine } from '#server/config/mongodb-uri.ts';
import { judgeMigrations } from '../judge-migrations.ts';
import { type BuildInfo, type ServerKind, serverKindOf } from './capabilities.ts';
import type { MigrationDocument } from './database-schema.ts';
import { judgeCollections } from './judge-collections.ts';
import { judgeConnection, judgeFault } from './judge-connection.ts';
import { type AuthInfo, judgePrivileges } from './judge-privileges.ts';
import { type Hello, judgeServer } from './judge-server.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { connectForStarting, type MongodbConnection } from './mongodb-connection.ts';

const database = findingsAbout('database');
/** A request asks a few times, one after the other. */
const LONGEST_ROUND_TRIP = 20;

export interface MongodbProbeOptions {
  uri: string;
  clock: Clock;
  /** Whether a server is meant to be up. */
  isServing: boolean;
}

/** Whether the database is one that Duetide can rely on. Asks, and writes nothing. */
export function createMongodbProbe({ uri, clock, isServing }: MongodbProbeOptions): Probe {
  return {
    area: 'database',
    name: 'server',
    cure: 'Look whether the database answers, and whether this machine may reach it.',
    async run(signal) {
      let connection: MongodbConnection;
      try {
        connection = await connectForStarting(uri);
      } catch (error) {
        return [judgeFault(error, uri)];
      }
      const { client, db } = connection;
      signal.addEventListener('abort', () => void client.close());
      try {
        const server = serverKindOf((await db.command({ buildInfo: 1 })) as unknown as BuildInfo);
        const asked = clock.now();
        const hello = (await db.command({ hello: 1 })) as unknown as Hello;
        const answered = clock.now();
        return [
          ...judgeServer(server, hello),
          ...judgeConnection(uri, client.options, db),
          judgeRoundTrip(
            await roundTripOf(() => db.command({ ping: 1 })),
            {
              longest: LONGEST_ROUND_TRIP,
              cure: 'Run Duetide in the same region as its database.',
            },
            database,
          ),
          ...(await lookAtPrivileges(db, uri)),
          ...(await lookAtSchema(db, server, isServing)),
          judgeClock({
            whose: 'the database',
            said: hello.localTime.getTime(),
            precision: 1,
            asked,
            answered,
          }),
        ];
      } catch (error) {
        return [judgeFault(error, uri)];
      } finally {
        await client.close();
      }
    },
  };
}

async function lookAtPrivileges(db: Db, uri: string): Promise<Finding[]> {
  const { authInfo } = await db.command({ connectionStatus: 1, showPrivileges: true });
  return judgePrivileges(authInfo as AuthInfo, {
    database: databaseNameOf(uri),
    isOnThisMachine: isOnThisMachine(uri),
  });
}

async function lookAtSchema(db: Db, server: ServerKind, isServing: boolean): Promise<Finding[]> {
  const record = db.collection<MigrationDocument>('migrations');
  const applied = (await record.find({}).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  const schema = judgeMigrations(applied, MIGRATIONS, { isServing });
  // Nothing was made yet, or by a version that knows more.
  if (applied.length === 0 || (schema.level === 'failure' && applied.length > MIGRATIONS.length)) {
    return [schema];
  }
  const collections = await Promise.all(
    (await db.listCollections({ type: 'collection' }).toArray()).map(async (collection) => ({
      ...(collection as { name: string; options?: Document }),
      indexes: await db.collection(collection.name).listIndexes().toArray(),
    })),
  );
  return [schema, ...judgeCollections(collections, MIGRATIONS.slice(0, applied.length), server)];
}
