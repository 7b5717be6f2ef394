import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Store } from '#server/adapters/store/store.ts';
import { type Clock, systemClock } from '#server/clock.ts';
import { applyMigrations } from './apply-migrations.ts';
import type { DatabaseSchema } from './database-schema.ts';
import { createPrepareHotQuery, createPrepareHotSelect } from './hot-query.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { createNodeSqliteDialect } from './node-sqlite-dialect.ts';
import { createSqliteCalendarFeedRepository } from './sqlite-calendar-feed-repository.ts';
import { createSqliteCategoryRepository } from './sqlite-category-repository.ts';
import type { SqliteContext } from './sqlite-context.ts';
import { leaveStart, openDatabase } from './sqlite-database.ts';
import { withFaultsTranslated } from './sqlite-fault.ts';
import { createSqliteHouseholdRepository } from './sqlite-household-repository.ts';
import { createSqliteIdempotencyRepository } from './sqlite-idempotency-repository.ts';
import { createSqliteImportRepository } from './sqlite-import-repository.ts';
import { createSqlitePasswordResetRepository } from './sqlite-password-reset-repository.ts';
import { createSqlitePaymentMethodRepository } from './sqlite-payment-method-repository.ts';
import { createSqlitePaymentRepository } from './sqlite-payment-repository.ts';
import { createSqliteRateRepository } from './sqlite-rate-repository.ts';
import { createSqliteSessionRepository } from './sqlite-session-repository.ts';
import { createSqliteSubscriptionRepository } from './sqlite-subscription-repository.ts';
import { createSqliteUserRepository } from './sqlite-user-repository.ts';

export interface SqliteStoreOptions {
  /** Path of the database, made if it does not exist, or `:memory:`. */
  file: string;
  clock?: Clock;
  logger?: { info(facts: object, message: string): void };
}

/**
 * Opens the database and brings its schema up to date.
 * @throws Error of one line that says what to do, when either is not possible.
 */
export async function createSqliteStore({
  file,
  clock = systemClock,
  logger,
}: SqliteStoreOptions): Promise<Store> {
  const database = openDatabase(file);
  try {
    const migrations = applyMigrations(database, MIGRATIONS, clock);
    if (migrations.length > 0) logger?.info({ file, migrations }, 'database migrated');
    leaveStart(database);
    return assemble(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function assemble(database: DatabaseSync): Store {
  const context: SqliteContext = {
    db: new Kysely<DatabaseSchema>({ dialect: createNodeSqliteDialect(database) }),
    prepareHotQuery: createPrepareHotQuery(database),
    prepareHotSelect: createPrepareHotSelect(database),
  };
  // Reads the file, which `select 1` does not.
  const probe = database.prepare('select name from migrations limit 1');

  return {
    users: createSqliteUserRepository(context),
    sessions: createSqliteSessionRepository(context),
    passwordResets: createSqlitePasswordResetRepository(context),
    households: createSqliteHouseholdRepository(context),
    subscriptions: createSqliteSubscriptionRepository(context),
    payments: createSqlitePaymentRepository(context),
    categories: createSqliteCategoryRepository(context),
    paymentMethods: createSqlitePaymentMethodRepository(context),
    rates: createSqliteRateRepository(context),
    imports: createSqliteImportRepository(context),
    calendarFeeds: createSqliteCalendarFeedRepository(context),
    idempotency: createSqliteIdempotencyRepository(context),
    async ping() {
      withFaultsTranslated(() => probe.get());
    },
    async close() {
      if (!database.isOpen) return;
      try {
        // Leaves a database of one file; a reader elsewhere may prevent it, which does no harm.
        database.exec('pragma wal_checkpoint(truncate)');
      } finally {
        database.close();
      }
    },
  };
}
