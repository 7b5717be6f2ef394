import type { Collection, Db } from 'mongodb';
import type { Clock } from '#server/clock.ts';
import type { CollectionName, DatabaseSchema } from './database-schema.ts';

/** What every repository here works with. */
export interface MongodbContext {
  readonly clock: Clock;
  /**
   * Makes one call on the connection in use, which stays open until the call has ended.
   * What the driver throws leaves as an `AppError` where there is one for it.
   */
  on<Name extends CollectionName, Result>(
    name: Name,
    call: (collection: Collection<DatabaseSchema[Name]>) => Promise<Result>,
  ): Promise<Result>;
  /** {@link on}, for a command that is written out. */
  ask<Result>(call: (db: Db) => Promise<Result>): Promise<Result>;
}
