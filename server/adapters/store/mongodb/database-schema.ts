import type { Binary, Long } from 'mongodb';
import type { AlertDocumentName } from '#server/features/alerts/alert-repository.ts';
import type { OperatorAct } from '#server/features/audit/audit-repository.ts';
import type { StoredChannel } from '#server/features/channels/channel-repository.ts';
import type {
  CircuitEvent,
  CircuitOrder,
} from '#server/features/circuit-history/circuit-event-repository.ts';
import type { ErrorGroupState } from '#server/features/error-tracking/error-group-repository.ts';
import type { ReminderDelivery } from '#server/features/reminders/reminder-delivery-repository.ts';
import type { ReminderScope } from '#server/features/reminders/reminder-settings-repository.ts';
import type { JobState } from '#server/jobs/job-repository.ts';
import type { AlertRuleId, AlertSeverity } from '#shared/alerts/alert-rules.ts';
import type { Budget } from '#shared/budgets/budget.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Role } from '#shared/households.ts';
import type { ImportFormat } from '#shared/imports/import-formats.ts';
import type { Category } from '#shared/subscriptions/category.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';

/*
 * What the collections hold. `_id` is always a string. What belongs to a household has an `_id`
 * that begins with the household's id: the key itself keeps tenants apart, a row's neighbours in
 * it are of the same household, and one index fewer is kept than with an `_id` of no meaning.
 * Instants are dates, calendar dates are strings, amounts of money are 64-bit integers.
 */

/** Written as `Long`; comes back as a number, since amounts stay below 2^53. */
export type Amount = Long | number;

interface Versioned {
  _id: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

interface OfHousehold {
  _id: string;
  householdId: string;
}

/** Facts of a row as they are, without keys and instants. */
type Plain<Row> = Omit<Row, 'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt'>;

export interface TrashableDocument extends Versioned, OfHousehold {
  id: string;
  deletedAt: Date | null;
}

export interface SubscriptionDocument
  extends TrashableDocument,
    Omit<Plain<Subscription>, 'prices'> {
  prices: { from: CalendarDate; amountMinor: Amount; currency: string }[];
}

export type CategoryDocument = TrashableDocument & Plain<Category>;
export type PaymentMethodDocument = TrashableDocument & Plain<PaymentMethod>;
export type BudgetDocument = TrashableDocument &
  Omit<Plain<Budget>, 'limitMinor'> & { limitMinor: Amount };

export interface PaymentDocument extends Versioned, OfHousehold {
  subscriptionId: string;
  dueOn: CalendarDate;
  status: PaymentRecord['status'];
  paidOn: CalendarDate | null;
  amountMinor: Amount | null;
  currency: string | null;
}

export interface UserDocument extends Versioned {
  name: string;
  email: string;
  emailKey: string;
  passwordHash: string;
  role: 'operator' | 'user';
  householdId: string;
}

/** One row, whose `_id` is `first`. */
export interface FirstUserDocument {
  _id: string;
  userId: string;
  claimedAt: Date;
}

/** `_id` is the token's hash: it is what every request asks by. */
export interface SessionDocument {
  _id: string;
  id: string;
  userId: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  userAgent: string | null;
}

/** `_id` is the user's id: at most one for each. */
export interface PasswordResetDocument {
  _id: string;
  tokenHash: string;
  createdAt: Date;
  expiresAt: Date;
}

export interface HouseholdDocument extends Versioned {
  name: string;
  baseCurrency: string;
  timeZone: string;
}

export interface MembershipDocument extends OfHousehold {
  userId: string;
  role: Role;
  createdAt: Date;
}

export interface RateDocument extends OfHousehold {
  from: string;
  to: string;
  on: CalendarDate;
  rate: string;
  source: string;
}

/** `_id` is the provider and the day: nobody's, for everybody. */
export interface RateSheetDocument {
  _id: string;
  provider: string;
  on: CalendarDate;
  fetchedAt: Date;
  /** JSON: currencies are nothing that should become names of fields. */
  perEuro: string;
  heldBack: string;
}

/** `_id` is its name; `content` is JSON. */
export interface AlertDocumentDocument {
  _id: AlertDocumentName;
  version: number;
  content: string;
}

/** `value` is a number in decimal, so that it comes back as it was. */
export interface AlertIncidentDocument {
  _id: string;
  rule: AlertRuleId;
  subject: string;
  severity: AlertSeverity;
  since: Date;
  firedAt: Date;
  resolvedAt: Date | null;
  value: string | null;
  note: string | null;
}

/** `_id` is the provider's name. */
export interface RollupDocument {
  _id: string;
  weight: number;
  content: Binary;
}

export interface InstanceDocument {
  _id: string;
  name: string;
  version: string;
  node: string;
  pid: number;
  startedAt: Date;
  lastSeenAt: Date;
  stoppedAt: Date | null;
}

export interface RateProviderDocument {
  _id: string;
  answeredAt: Date | null;
  faultAt: Date | null;
  faultWords: string | null;
}

export interface ImportDocument extends OfHousehold {
  id: string;
  version: number;
  format: ImportFormat;
  /** Gzip: what a large file holds may exceed the 16 MB that a document may have. */
  content: Binary;
  createdAt: Date;
  expiresAt: Date;
}

/** `_id` is the household's id: at most one for each. */
export interface CalendarFeedDocument {
  _id: string;
  tokenHash: string;
  createdAt: Date;
}

export interface IdempotencyDocument extends OfHousehold {
  key: string;
  fingerprint: string;
  resourceId: string;
  createdAt: Date;
  /** JSON: names of headers are nothing that should become names of fields. */
  response: string | null;
}

export interface ChannelDocument extends TrashableDocument, Omit<Plain<StoredChannel>, 'faultAt'> {
  userId: string;
  faultAt: Date | null;
}

export interface ReminderSettingsDocument extends Versioned, OfHousehold {
  scope: ReminderScope;
  ownerId: string;
  /** JSON: what there is to set is for the feature to check. */
  settings: string;
}

export interface ReminderDeliveryDocument
  extends OfHousehold,
    Omit<ReminderDelivery, 'sendAt' | 'createdAt' | 'endedAt'> {
  sendAt: Date;
  createdAt: Date;
  endedAt: Date | null;
}

export interface ReminderLinkUseDocument extends OfHousehold {
  id: string;
  snoozeUntil: Date | null;
  begunAt: Date;
  doneAt: Date | null;
}

export interface AttentionMarksDocument extends Versioned, OfHousehold {
  userId: string;
  seen: string[];
  dismissed: string[];
}

/** `_id` is the job's id, which says whose it is where it is a household's. */
export interface JobDocument {
  _id: string;
  householdId: string | null;
  kind: string;
  /** JSON: what a kind of job takes is for its definition to check. */
  payload: string;
  state: JobState;
  scheduledFor: Date;
  claimableAt: Date | null;
  attempt: number;
  holder: string | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  error: string | null;
}

/** `_id` is the event's id. */
export interface CircuitEventDocument extends Omit<CircuitEvent, 'id' | 'at'> {
  _id: string;
  at: Date;
}

/** `_id` is the circuit's name. */
export interface CircuitOrderDocument {
  _id: string;
  act: CircuitOrder['act'];
  at: Date;
  until: Date | null;
}

/** `_id` is the act's id; `params` holds JSON. */
export interface OperatorActDocument extends Omit<OperatorAct, 'id' | 'at' | 'params'> {
  _id: string;
  at: Date;
  params: string;
}

export interface ErrorGroupDocument {
  _id: string;
  version: number;
  state: ErrorGroupState;
  source: string;
  type: string;
  code: string | null;
  message: string;
  place: string | null;
  count: number;
  householdCount: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  resolvedAt: Date | null;
  reopenedAt: Date | null;
  release: string;
  /** JSON: what is in it is for whoever reads it to know. */
  details: string;
}

/** What is being deleted with all that belongs to it; see deletions.ts. */
export interface DeletionDocument {
  _id: string;
  kind: 'user' | 'household' | 'subscription';
  householdId: string | null;
  id: string;
  begunAt: Date;
}

export interface MigrationDocument {
  _id: string;
  appliedAt: Date;
}

export interface DatabaseSchema {
  users: UserDocument;
  first_user: FirstUserDocument;
  sessions: SessionDocument;
  password_resets: PasswordResetDocument;
  households: HouseholdDocument;
  memberships: MembershipDocument;
  subscriptions: SubscriptionDocument;
  payments: PaymentDocument;
  categories: CategoryDocument;
  payment_methods: PaymentMethodDocument;
  rates: RateDocument;
  rate_sheets: RateSheetDocument;
  rate_providers: RateProviderDocument;
  history_rollups: RollupDocument;
  instances: InstanceDocument;
  imports: ImportDocument;
  calendar_feeds: CalendarFeedDocument;
  idempotency_records: IdempotencyDocument;
  budgets: BudgetDocument;
  channels: ChannelDocument;
  reminder_settings: ReminderSettingsDocument;
  reminder_deliveries: ReminderDeliveryDocument;
  reminder_link_uses: ReminderLinkUseDocument;
  attention_marks: AttentionMarksDocument;
  alert_documents: AlertDocumentDocument;
  alert_incidents: AlertIncidentDocument;
  jobs: JobDocument;
  circuit_events: CircuitEventDocument;
  circuit_orders: CircuitOrderDocument;
  operator_acts: OperatorActDocument;
  error_groups: ErrorGroupDocument;
  deletions: DeletionDocument;
  migrations: MigrationDocument;
}

export type CollectionName = keyof DatabaseSchema;
