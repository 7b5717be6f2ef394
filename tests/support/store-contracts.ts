import { storeContract } from '#server/adapters/store/store.contract.ts';
import { passwordResetRepositoryContract } from '#server/features/accounts/password-reset-repository.contract.ts';
import { sessionRepositoryContract } from '#server/features/accounts/session-repository.contract.ts';
import { userRepositoryContract } from '#server/features/accounts/user-repository.contract.ts';
import { alertRepositoryContract } from '#server/features/alerts/alert-repository.contract.ts';
import { attentionRepositoryContract } from '#server/features/attention/attention-repository.contract.ts';
import { auditRepositoryContract } from '#server/features/audit/audit-repository.contract.ts';
import { budgetRepositoryContract } from '#server/features/budgets/budget-repository.contract.ts';
import { calendarFeedRepositoryContract } from '#server/features/calendar-feed/calendar-feed-repository.contract.ts';
import { categoryRepositoryContract } from '#server/features/categories/category-repository.contract.ts';
import { channelRepositoryContract } from '#server/features/channels/channel-repository.contract.ts';
import { circuitEventRepositoryContract } from '#server/features/circuit-history/circuit-event-repository.contract.ts';
import { errorGroupRepositoryContract } from '#server/features/error-tracking/error-group-repository.contract.ts';
import { historyRepositoryContract } from '#server/features/history/history-repository.contract.ts';
import { instanceRepositoryContract } from '#server/features/history/instance-repository.contract.ts';
import { householdRepositoryContract } from '#server/features/households/household-repository.contract.ts';
import { importRepositoryContract } from '#server/features/imports/import-repository.contract.ts';
import { paymentMethodRepositoryContract } from '#server/features/payment-methods/payment-method-repository.contract.ts';
import { paymentRepositoryContract } from '#server/features/payments/payment-repository.contract.ts';
import { providedRateRepositoryContract } from '#server/features/rates/provided-rate-repository.contract.ts';
import { rateRepositoryContract } from '#server/features/rates/rate-repository.contract.ts';
import { reminderDeliveryRepositoryContract } from '#server/features/reminders/reminder-delivery-repository.contract.ts';
import { reminderLinkRepositoryContract } from '#server/features/reminders/reminder-link-repository.contract.ts';
import { reminderSettingsRepositoryContract } from '#server/features/reminders/reminder-settings-repository.contract.ts';
import { subscriptionRepositoryContract } from '#server/features/subscriptions/subscription-repository.contract.ts';
import { idempotencyRepositoryContract } from '#server/http/idempotency-repository.contract.ts';
import { jobRepositoryContract } from '#server/jobs/job-repository.contract.ts';
import type { StoreContract } from './store-contract.ts';

export const STORE_CONTRACTS: readonly StoreContract[] = [
  storeContract,
  userRepositoryContract,
  sessionRepositoryContract,
  passwordResetRepositoryContract,
  householdRepositoryContract,
  subscriptionRepositoryContract,
  paymentRepositoryContract,
  categoryRepositoryContract,
  paymentMethodRepositoryContract,
  budgetRepositoryContract,
  rateRepositoryContract,
  providedRateRepositoryContract,
  importRepositoryContract,
  calendarFeedRepositoryContract,
  idempotencyRepositoryContract,
  channelRepositoryContract,
  reminderSettingsRepositoryContract,
  reminderDeliveryRepositoryContract,
  reminderLinkRepositoryContract,
  attentionRepositoryContract,
  alertRepositoryContract,
  jobRepositoryContract,
  circuitEventRepositoryContract,
  auditRepositoryContract,
  errorGroupRepositoryContract,
  historyRepositoryContract,
  instanceRepositoryContract,
];
