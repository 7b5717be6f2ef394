import type { PasswordReset } from '#server/features/accounts/password-reset-repository.ts';
import type { Session } from '#server/features/accounts/session-repository.ts';
import type { User } from '#server/features/accounts/user-repository.ts';
import type { AlertIncident } from '#server/features/alerts/alert-repository.ts';
import type { AttentionMarks } from '#server/features/attention/attention-repository.ts';
import type { OperatorAct } from '#server/features/audit/audit-repository.ts';
import type { StoredChannel } from '#server/features/channels/channel-repository.ts';
import type {
  CircuitEvent,
  CircuitOrder,
} from '#server/features/circuit-history/circuit-event-repository.ts';
import type { StoredErrorGroup } from '#server/features/error-tracking/error-group-repository.ts';
import type { StoredRollup } from '#server/features/history/history-repository.ts';
import type { Instance } from '#server/features/history/instance-repository.ts';
import type { StoredImport } from '#server/features/imports/import-repository.ts';
import type {
  RateProviderState,
  RateSheet,
} from '#server/features/rates/provided-rate-repository.ts';
import type { ReminderDelivery } from '#server/features/reminders/reminder-delivery-repository.ts';
import type { ReminderLinkUse } from '#server/features/reminders/reminder-link-repository.ts';
import type { StoredReminderSettings } from '#server/features/reminders/reminder-settings-repository.ts';
import type { IdempotencyRecord } from '#server/http/idempotency-repository.ts';
import type { NewJob } from '#server/jobs/job-repository.ts';
import type { Budget } from '#shared/budgets/budget.ts';
import type { Household } from '#shared/households.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { Category } from '#shared/subscriptions/category.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';

/** The `number`-th id of a test: ids of larger numbers sort after. */
export function sampleId(number: number): string {
  return `01990000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** An instant, `seconds` after the start of 2026. */
export function sampleInstant(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
}

/** What a SHA-256 looks like. */
export function sampleHash(number: number): string {
  return number.toString(16).padStart(64, '0');
}

const stamps = { createdAt: sampleInstant(0), updatedAt: sampleInstant(0) };

export function sampleUser(changes: Partial<User> = {}): User {
  return {
    id: sampleId(1),
    version: 1,
    name: 'Ada Byron',
    email: 'ada@example.com',
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
    role: 'user',
    householdId: sampleId(100),
    ...stamps,
    ...changes,
  };
}

export function sampleSession(changes: Partial<Session> = {}): Session {
  return {
    id: sampleId(50),
    userId: sampleId(1),
    tokenHash: sampleHash(1),
    createdAt: sampleInstant(0),
    lastSeenAt: sampleInstant(0),
    expiresAt: sampleInstant(86_400),
    userAgent: 'Mozilla/5.0',
    ...changes,
  };
}

export function samplePasswordReset(changes: Partial<PasswordReset> = {}): PasswordReset {
  return {
    tokenHash: sampleHash(1),
    userId: sampleId(1),
    createdAt: sampleInstant(0),
    expiresAt: sampleInstant(1_800),
    ...changes,
  };
}

export function sampleHousehold(changes: Partial<Household> = {}): Household {
  return {
    id: sampleId(100),
    version: 1,
    name: 'Byron',
    baseCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    ...stamps,
    ...changes,
  };
}

/** Only the required facts are set, as one that a person typed in a hurry. */
export function sampleSubscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    id: sampleId(200),
    version: 1,
    name: 'Netflix',
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-01-31',
    weekendRule: 'none',
    prices: [{ from: '2026-01-31', amountMinor: 1549, currency: 'USD' }],
    pauses: [],
    trialEndsOn: null,
    autoRenews: true,
    notice: null,
    minimumTermEndsOn: null,
    cancelledOn: null,
    accessUntil: null,
    url: null,
    cancelUrl: null,
    service: null,
    notes: '',
    tags: [],
    categoryId: null,
    paymentMethodId: null,
    ...stamps,
    deletedAt: null,
    ...changes,
  };
}

export function samplePayment(changes: Partial<PaymentRecord> = {}): PaymentRecord {
  return {
    subscriptionId: sampleId(200),
    dueOn: '2026-02-28',
    version: 1,
    status: 'paid',
    paidOn: '2026-03-02',
    amountMinor: 1600,
    currency: 'USD',
    ...stamps,
    ...changes,
  };
}

export function sampleCategory(changes: Partial<Category> = {}): Category {
  return {
    id: sampleId(300),
    version: 1,
    name: 'Entertainment',
    color: 'coral',
    ...stamps,
    deletedAt: null,
    ...changes,
  };
}

export function samplePaymentMethod(changes: Partial<PaymentMethod> = {}): PaymentMethod {
  return {
    id: sampleId(400),
    version: 1,
    label: 'Visa',
    kind: 'card',
    lastFour: '0042',
    expiresIn: '2027-05',
    ...stamps,
    deletedAt: null,
    ...changes,
  };
}

export function sampleBudget(changes: Partial<Budget> = {}): Budget {
  return {
    id: sampleId(800),
    version: 1,
    name: 'Fun',
    limitMinor: 5_000,
    currency: 'EUR',
    period: 'month',
    categoryId: sampleId(300),
    ...stamps,
    deletedAt: null,
    ...changes,
  };
}

export function sampleRate(changes: Partial<Rate> = {}): Rate {
  return {
    from: 'USD',
    to: 'EUR',
    rate: '0.9231',
    on: '2026-01-01',
    source: 'manual',
    ...changes,
  };
}

export function sampleRateSheet(changes: Partial<RateSheet> = {}): RateSheet {
  return {
    provider: 'ecb',
    on: '2026-01-01',
    fetchedAt: sampleInstant(1),
    perEuro: { CHF: '0.9412', USD: '1.0834' },
    heldBack: [{ currency: 'GBP', rate: '8.6', before: '0.86', beforeOn: '2025-12-31' }],
    ...changes,
  };
}

export function sampleRateState(changes: Partial<RateProviderState> = {}): RateProviderState {
  return {
    provider: 'ecb',
    answeredAt: sampleInstant(2),
    faultAt: null,
    faultWords: null,
    ...changes,
  };
}

export function sampleRollup(changes: Partial<StoredRollup> = {}): StoredRollup {
  return {
    level: '10s',
    view: 'summary',
    at: Date.parse(sampleInstant(0)),
    instanceId: 'a1b2c3',
    weight: 1,
    content: Uint8Array.of(0, 1, 127, 128, 255),
    ...changes,
  };
}

export function sampleInstance(changes: Partial<Instance> = {}): Instance {
  return {
    id: 'a1b2c3',
    name: 'web-1',
    version: '1.2.3',
    node: '26.1.0',
    pid: 4_242,
    startedAt: sampleInstant(1),
    lastSeenAt: sampleInstant(2),
    stoppedAt: null,
    ...changes,
  };
}

export function sampleImport(changes: Partial<StoredImport> = {}): StoredImport {
  return {
    id: sampleId(500),
    version: 1,
    format: 'duetide-json',
    content: '{"rows":[]}',
    createdAt: sampleInstant(0),
    expiresAt: sampleInstant(3_600),
    ...changes,
  };
}

export function sampleIdempotencyRecord(
  changes: Partial<IdempotencyRecord> = {},
): IdempotencyRecord {
  return {
    key: sampleHash(7),
    fingerprint: sampleHash(8),
    resourceId: sampleId(600),
    createdAt: sampleInstant(0),
    response: null,
    ...changes,
  };
}

export function sampleChannel(changes: Partial<StoredChannel> = {}): StoredChannel {
  return {
    id: sampleId(600),
    version: 1,
    name: 'Phone',
    kind: 'ntfy',
    settings: '{"kind":"ntfy","server":"https://ntfy.sh","topic":"tide"}',
    secrets: '{"token":"v1.AAAAAAAAAAA.AAAA"}',
    faultAt: null,
    faultWords: null,
    ...stamps,
    deletedAt: null,
    ...changes,
  };
}

export function sampleAlertIncident(changes: Partial<AlertIncident> = {}): AlertIncident {
  return {
    id: sampleId(900),
    rule: 'circuit-open',
    subject: 'cache',
    severity: 'warning',
    since: Date.parse(sampleInstant(2)),
    firedAt: Date.parse(sampleInstant(3)),
    resolvedAt: null,
    value: 1,
    note: null,
    ...changes,
  };
}

export function sampleAttentionMarks(changes: Partial<AttentionMarks> = {}): AttentionMarks {
  return {
    version: 1,
    seen: [`trial-end:${sampleId(200)}:2026-02-28`, 'no-channel'],
    dismissed: ['no-channel'],
    ...stamps,
    ...changes,
  };
}

export function sampleReminderSettings(
  changes: Partial<StoredReminderSettings> = {},
): StoredReminderSettings {
  return {
    scope: 'household',
    ownerId: sampleId(100),
    version: 1,
    settings: '{"rules":{"charge":{"isOn":true,"days":[7,1]}}}',
    ...stamps,
    ...changes,
  };
}

export function sampleReminderDelivery(changes: Partial<ReminderDelivery> = {}): ReminderDelivery {
  return {
    id: `${sampleId(1)}:${sampleId(600)}:charge/${sampleId(200)}/2026-02-28/1`,
    userId: sampleId(1),
    channelId: sampleId(600),
    kind: 'charge',
    subjectId: sampleId(200),
    occurrence: '2026-02-28',
    days: 1,
    sendAt: sampleInstant(10),
    digestId: null,
    state: 'pending',
    isLate: false,
    note: null,
    attempts: 0,
    createdAt: sampleInstant(0),
    endedAt: null,
    ...changes,
  };
}

export function sampleReminderLinkUse(changes: Partial<ReminderLinkUse> = {}): ReminderLinkUse {
  return {
    id: `snooze/${sampleReminderDelivery().id}`,
    snoozeUntil: sampleInstant(3_600),
    begunAt: sampleInstant(0),
    doneAt: null,
    ...changes,
  };
}

export function sampleJob(changes: Partial<NewJob> = {}): NewJob {
  return {
    id: sampleId(700),
    kind: 'tidy-up',
    payload: '{"room":"Küche"}',
    scheduledFor: sampleInstant(10),
    createdAt: sampleInstant(0),
    ...changes,
  };
}

export function sampleCircuitEvent(changes: Partial<CircuitEvent> = {}): CircuitEvent {
  return {
    id: sampleId(900),
    at: sampleInstant(30),
    instanceId: 'a1b2c3d4e5f6',
    circuit: 'cache',
    fromState: 'closed',
    toState: 'open',
    cause: 'consecutive-failures',
    fault: 'TypeError',
    words: 'Größe ✓',
    isTurn: true,
    ...changes,
  };
}

export function sampleCircuitOrder(changes: Partial<CircuitOrder> = {}): CircuitOrder {
  return {
    circuit: 'mail',
    act: 'isolate',
    at: sampleInstant(40),
    until: sampleInstant(3_640),
    ...changes,
  };
}

export function sampleOperatorAct(changes: Partial<OperatorAct> = {}): OperatorAct {
  return {
    id: sampleId(950),
    at: sampleInstant(50),
    instanceId: 'a1b2c3d4e5f6',
    userId: sampleId(1),
    method: 'POST',
    route: '/api/v1/operator/jobs/:name/run',
    params: { name: 'Größe ✓' },
    status: 202,
    requestId: sampleId(960),
    ...changes,
  };
}

export function sampleErrorGroup(changes: Partial<StoredErrorGroup> = {}): StoredErrorGroup {
  return {
    id: sampleHash(900).slice(32),
    version: 1,
    state: 'open',
    source: 'server',
    type: 'TypeError',
    code: null,
    message: 'Cannot read properties of undefined',
    place: 'server/http/app.ts sendPage',
    count: 1,
    householdCount: 0,
    firstSeenAt: sampleInstant(0),
    lastSeenAt: sampleInstant(10),
    resolvedAt: null,
    reopenedAt: null,
    release: '0.1.0',
    details: '{"events":[],"householdIds":[]}',
    ...changes,
  };
}
