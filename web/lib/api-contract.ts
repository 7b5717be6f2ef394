import type { z } from 'zod';
import type * as account from '#shared/schemas/account-schemas.ts';
import type * as alertReceiver from '#shared/schemas/alert-receiver-schemas.ts';
import type * as alertRule from '#shared/schemas/alert-rule-schemas.ts';
import type * as alert from '#shared/schemas/alert-schemas.ts';
import type * as attention from '#shared/schemas/attention-schemas.ts';
import type * as budget from '#shared/schemas/budget-schemas.ts';
import type * as channel from '#shared/schemas/channel-resource-schemas.ts';
import type * as error from '#shared/schemas/error-schemas.ts';
import type * as history from '#shared/schemas/history-schemas.ts';
import type * as household from '#shared/schemas/household-schemas.ts';
import type * as imports from '#shared/schemas/import-schemas.ts';
import type * as insight from '#shared/schemas/insight-schemas.ts';
import type * as operation from '#shared/schemas/operation-schemas.ts';
import type * as rate from '#shared/schemas/rate-schemas.ts';
import type * as reminderLink from '#shared/schemas/reminder-link-schemas.ts';
import type * as reminder from '#shared/schemas/reminder-schemas.ts';
import type * as subscription from '#shared/schemas/subscription-schemas.ts';

type In<Schema extends z.ZodType> = z.input<Schema>;
type Out<Schema extends z.ZodType> = z.output<Schema>;

/** Every call of the API that the web app makes, by method and path under `/api/v1`. */
export interface ApiContract {
  'GET auth/options': { answer: Out<typeof account.authOptionsSchema> };
  'GET auth/session': { answer: account.CurrentSession };
  'POST auth/sign-up': { body: In<typeof account.signUpSchema>; answer: account.CurrentSession };
  'POST auth/sign-in': { body: In<typeof account.signInSchema>; answer: account.CurrentSession };
  'POST auth/sign-out': { answer: undefined };
  'POST auth/change-password': { body: In<typeof account.changePasswordSchema>; answer: undefined };
  'POST auth/forgot-password': { body: In<typeof account.forgotPasswordSchema>; answer: undefined };
  'POST auth/reset-password': { body: In<typeof account.resetPasswordSchema>; answer: undefined };
  'GET auth/sessions': { answer: Out<typeof account.sessionsSchema> };
  'DELETE auth/sessions/{id}': { answer: undefined };
  'PATCH auth/account': {
    body: In<typeof account.patchAccountSchema>;
    answer: account.CurrentSession;
  };
  'DELETE auth/account': { body: In<typeof account.deleteAccountSchema>; answer: undefined };

  'GET household': { answer: household.HouseholdView };
  'PATCH household': {
    body: In<typeof household.patchHouseholdSchema>;
    answer: household.HouseholdView;
  };

  'GET categories': { query: PageQuery; answer: Out<typeof household.categoryPageSchema> };
  'POST categories': {
    body: In<typeof household.createCategorySchema>;
    answer: household.CategoryView;
  };
  'PATCH categories/{id}': {
    body: In<typeof household.patchCategorySchema>;
    answer: household.CategoryView;
  };
  'DELETE categories/{id}': { answer: undefined };
  'POST categories/{id}/restore': { answer: household.CategoryView };

  'GET budgets': { query: PageQuery; answer: Out<typeof budget.budgetPageSchema> };
  'POST budgets': { body: In<typeof budget.createBudgetSchema>; answer: budget.BudgetView };
  'PATCH budgets/{id}': { body: In<typeof budget.patchBudgetSchema>; answer: budget.BudgetView };
  'DELETE budgets/{id}': { answer: undefined };
  'POST budgets/{id}/restore': { answer: budget.BudgetView };

  'GET payment-methods': {
    query: PageQuery;
    answer: Out<typeof household.paymentMethodPageSchema>;
  };
  'POST payment-methods': {
    body: In<typeof household.createPaymentMethodSchema>;
    answer: household.PaymentMethodView;
  };
  'PATCH payment-methods/{id}': {
    body: In<typeof household.patchPaymentMethodSchema>;
    answer: household.PaymentMethodView;
  };
  'DELETE payment-methods/{id}': { answer: undefined };
  'POST payment-methods/{id}/restore': { answer: household.PaymentMethodView };

  'GET channels': { query: PageQuery; answer: Out<typeof channel.channelPageSchema> };
  'POST channels': {
    body: In<typeof channel.createChannelSchema>;
    answer: channel.ChannelView;
  };
  'PATCH channels/{id}': {
    body: In<typeof channel.patchChannelSchema>;
    answer: channel.ChannelView;
  };
  'GET channels/push-key': { answer: Out<typeof channel.pushKeySchema> };
  'DELETE channels/{id}': { answer: undefined };
  'POST channels/{id}/restore': { answer: channel.ChannelView };
  'POST channels/{id}/test': { answer: channel.ChannelTest };

  'GET reminder-settings': { answer: reminder.HouseholdRemindersView };
  'PUT reminder-settings': {
    body: In<typeof reminder.householdRemindersInput>;
    answer: reminder.HouseholdRemindersView;
  };
  'GET reminder-settings/mine': { answer: reminder.MemberRemindersView };
  'PUT reminder-settings/mine': {
    body: In<typeof reminder.memberRemindersInput>;
    answer: reminder.MemberRemindersView;
  };
  'GET subscriptions/{id}/reminder-rules': { answer: reminder.SubscriptionRemindersView };
  'PUT subscriptions/{id}/reminder-rules': {
    body: In<typeof reminder.subscriptionRemindersInput>;
    answer: reminder.SubscriptionRemindersView;
  };
  'DELETE subscriptions/{id}/reminder-rules': { answer: undefined };
  'GET reminders': {
    query: In<typeof reminder.remindersQuery>;
    answer: reminder.PlannedRemindersView;
  };
  'GET reminders/history': {
    query: PageQuery;
    answer: Out<typeof reminder.reminderHistorySchema>;
  };
  'GET attention': { answer: attention.AttentionView };
  'PUT attention/seen': { body: In<typeof attention.seenInput>; answer: undefined };
  'PUT attention/{key}/dismissal': { answer: undefined };
  'DELETE attention/{key}/dismissal': { answer: undefined };
  'GET reminder-links/{token}': { answer: reminderLink.ReminderLinkView };
  'POST reminder-links/{token}': {
    body: In<typeof reminderLink.redeemReminderLinkInput>;
    answer: reminderLink.UsedReminderLink;
  };

  'GET subscriptions': {
    query: Partial<In<typeof subscription.listSubscriptionsQuery>>;
    answer: Out<typeof subscription.subscriptionPageSchema>;
  };
  'POST subscriptions': {
    body: subscription.CreateSubscription;
    answer: subscription.SubscriptionView;
  };
  'GET subscriptions/{id}': { answer: subscription.SubscriptionView };
  'PATCH subscriptions/{id}': {
    body: subscription.PatchSubscription;
    answer: subscription.SubscriptionView;
  };
  'DELETE subscriptions/{id}': { answer: undefined };
  'POST subscriptions/{id}/restore': { answer: subscription.SubscriptionView };
  'POST subscriptions/{id}/duplicate': { answer: subscription.SubscriptionView };
  'POST subscriptions/{id}/pause': {
    body: In<typeof subscription.pauseInputSchema>;
    answer: subscription.SubscriptionView;
  };
  'POST subscriptions/{id}/resume': {
    body: In<typeof subscription.resumeInputSchema>;
    answer: subscription.SubscriptionView;
  };
  'POST subscriptions/{id}/cancel': {
    body: In<typeof subscription.cancelInputSchema>;
    answer: subscription.SubscriptionView;
  };
  'POST subscriptions/{id}/price': {
    body: In<typeof subscription.priceChangeSchema>;
    answer: subscription.SubscriptionView;
  };
  'GET subscriptions/{id}/schedule': {
    query: In<typeof subscription.rangeQuery>;
    answer: Out<typeof subscription.scheduleSchema>;
  };
  'GET subscriptions/{id}/payments': {
    query: PageQuery;
    answer: Out<typeof subscription.paymentPageSchema>;
  };
  'PUT subscriptions/{id}/payments/{dueOn}': {
    body: In<typeof subscription.paymentInputSchema>;
    answer: subscription.Payment;
  };
  'DELETE subscriptions/{id}/payments/{dueOn}': { answer: undefined };

  'GET summary': { answer: insight.Summary };
  'GET forecast': { query: { months?: number }; answer: insight.Forecast };
  'GET calendar': { query: In<typeof subscription.rangeQuery>; answer: insight.Calendar };

  'GET rates': { query: PageQuery; answer: Out<typeof household.ratesSchema> };
  'GET rates/provided': { answer: rate.ProvidedRatesView };
  'PUT rates/{from}/{to}': {
    body: In<typeof household.rateInputSchema>;
    answer: household.RateView;
  };
  'DELETE rates/{from}/{to}': { query: { on: string }; answer: undefined };

  'POST imports': { body: FormData; answer: imports.ImportPreview };
  'POST imports/{id}/commit': {
    body: In<typeof imports.commitImportSchema>;
    answer: Out<typeof imports.importResultSchema>;
  };
  'GET calendar-feed': { answer: Out<typeof imports.calendarFeedSchema> };
  'POST calendar-feed': { answer: Out<typeof imports.newCalendarFeedSchema> };
  'DELETE calendar-feed': { answer: undefined };

  'GET operator/history': {
    query: In<typeof history.historyQuery>;
    answer: Out<typeof history.historySchema>;
  };
  'GET operator/history/marks': {
    query: In<typeof history.historyMarksQuery>;
    answer: Out<typeof history.historyMarksSchema>;
  };
  'GET operator/instances': { answer: Out<typeof history.instancesSchema> };
  'GET operator/instances/own': { answer: history.OwnFigures };
  'GET operator/alerts': { answer: alert.AlertsView };
  'GET operator/alerts/history': {
    query: In<typeof alert.alertHistoryQuery>;
    answer: Out<typeof alert.alertHistorySchema>;
  };
  'POST operator/alerts/{rule}/acknowledge': { answer: Out<typeof alert.acknowledgedSchema> };
  'GET operator/silences': { answer: Out<typeof alert.silencesSchema> };
  'POST operator/silences': {
    body: In<typeof alert.createSilenceSchema>;
    answer: alert.SilenceView;
  };
  'DELETE operator/silences/{id}': { answer: undefined };
  'GET operator/maintenance-windows': { answer: Out<typeof alert.maintenancesSchema> };
  'POST operator/maintenance-windows': {
    body: In<typeof alert.createMaintenanceSchema>;
    answer: alert.MaintenanceView;
  };
  'DELETE operator/maintenance-windows/{id}': { answer: undefined };
  'GET operator/alert-rules': { answer: alertRule.AlertRulesView };
  'PUT operator/alert-rules': {
    body: In<typeof alertRule.putAlertRulesSchema>;
    answer: alertRule.AlertRulesView;
  };
  'GET operator/alert-receivers': { answer: alertReceiver.AlertReceiversView };
  'PUT operator/alert-receivers': {
    body: In<typeof alertReceiver.putAlertReceiversSchema>;
    answer: alertReceiver.AlertReceiversView;
  };
  'POST operator/alert-receivers/{id}/test': { answer: channel.ChannelTest };
  'GET operator/errors': {
    query: Partial<In<typeof error.errorGroupsQuery>>;
    answer: Out<typeof error.errorGroupsSchema>;
  };
  'GET operator/errors/{id}': { answer: error.ErrorGroupDetail };
  'POST operator/errors/{id}/resolve': { answer: error.ErrorGroupDetail };
  'POST operator/errors/{id}/reopen': { answer: error.ErrorGroupDetail };
  'GET operator/circuits': { answer: Out<typeof operation.circuitsSchema> };
  'GET operator/circuits/history': {
    query: PageQuery & In<typeof operation.circuitHistoryQuery>;
    answer: operation.CircuitHistory;
  };
  'POST operator/circuits/{name}/isolate': {
    body: In<typeof operation.isolateCircuitSchema>;
    answer: operation.CircuitView;
  };
  'POST operator/circuits/{name}/reset': { body: object; answer: operation.CircuitView };
  'GET operator/jobs': { answer: Out<typeof operation.jobsSchema> };
  'GET operator/jobs/{name}/runs': {
    query: PageQuery & { state?: operation.JobRunView['state'] };
    answer: Out<typeof operation.jobRunsSchema>;
  };
  'POST operator/jobs/{name}/run': { body: object; answer: operation.JobRunView };
  'POST operator/jobs/{name}/runs/{run}/retry': { body: object; answer: operation.JobRunView };
  'GET operator/audit': { query: PageQuery; answer: Out<typeof operation.operatorActsSchema> };
}

export interface PageQuery {
  limit?: number;
  cursor?: string;
}

export type Endpoint = keyof ApiContract;
export type Answer<E extends Endpoint> = ApiContract[E]['answer'];

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/** What a call must bring: its path parameters, query and body, where the endpoint has them. */
export type CallOptions<E extends Endpoint> = CommonOptions &
  ([ParamNames<E>] extends [never] ? unknown : { params: Record<ParamNames<E>, string> }) &
  (ApiContract[E] extends { query: infer Query } ? { query?: Query } : unknown) &
  (ApiContract[E] extends { body: infer Body } ? { body: Body } : unknown);

export interface CommonOptions {
  signal?: AbortSignal;
  /** The version the person saw: a newer one on the server answers `version-mismatch`. */
  version?: number;
  /** One per form, not per attempt: a repeated `POST` then has its effect once. */
  idempotencyKey?: string;
}
