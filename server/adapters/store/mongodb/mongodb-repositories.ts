import type { Repositories } from '#server/adapters/store/store.ts';
import { createMongodbAlertRepository } from './mongodb-alert-repository.ts';
import { createMongodbAttentionRepository } from './mongodb-attention-repository.ts';
import { createMongodbAuditRepository } from './mongodb-audit-repository.ts';
import { createMongodbBudgetRepository } from './mongodb-budget-repository.ts';
import { createMongodbCalendarFeedRepository } from './mongodb-calendar-feed-repository.ts';
import { createMongodbCategoryRepository } from './mongodb-category-repository.ts';
import { createMongodbChannelRepository } from './mongodb-channel-repository.ts';
import { createMongodbCircuitEventRepository } from './mongodb-circuit-event-repository.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { createMongodbErrorGroupRepository } from './mongodb-error-group-repository.ts';
import { createMongodbHistoryRepository } from './mongodb-history-repository.ts';
import { createMongodbHouseholdRepository } from './mongodb-household-repository.ts';
import { createMongodbIdempotencyRepository } from './mongodb-idempotency-repository.ts';
import { createMongodbImportRepository } from './mongodb-import-repository.ts';
import { createMongodbInstanceRepository } from './mongodb-instance-repository.ts';
import { createMongodbJobRepository } from './mongodb-job-repository.ts';
import { createMongodbPasswordResetRepository } from './mongodb-password-reset-repository.ts';
import { createMongodbPaymentMethodRepository } from './mongodb-payment-method-repository.ts';
import { createMongodbPaymentRepository } from './mongodb-payment-repository.ts';
import { createMongodbProvidedRateRepository } from './mongodb-provided-rate-repository.ts';
import { createMongodbRateRepository } from './mongodb-rate-repository.ts';
import { createMongodbReminderDeliveryRepository } from './mongodb-reminder-delivery-repository.ts';
import { createMongodbReminderLinkRepository } from './mongodb-reminder-link-repository.ts';
import { createMongodbReminderSettingsRepository } from './mongodb-reminder-settings-repository.ts';
import { createMongodbSessionRepository } from './mongodb-session-repository.ts';
import { createMongodbSubscriptionRepository } from './mongodb-subscription-repository.ts';
import { createMongodbUserRepository } from './mongodb-user-repository.ts';

/** All repositories over whatever connection is in use. */
export function createMongodbRepositories(context: MongodbContext): Repositories {
  return {
    users: createMongodbUserRepository(context),
    sessions: createMongodbSessionRepository(context),
    passwordResets: createMongodbPasswordResetRepository(context),
    households: createMongodbHouseholdRepository(context),
    subscriptions: createMongodbSubscriptionRepository(context),
    payments: createMongodbPaymentRepository(context),
    categories: createMongodbCategoryRepository(context),
    paymentMethods: createMongodbPaymentMethodRepository(context),
    budgets: createMongodbBudgetRepository(context),
    rates: createMongodbRateRepository(context),
    providedRates: createMongodbProvidedRateRepository(context),
    imports: createMongodbImportRepository(context),
    calendarFeeds: createMongodbCalendarFeedRepository(context),
    idempotency: createMongodbIdempotencyRepository(context),
    channels: createMongodbChannelRepository(context),
    reminderSettings: createMongodbReminderSettingsRepository(context),
    reminderDeliveries: createMongodbReminderDeliveryRepository(context),
    reminderLinks: createMongodbReminderLinkRepository(context),
    attention: createMongodbAttentionRepository(context),
    history: createMongodbHistoryRepository(context),
    instances: createMongodbInstanceRepository(context),
    alerts: createMongodbAlertRepository(context),
    jobs: createMongodbJobRepository(context),
    circuitEvents: createMongodbCircuitEventRepository(context),
    audit: createMongodbAuditRepository(context),
    errorGroups: createMongodbErrorGroupRepository(context),
  };
}
