import type { PasswordResetRepository } from '#server/features/accounts/password-reset-repository.ts';
import type { SessionRepository } from '#server/features/accounts/session-repository.ts';
import type { UserRepository } from '#server/features/accounts/user-repository.ts';
import type { AlertRepository } from '#server/features/alerts/alert-repository.ts';
import type { AttentionRepository } from '#server/features/attention/attention-repository.ts';
import type { AuditRepository } from '#server/features/audit/audit-repository.ts';
import type { BudgetRepository } from '#server/features/budgets/budget-repository.ts';
import type { CalendarFeedRepository } from '#server/features/calendar-feed/calendar-feed-repository.ts';
import type { CategoryRepository } from '#server/features/categories/category-repository.ts';
import type { ChannelRepository } from '#server/features/channels/channel-repository.ts';
import type { CircuitEventRepository } from '#server/features/circuit-history/circuit-event-repository.ts';
import type { ErrorGroupRepository } from '#server/features/error-tracking/error-group-repository.ts';
import type { HistoryRepository } from '#server/features/history/history-repository.ts';
import type { InstanceRepository } from '#server/features/history/instance-repository.ts';
import type { HouseholdRepository } from '#server/features/households/household-repository.ts';
import type { ImportRepository } from '#server/features/imports/import-repository.ts';
import type { PaymentMethodRepository } from '#server/features/payment-methods/payment-method-repository.ts';
import type { PaymentRepository } from '#server/features/payments/payment-repository.ts';
import type { ProvidedRateRepository } from '#server/features/rates/provided-rate-repository.ts';
import type { RateRepository } from '#server/features/rates/rate-repository.ts';
import type { ReminderDeliveryRepository } from '#server/features/reminders/reminder-delivery-repository.ts';
import type { ReminderLinkRepository } from '#server/features/reminders/reminder-link-repository.ts';
import type { ReminderSettingsRepository } from '#server/features/reminders/reminder-settings-repository.ts';
import type { SubscriptionRepository } from '#server/features/subscriptions/subscription-repository.ts';
import type { IdempotencyRepository } from '#server/http/idempotency-repository.ts';
import type { JobRepository } from '#server/jobs/job-repository.ts';

/**
 * Everything Duetide remembers. A write is durable when its promise resolves.
 * Every method rejects with `AppError('unavailable')` when the database cannot be reached, and with
 * `AppError('conflict')` when a row would belong to a household, user or subscription that is gone,
 * or would repeat what is unique and the method has no other answer to that.
 */
export interface Store {
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly passwordResets: PasswordResetRepository;
  readonly households: HouseholdRepository;
  readonly subscriptions: SubscriptionRepository;
  readonly payments: PaymentRepository;
  readonly categories: CategoryRepository;
  readonly paymentMethods: PaymentMethodRepository;
  readonly budgets: BudgetRepository;
  readonly rates: RateRepository;
  readonly providedRates: ProvidedRateRepository;
  readonly imports: ImportRepository;
  readonly calendarFeeds: CalendarFeedRepository;
  readonly idempotency: IdempotencyRepository;
  readonly channels: ChannelRepository;
  readonly reminderSettings: ReminderSettingsRepository;
  readonly reminderDeliveries: ReminderDeliveryRepository;
  readonly reminderLinks: ReminderLinkRepository;
  readonly attention: AttentionRepository;
  readonly history: HistoryRepository;
  readonly instances: InstanceRepository;
  readonly alerts: AlertRepository;
  readonly jobs: JobRepository;
  readonly circuitEvents: CircuitEventRepository;
  readonly audit: AuditRepository;
  readonly errorGroups: ErrorGroupRepository;
  /** Answers if the database does: for readiness. */
  ping(): Promise<void>;
  /** Finishes what a crash left half deleted, where the engine has no transactions: now and then. */
  tidy(): Promise<void>;
  /** Finishes what runs and lets go of the database; calling it again is harmless. */
  close(): Promise<void>;
}

export type Repositories = Omit<Store, 'ping' | 'tidy' | 'close'>;
