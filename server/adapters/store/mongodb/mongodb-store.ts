import type { Store } from '#server/adapters/store/store.ts';
import { type Clock, systemClock } from '#server/clock.ts';
import { placeOf } from '#server/config/mongodb-uri.ts';
import { createConnectionHolder } from './connection-holder.ts';
import { finishDeletions } from './deletions.ts';
import { inOneLine } from './in-one-line.ts';
import { connectForServing } from './mongodb-connection.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { createMongodbRepositories } from './mongodb-repositories.ts';
import { createPoolUse, type PoolUse, watchPool } from './pool-use.ts';
import { prepareDatabase } from './prepare-database.ts';

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
  readonly poolUse: Readonly<PoolUse>;
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
  const poolUse = createPoolUse();
  const connect = async (to: string) => {
    const migrations = await prepareDatabase(to, clock);
    if (migrations.length > 0) {
      logger?.info({ database: placeOf(to), migrations }, 'database migrated');
    }
    return connectForServing({
      uri: to,
      maxPoolSize,
      watch: (client) => watchPool(client, poolUse),
    });
  };

  const holder = createConnectionHolder(await inOneLine(uri, () => connect(uri)));
  const context: MongodbContext = {
    clock,
    on: (name, call) => holder.use((db) => call(db.collection(name))),
    ask: holder.use,
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
    poolUse,
    async reconnect(to) {
      await inOneLine(to, async () => holder.swap(await connect(to)));
      logger?.info({ database: placeOf(to) }, 'database connection replaced');
    },
  };
}
