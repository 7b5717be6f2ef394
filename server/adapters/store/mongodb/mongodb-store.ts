import type { Store } from '#server/adapters/store/store.ts';
import { type Clock, systemClock } from '#server/clock.ts';
import { hideSecrets, placeOf } from '#server/mongodb-uri.ts';
import { applyMigrations } from './apply-migrations.ts';
import { assertServerVersion, type BuildInfo, serverKindOf } from './capabilities.ts';
import { createConnectionHolder } from './connection-holder.ts';
import { finishDeletions } from './deletions.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { connectForServing, connectForStarting } from './mongodb-connection.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { createMongodbRepositories } from './mongodb-repositories.ts';

export const DEFAULT_MAX_POOL = 20;

export interface MongodbStoreOptions {
  uri: string;
  /** Connections of this process; those who need one more wait for at most a second. */
  maxPoolSize?: number;
  clock?: Clock;
  logger?: { info(facts: object, message: string): void };
}

export interface MongodbStore extends Store {
  /**
   * Goes on with another connection string; calls under way end on the old connection.
   * @throws Error of one line; then nothing has changed.
   */
  reconnect(uri: string): Promise<void>;
}

/**
 * Connects and brings the schema up to date.
 * @throws Error of one line that says what is wrong, when either is not possible.
 */
export async function createMongodbStore({
  uri,
  maxPoolSize = DEFAULT_MAX_POOL,
  clock = systemClock,
  logger,
}: MongodbStoreOptions): Promise<MongodbStore> {
  const connect = async (to: string) => {
    const migrations = await prepare(to, clock);
    if (migrations.length > 0) {
      logger?.info({ database: placeOf(to), migrations }, 'database migrated');
    }
    return connectForServing({ uri: to, maxPoolSize });
  };

  const holder = createConnectionHolder(await inOneLine(uri, () => connect(uri)));
  const context: MongodbContext = {
    clock,
    on: (name, call) => holder.use((db) => call(db.collection(name))),
  };
  try {
    await inOneLine(uri, () => finishDeletions(context));
  } catch (error) {
    await holder.close();
    throw error;
  }

  return {
    ...createMongodbRepositories(context),
    async ping() {
      await holder.use((db) => db.command({ ping: 1 }));
    },
    tidy: () => finishDeletions(context),
    close: holder.close,
    async reconnect(to) {
      await inOneLine(to, async () => holder.swap(await connect(to)));
      logger?.info({ database: placeOf(to) }, 'database connection replaced');
    },
  };
}

/** @returns the names of the migrations that were applied. */
async function prepare(uri: string, clock: Clock): Promise<string[]> {
  const { client, db } = await connectForStarting(uri);
  try {
    const server = serverKindOf((await db.command({ buildInfo: 1 })) as unknown as BuildInfo);
    assertServerVersion(server);
    return await applyMigrations(db, MIGRATIONS, server, clock);
  } finally {
    await client.close();
  }
}

async function inOneLine<Result>(uri: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    const line = `The database ${placeOf(uri)} cannot be used: ${reason}`;
    throw new Error(hideSecrets(line, uri), { cause: error });
  }
}
