/** What JSON can say. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json };

/** A row on its way from one engine to another: the port's names, values of JSON. */
export type TravelRow = Readonly<Record<string, Json>>;

/**
 * How an engine keeps a field. `cycle` is `{ every, unit }`; `packed` is a long text; `list` and
 * `prices` are arrays, the latter with amounts in them; `bytes` travel as Base64. Every field may be null.
 */
export type FieldKind =
  | 'text'
  | 'count'
  | 'amount'
  | 'flag'
  | 'instant'
  | 'cycle'
  | 'list'
  | 'prices'
  | 'packed'
  | 'bytes';

export interface TablePlan {
  readonly name: string;
  /** Fields that no two rows share. None: the table has at most one row. */
  readonly key: readonly string[];
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** What the installation measured of itself: copied to another engine, and left out of backups. */
  readonly isMeasured?: true;
}

const stamps = { createdAt: 'instant', updatedAt: 'instant' } as const;
const ofHousehold = { householdId: 'text', id: 'text', version: 'count' } as const;
const trashable = { ...ofHousehold, ...stamps, deletedAt: 'instant' } as const;

/** Everything that is kept, owners before what they own. */
export const STORE_TABLES: readonly TablePlan[] = [
  {
    name: 'users',
    key: ['id'],
    fields: {
      id: 'text',
      version: 'count',
      name: 'text',
      email: 'text',
      emailKey: 'text',
      passwordHash: 'text',
      role: 'text',
      householdId: 'text',
      ...stamps,
    },
  },
  { name: 'first_user', key: [], fields: { userId: 'text', claimedAt: 'instant' } },
  {
    name: 'households',
    key: ['id'],
    fields: {
      id: 'text',
      version: 'count',
      name: 'text',
      baseCurrency: 'text',
      timeZone: 'text',
      ...stamps,
    },
  },
  {
    name: 'memberships',
    key: ['householdId', 'userId'],
    fields: { householdId: 'text', userId: 'text', role: 'text', createdAt: 'instant' },
  },
  {
    name: 'sessions',
    key: ['tokenHash'],
    fields: {
      tokenHash: 'text',
      id: 'text',
      userId: 'text',
      createdAt: 'instant',
      lastSeenAt: 'instant',
      expiresAt: 'instant',
      userAgent: 'text',
    },
  },
  {
    name: 'password_resets',
    key: ['userId'],
    fields: { userId: 'text', tokenHash: 'text', createdAt: 'instant', expiresAt: 'instant' },
  },
  {
    name: 'subscriptions',
    key: ['householdId', 'id'],
    fields: {
      ...trashable,
      name: 'text',
      cycle: 'cycle',
      anchor: 'text',
      weekendRule: 'text',
      prices: 'prices',
      pauses: 'list',
      trialEndsOn: 'text',
      autoRenews: 'flag',
      notice: 'cycle',
      minimumTermEndsOn: 'text',
      cancelledOn: 'text',
      accessUntil: 'text',
      url: 'text',
      cancelUrl: 'text',
      service: 'text',
      notes: 'text',
      tags: 'list',
      categoryId: 'text',
      paymentMethodId: 'text',
    },
  },
  {
    name: 'payments',
    key: ['householdId', 'subscriptionId', 'dueOn'],
    fields: {
      householdId: 'text',
      subscriptionId: 'text',
      dueOn: 'text',
      version: 'count',
      status: 'text',
      paidOn: 'text',
      amountMinor: 'amount',
      currency: 'text',
      ...stamps,
    },
  },
  {
    name: 'categories',
    key: ['householdId', 'id'],
    fields: { ...trashable, name: 'text', color: 'text' },
  },
  {
    name: 'payment_methods',
    key: ['householdId', 'id'],
    fields: { ...trashable, label: 'text', kind: 'text', lastFour: 'text', expiresIn: 'text' },
  },
  {
    name: 'budgets',
    key: ['householdId', 'id'],
    fields: {
      ...trashable,
      name: 'text',
      limitMinor: 'amount',
      currency: 'text',
      period: 'text',
      categoryId: 'text',
    },
  },
  {
    name: 'rates',
    key: ['householdId', 'from', 'to', 'on'],
    fields: {
      householdId: 'text',
      from: 'text',
      to: 'text',
      on: 'text',
      rate: 'text',
      source: 'text',
    },
  },
  {
    name: 'rate_sheets',
    key: ['provider', 'on'],
    fields: {
      provider: 'text',
      on: 'text',
      fetchedAt: 'instant',
      perEuro: 'text',
      heldBack: 'text',
    },
  },
  {
    name: 'rate_providers',
    key: ['provider'],
    fields: {
      provider: 'text',
      answeredAt: 'instant',
      faultAt: 'instant',
      faultWords: 'text',
    },
  },
  {
    name: 'imports',
    key: ['householdId', 'id'],
    fields: {
      ...ofHousehold,
      format: 'text',
      content: 'packed',
      createdAt: 'instant',
      expiresAt: 'instant',
    },
  },
  {
    name: 'calendar_feeds',
    key: ['householdId'],
    fields: { householdId: 'text', tokenHash: 'text', createdAt: 'instant' },
  },
  {
    name: 'idempotency_records',
    key: ['householdId', 'key'],
    fields: {
      householdId: 'text',
      key: 'text',
      fingerprint: 'text',
      resourceId: 'text',
      createdAt: 'instant',
      response: 'text',
    },
  },
  {
    name: 'channels',
    key: ['householdId', 'userId', 'id'],
    fields: {
      ...trashable,
      userId: 'text',
      name: 'text',
      kind: 'text',
      settings: 'text',
      secrets: 'text',
      faultAt: 'instant',
      faultWords: 'text',
    },
  },
  {
    name: 'reminder_settings',
    key: ['householdId', 'scope', 'ownerId'],
    fields: {
      householdId: 'text',
      scope: 'text',
      ownerId: 'text',
      version: 'count',
      settings: 'text',
      ...stamps,
    },
  },
  {
    name: 'reminder_deliveries',
    key: ['householdId', 'id'],
    fields: {
      householdId: 'text',
      id: 'text',
      userId: 'text',
      channelId: 'text',
      kind: 'text',
      subjectId: 'text',
      occurrence: 'text',
      days: 'count',
      sendAt: 'instant',
      digestId: 'text',
      state: 'text',
      isLate: 'flag',
      note: 'text',
      attempts: 'count',
      createdAt: 'instant',
      endedAt: 'instant',
    },
  },
  {
    name: 'reminder_link_uses',
    key: ['householdId', 'id'],
    fields: {
      householdId: 'text',
      id: 'text',
      snoozeUntil: 'instant',
      begunAt: 'instant',
      doneAt: 'instant',
    },
  },
  {
    name: 'attention_marks',
    key: ['householdId', 'userId'],
    fields: {
      householdId: 'text',
      userId: 'text',
      version: 'count',
      seen: 'list',
      dismissed: 'list',
      ...stamps,
    },
  },
  {
    name: 'history_rollups',
    key: ['id'],
    fields: { id: 'text', weight: 'count', content: 'bytes' },
    isMeasured: true,
  },
  {
    name: 'instances',
    key: ['id'],
    fields: {
      id: 'text',
      name: 'text',
      version: 'text',
      node: 'text',
      pid: 'count',
      startedAt: 'instant',
      lastSeenAt: 'instant',
      stoppedAt: 'instant',
    },
    isMeasured: true,
  },
  {
    name: 'alert_documents',
    key: ['name'],
    fields: { name: 'text', version: 'count', content: 'text' },
  },
  {
    name: 'alert_incidents',
    key: ['id'],
    fields: {
      id: 'text',
      rule: 'text',
      subject: 'text',
      severity: 'text',
      since: 'instant',
      firedAt: 'instant',
      resolvedAt: 'instant',
      value: 'text',
      note: 'text',
    },
  },
  {
    name: 'jobs',
    key: ['id'],
    fields: {
      id: 'text',
      householdId: 'text',
      kind: 'text',
      payload: 'text',
      state: 'text',
      scheduledFor: 'instant',
      claimableAt: 'instant',
      attempt: 'count',
      holder: 'text',
      createdAt: 'instant',
      startedAt: 'instant',
      endedAt: 'instant',
      error: 'text',
    },
  },
  {
    name: 'circuit_events',
    key: ['id'],
    fields: {
      id: 'text',
      at: 'instant',
      instanceId: 'text',
      circuit: 'text',
      fromState: 'text',
      toState: 'text',
      cause: 'text',
      fault: 'text',
      words: 'text',
      isTurn: 'flag',
    },
  },
  {
    name: 'circuit_orders',
    key: ['circuit'],
    fields: { circuit: 'text', act: 'text', at: 'instant', until: 'instant' },
  },
  {
    name: 'operator_acts',
    key: ['id'],
    fields: {
      id: 'text',
      at: 'instant',
      instanceId: 'text',
      userId: 'text',
      method: 'text',
      route: 'text',
      params: 'text',
      status: 'count',
      requestId: 'text',
    },
  },
  {
    name: 'error_groups',
    key: ['id'],
    fields: {
      id: 'text',
      version: 'count',
      state: 'text',
      source: 'text',
      type: 'text',
      code: 'text',
      message: 'text',
      place: 'text',
      count: 'count',
      householdCount: 'count',
      firstSeenAt: 'instant',
      lastSeenAt: 'instant',
      resolvedAt: 'instant',
      reopenedAt: 'instant',
      release: 'text',
      details: 'text',
    },
  },
];
