import { Kysely } from 'kysely';
import type { Repositories } from '#server/adapters/store/store.ts';
import type { DatabaseSchema } from './database-schema.ts';
import {
  createPrepareHotQuery,
  createPrepareHotSelect,
  type StatementSource,
} from './hot-query.ts';
import { createNodeSqliteDialect } from './node-sqlite-dialect.ts';
import { createSqliteAlertRepository } from './sqlite-alert-repository.ts';
import { createSqliteAttentionRepository } from './sqlite-attention-repository.ts';
import { createSqliteAuditRepository } from './sqlite-audit-repository.ts';
import { createSqliteBudgetRepository } from './sqlite-budget-repository.ts';
import { createSqliteCalendarFeedRepository } from './sqlite-calendar-feed-repository.ts';
import { createSqliteCategoryRepository } from './sqlite-category-repository.ts';
import { createSqliteChannelRepository } from './sqlite-channel-repository.ts';
import { createSqliteCircuitEventRepository } from './sqlite-circuit-event-repository.ts';
import type { SqliteContext } from './sqlite-context.ts';
import { createSqliteErrorGroupRepository } from './sqlite-error-group-repository.ts';
import { createSqliteHistoryRepository } from './sqlite-history-repository.ts';
import { createSqliteHouseholdRepository } from './sqlite-household-repository.ts';
import { createSqliteIdempotencyRepository } from './sqlite-idempotency-repository.ts';
import { createSqliteImportRepository } from './sqlite-import-repository.ts';
import { createSqliteInstanceRepository } from './sqlite-instance-repository.ts';
import { createSqliteJobRepository } from './sqlite-job-repository.ts';
import { createSqlitePasswordResetRepository } from './sqlite-password-reset-repository.ts';
import { createSqlitePaymentMethodRepository } from './sqlite-payment-method-repository.ts';
import { createSqlitePaymentRepository } from './sqlite-payment-repository.ts';
import { createSqliteProvidedRateRepository } from './sqlite-provided-rate-repository.ts';
import { createSqliteRateRepository } from './sqlite-rate-repository.ts';
import { createSqliteReminderDeliveryRepository } from './sqlite-reminder-delivery-repository.ts';
import { createSqliteReminderLinkRepository } from './sqlite-reminder-link-repository.ts';
import { createSqliteReminderSettingsRepository } from './sqlite-reminder-settings-repository.ts';
import { createSqliteSessionRepository } from './sqlite-session-repository.ts';
import { createSqliteSubscriptionRepository } from './sqlite-subscription-repository.ts';
import { createSqliteUserRepository } from './sqlite-user-repository.ts';

/** All repositories over one connection, whose schema is up to date. */
export function createSqliteRepositories(database: StatementSource): Repositories {
  const context: SqliteContext = {
    db: new Kysely<DatabaseSchema>({ dialect: createNodeSqliteDialect(database) }),
    prepareHotQuery: createPrepareHotQuery(database),
    prepareHotSelect: createPrepareHotSelect(database),
  };
  return {
    users: createSqliteUserRepository(context),
    sessions: createSqliteSessionRepository(context),
    passwordResets: createSqlitePasswordResetRepository(context),
    households: createSqliteHouseholdRepository(context),
    subscriptions: createSqliteSubscriptionRepository(context),
    payments: createSqlitePaymentRepository(context),
    categories: createSqliteCategoryRepository(context),
    paymentMethods: createSqlitePaymentMethodRepository(context),
    budgets: createSqliteBudgetRepository(context),
    rates: createSqliteRateRepository(context),
    providedRates: createSqliteProvidedRateRepository(context),
    imports: createSqliteImportRepository(context),
    calendarFeeds: createSqliteCalendarFeedRepository(context),
    idempotency: createSqliteIdempotencyRepository(context),
    channels: createSqliteChannelRepository(context),
    reminderSettings: createSqliteReminderSettingsRepository(context),
    reminderDeliveries: createSqliteReminderDeliveryRepository(context),
    reminderLinks: createSqliteReminderLinkRepository(context),
    attention: createSqliteAttentionRepository(context),
    history: createSqliteHistoryRepository(context),
    instances: createSqliteInstanceRepository(context),
    alerts: createSqliteAlertRepository(context),
    jobs: createSqliteJobRepository(context),
    circuitEvents: createSqliteCircuitEventRepository(context),
    audit: createSqliteAuditRepository(context),
    errorGroups: createSqliteErrorGroupRepository(context),
  };
}
