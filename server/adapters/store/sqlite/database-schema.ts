import type { Generated } from 'kysely';
import type { AlertDocumentName } from '#server/features/alerts/alert-repository.ts';
import type {
  CircuitEvent,
  CircuitOrder,
} from '#server/features/circuit-history/circuit-event-repository.ts';
import type { ErrorGroupState } from '#server/features/error-tracking/error-group-repository.ts';
import type { StoredImport } from '#server/features/imports/import-repository.ts';
import type { ReminderDelivery } from '#server/features/reminders/reminder-delivery-repository.ts';
import type { ReminderScope } from '#server/features/reminders/reminder-settings-repository.ts';
import type { JobState } from '#server/jobs/job-repository.ts';
import type { AlertRuleId, AlertSeverity } from '#shared/alerts/alert-rules.ts';
import type { BudgetPeriod } from '#shared/budgets/budget.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Role } from '#shared/households.ts';
import type { NoticeKind } from '#shared/schemas/channel-resource-schemas.ts';
import type { CategoryColor } from '#shared/subscriptions/category.ts';
import type { PaymentMethodKind } from '#shared/subscriptions/payment-method.ts';
import type { PaymentStatus, Unit, WeekendRule } from '#shared/subscriptions/subscription.ts';

/** The tables as the newest migration leaves them; `null` where the column may be null. */
export interface DatabaseSchema {
  users: UserTable;
  first_user: { slot: number; user_id: string; claimed_at: string };
  sessions: SessionTable;
  password_resets: {
    token_hash: string;
    user_id: string;
    created_at: string;
    expires_at: string;
  };
  households: HouseholdTable;
  memberships: { household_id: string; user_id: string; role: Role; created_at: string };
  subscriptions: SubscriptionTable;
  payments: PaymentTable;
  categories: CategoryTable;
  payment_methods: PaymentMethodTable;
  budgets: BudgetTable;
  rates: RateTable;
  rate_sheets: RateSheetTable;
  rate_providers: RateProviderTable;
  history_rollups: { id: string; weight: number; content: Uint8Array };
  instances: InstanceTable;
  imports: ImportTable;
  calendar_feeds: { household_id: string; token_hash: string; created_at: string };
  idempotency_records: IdempotencyTable;
  channels: ChannelTable;
  reminder_settings: ReminderSettingsTable;
  reminder_deliveries: ReminderDeliveryTable;
  reminder_link_uses: {
    household_id: string;
    id: string;
    snooze_until: string | null;
    begun_at: string;
    done_at: string | null;
  };
  attention_marks: AttentionMarksTable;
  alert_documents: { name: AlertDocumentName; version: number; content: string };
  alert_incidents: AlertIncidentTable;
  jobs: JobTable;
  circuit_events: CircuitEventTable;
  circuit_orders: {
    circuit: string;
    act: CircuitOrder['act'];
    at: string;
    until: string | null;
  };
  operator_acts: OperatorActTable;
  error_groups: ErrorGroupTable;
}

interface UserTable {
  id: string;
  version: number;
  name: string;
  email: string;
  email_key: string;
  password_hash: string;
  role: 'operator' | 'user';
  household_id: string;
  created_at: string;
  updated_at: string;
}

interface SessionTable {
  token_hash: string;
  id: string;
  user_id: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  user_agent: string | null;
}

interface HouseholdTable {
  id: string;
  version: number;
  name: string;
  base_currency: string;
  time_zone: string;
  created_at: string;
  updated_at: string;
}

/** `prices`, `pauses` and `tags` hold JSON. */
export interface SubscriptionTable {
  household_id: string;
  id: string;
  version: number;
  name: string;
  cycle_every: number | null;
  cycle_unit: Unit | null;
  anchor: CalendarDate;
  weekend_rule: WeekendRule;
  prices: string;
  pauses: string;
  trial_ends_on: CalendarDate | null;
  auto_renews: number;
  notice_every: number | null;
  notice_unit: Unit | null;
  minimum_term_ends_on: CalendarDate | null;
  cancelled_on: CalendarDate | null;
  access_until: CalendarDate | null;
  url: string | null;
  cancel_url: string | null;
  service: string | null;
  notes: string;
  tags: string;
  category_id: string | null;
  payment_method_id: string | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

interface PaymentTable {
  household_id: string;
  subscription_id: string;
  due_on: CalendarDate;
  version: number;
  status: PaymentStatus;
  paid_on: CalendarDate | null;
  amount_minor: number | null;
  currency: string | null;
  created_at: string;
  updated_at: string;
}

interface CategoryTable {
  household_id: string;
  id: string;
  version: number;
  name: string;
  color: CategoryColor;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

interface BudgetTable {
  household_id: string;
  id: string;
  version: number;
  name: string;
  limit_minor: number;
  currency: string;
  period: BudgetPeriod;
  category_id: string | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

interface PaymentMethodTable {
  household_id: string;
  id: string;
  version: number;
  label: string;
  kind: PaymentMethodKind;
  last_four: string | null;
  expires_in: string | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

interface RateTable {
  household_id: string;
  from_currency: string;
  to_currency: string;
  effective_on: CalendarDate;
  rate: string;
  source: string;
}

/** `per_euro` and `held_back` hold JSON. */
export interface RateSheetTable {
  provider: string;
  effective_on: CalendarDate;
  fetched_at: string;
  per_euro: string;
  held_back: string;
}

export interface InstanceTable {
  id: string;
  name: string;
  version: string;
  node: string;
  pid: number;
  started_at: string;
  last_seen_at: string;
  stopped_at: string | null;
}

interface RateProviderTable {
  provider: string;
  answered_at: string | null;
  fault_at: string | null;
  fault_words: string | null;
}

interface ImportTable {
  household_id: string;
  id: string;
  version: number;
  format: StoredImport['format'];
  content: string;
  created_at: string;
  expires_at: string;
}

/** `response` holds JSON. */
interface IdempotencyTable {
  household_id: string;
  key: string;
  fingerprint: string;
  resource_id: string;
  created_at: string;
  response: string | null;
}

/** `settings` and `secrets` hold JSON. */
interface ChannelTable {
  household_id: string;
  user_id: string;
  id: string;
  version: number;
  name: string;
  kind: NoticeKind;
  settings: string;
  secrets: string;
  fault_at: string | null;
  fault_words: string | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

/** `settings` holds JSON. */
interface ReminderSettingsTable {
  household_id: string;
  scope: ReminderScope;
  owner_id: string;
  version: number;
  settings: string;
  created_at: string;
  updated_at: string;
}

/** `seen` and `dismissed` hold JSON. */
interface AttentionMarksTable {
  household_id: string;
  user_id: string;
  version: number;
  seen: string;
  dismissed: string;
  created_at: string;
  updated_at: string;
}

/** `value` is a number in decimal, so that it comes back as it was. */
export interface AlertIncidentTable {
  id: string;
  rule: AlertRuleId;
  subject: string;
  severity: AlertSeverity;
  since: string;
  fired_at: string;
  resolved_at: string | null;
  value: string | null;
  note: string | null;
}

interface ReminderDeliveryTable {
  household_id: string;
  id: string;
  user_id: string;
  channel_id: string;
  kind: ReminderDelivery['kind'];
  subject_id: string;
  occurrence: CalendarDate;
  days: number;
  send_at: string;
  digest_id: string | null;
  state: ReminderDelivery['state'];
  is_late: number;
  note: string | null;
  attempts: number;
  created_at: string;
  ended_at: string | null;
}

/** `payload` holds JSON. What is generated is null where nothing else is given. */
interface JobTable {
  id: string;
  household_id: string | null;
  kind: string;
  payload: string;
  state: JobState;
  scheduled_for: string;
  claimable_at: string | null;
  attempt: number;
  holder: Generated<string | null>;
  created_at: string;
  started_at: Generated<string | null>;
  ended_at: Generated<string | null>;
  error: Generated<string | null>;
}

export interface CircuitEventTable {
  id: string;
  at: string;
  instance_id: string;
  circuit: string;
  from_state: CircuitEvent['fromState'];
  to_state: CircuitEvent['toState'];
  cause: CircuitEvent['cause'];
  fault: string | null;
  words: string | null;
  is_turn: number;
}

/** `params` holds JSON. */
export interface OperatorActTable {
  id: string;
  at: string;
  instance_id: string;
  user_id: string;
  method: string;
  route: string;
  params: string;
  status: number;
  request_id: string;
}

/** `details` holds JSON. */
export interface ErrorGroupTable {
  id: string;
  version: number;
  state: ErrorGroupState;
  source: string;
  type: string;
  code: string | null;
  message: string;
  place: string | null;
  count: number;
  household_count: number;
  first_seen_at: string;
  last_seen_at: string;
  resolved_at: string | null;
  reopened_at: string | null;
  release: string;
  details: string;
}
