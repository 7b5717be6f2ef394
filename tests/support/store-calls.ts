import type { Repositories, Store } from '#server/adapters/store/store.ts';
import {
  sampleAlertIncident,
  sampleAttentionMarks,
  sampleBudget,
  sampleCategory,
  sampleChannel,
  sampleCircuitEvent,
  sampleCircuitOrder,
  sampleErrorGroup,
  sampleHash,
  sampleHousehold,
  sampleId,
  sampleIdempotencyRecord,
  sampleImport,
  sampleInstance,
  sampleInstant,
  sampleJob,
  sampleOperatorAct,
  samplePasswordReset,
  samplePayment,
  samplePaymentMethod,
  sampleRate,
  sampleRateSheet,
  sampleRateState,
  sampleReminderDelivery,
  sampleReminderLinkUse,
  sampleReminderSettings,
  sampleRollup,
  sampleSession,
  sampleSubscription,
  sampleUser,
} from './sample-records.ts';

export type RepositoryName = keyof Repositories;

type Calls = {
  readonly [Name in RepositoryName]: {
    readonly [Method in keyof Store[Name]]: (repository: Store[Name]) => Promise<unknown>;
  };
};

const HOME = sampleHousehold().id;
const ADA = sampleUser().id;
const AT = sampleInstant(1);
const MEMBERSHIP = { householdId: HOME, userId: ADA, role: 'owner', createdAt: AT } as const;
const MEMBER = { householdId: HOME, userId: ADA };
const CHANNEL = sampleChannel();
const PAYMENT = samplePayment();
const REMINDER = sampleReminderDelivery();
const LINK_USE = sampleReminderLinkUse();
const JOB = sampleJob();
const EVENT = sampleCircuitEvent();

/** One call of every method; the compiler asks for those that are new. */
const CALLS: Calls = {
  users: {
    insert: (users) => users.insert(sampleUser()),
    find: (users) => users.find(ADA),
    findByEmail: (users) => users.findByEmail('ada@example.com'),
    replace: (users) => users.replace(sampleUser(), 1),
    delete: (users) => users.delete(ADA),
    isEmpty: (users) => users.isEmpty(),
    findFirst: (users) => users.findFirst(),
    claimFirst: (users) => users.claimFirst(ADA, AT),
    reassignFirst: (users) => users.reassignFirst(ADA, sampleId(2), AT),
  },
  sessions: {
    insert: (sessions) => sessions.insert(sampleSession()),
    findByTokenHash: (sessions) => sessions.findByTokenHash(sampleHash(1)),
    listByUser: (sessions) => sessions.listByUser(ADA),
    touch: (sessions) => sessions.touch(sampleId(50), AT),
    delete: (sessions) => sessions.delete(ADA, sampleId(50)),
    deleteByUser: async (sessions) => {
      await sessions.deleteByUser(ADA, sampleId(51));
      await sessions.deleteByUser(ADA);
    },
    purge: (sessions) => sessions.purge(AT, AT),
  },
  passwordResets: {
    put: (resets) => resets.put(samplePasswordReset()),
    take: (resets) => resets.take(sampleHash(1)),
    deleteByUser: (resets) => resets.deleteByUser(ADA),
    purge: (resets) => resets.purge(AT),
  },
  households: {
    insert: (households) => households.insert(sampleHousehold()),
    find: (households) => households.find(HOME),
    replace: (households) => households.replace(sampleHousehold(), 1),
    delete: (households) => households.delete(HOME),
    addMember: (households) => households.addMember(MEMBERSHIP),
    removeMember: (households) => households.removeMember(HOME, ADA),
    listMembers: (households) => households.listMembers(HOME),
    listMemberships: (households) => households.listMemberships(ADA),
  },
  subscriptions: {
    ...versionedCalls(sampleSubscription()),
    insertMany: (subscriptions) => subscriptions.insertMany(HOME, [sampleSubscription()]),
  },
  payments: {
    find: (payments) => payments.find(HOME, PAYMENT.subscriptionId, PAYMENT.dueOn),
    list: async (payments) => {
      await payments.list(HOME);
      await payments.list(HOME, PAYMENT.subscriptionId);
    },
    put: async (payments) => {
      await payments.put(HOME, PAYMENT, null);
      await payments.put(HOME, PAYMENT, 1);
    },
    insertMany: (payments) => payments.insertMany(HOME, [PAYMENT]),
    delete: async (payments) => {
      await payments.delete(HOME, PAYMENT.subscriptionId, PAYMENT.dueOn, 1);
      await payments.delete(HOME, PAYMENT.subscriptionId, PAYMENT.dueOn);
    },
  },
  categories: {
    ...versionedCalls(sampleCategory()),
    listIds: (categories) => categories.listIds(HOME),
  },
  paymentMethods: {
    ...versionedCalls(samplePaymentMethod()),
    listIds: (methods) => methods.listIds(HOME),
  },
  budgets: versionedCalls(sampleBudget()),
  rates: {
    list: (rates) => rates.list(HOME),
    put: (rates) => rates.put(HOME, sampleRate()),
    delete: (rates) => rates.delete(HOME, 'USD', 'EUR', '2026-01-01'),
  },
  providedRates: {
    insertNew: (rates) => rates.insertNew([sampleRateSheet()]),
    list: (rates) => rates.list('2026-01-01'),
    findNewest: (rates) => rates.findNewest('ecb', '2026-01-02'),
    listStates: (rates) => rates.listStates(),
    putState: (rates) => rates.putState(sampleRateState()),
  },
  imports: {
    insert: (imports) => imports.insert(HOME, sampleImport()),
    find: (imports) => imports.find(HOME, sampleImport().id),
    replace: (imports) => imports.replace(HOME, sampleImport(), 1),
    purge: (imports) => imports.purge(AT),
  },
  calendarFeeds: {
    find: (feeds) => feeds.find(HOME),
    findHouseholdByTokenHash: (feeds) => feeds.findHouseholdByTokenHash(sampleHash(1)),
    put: (feeds) => feeds.put(HOME, { tokenHash: sampleHash(1), createdAt: AT }),
    delete: (feeds) => feeds.delete(HOME),
  },
  idempotency: {
    begin: (records) => records.begin(HOME, sampleIdempotencyRecord()),
    resume: (records) => records.resume(HOME, sampleHash(7), sampleInstant(0), AT),
    finish: (records) =>
      records.finish(HOME, sampleHash(7), { status: 201, headers: {}, body: '{}' }),
    abandon: (records) => records.abandon(HOME, sampleHash(7)),
    purge: (records) => records.purge(AT),
  },
  channels: {
    insert: (channels) => channels.insert(MEMBER, CHANNEL),
    find: (channels) => channels.find(MEMBER, CHANNEL.id),
    list: async (channels) => {
      await channels.list(MEMBER);
      await channels.list(MEMBER, { trash: true });
    },
    replace: (channels) => channels.replace(MEMBER, CHANNEL, 1),
    purgeTrash: (channels) => channels.purgeTrash(AT),
  },
  reminderSettings: {
    find: (settings) => settings.find(HOME, sampleReminderSettings()),
    list: (settings) => settings.list(HOME),
    put: async (settings) => {
      await settings.put(HOME, sampleReminderSettings(), null);
      await settings.put(HOME, sampleReminderSettings(), 1);
    },
    delete: async (settings) => {
      await settings.delete(HOME, sampleReminderSettings(), 1);
      await settings.delete(HOME, sampleReminderSettings());
    },
  },
  reminderDeliveries: {
    insertNew: (deliveries) => deliveries.insertNew(HOME, [REMINDER]),
    find: (deliveries) => deliveries.find(HOME, REMINDER.id),
    listIds: (deliveries) => deliveries.listIds(MEMBER, REMINDER.channelId, AT),
    listPending: (deliveries) => deliveries.listPending(HOME),
    listNewest: async (deliveries) => {
      await deliveries.listNewest(MEMBER, { limit: 9 });
      await deliveries.listNewest(MEMBER, { limit: 9, after: REMINDER });
    },
    listFailed: (deliveries) => deliveries.listFailed(MEMBER, AT),
    progress: (deliveries) =>
      deliveries.progress(HOME, REMINDER.id, { ...REMINDER, state: 'sent', endedAt: AT }),
    purge: (deliveries) => deliveries.purge(AT),
  },
  reminderLinks: {
    find: (links) => links.find(HOME, LINK_USE.id),
    begin: (links) => links.begin(HOME, LINK_USE),
    finish: (links) => links.finish(HOME, LINK_USE.id, AT),
    purge: (links) => links.purge(AT),
  },
  attention: {
    find: (attention) => attention.find(MEMBER),
    put: async (attention) => {
      await attention.put(MEMBER, sampleAttentionMarks(), null);
      await attention.put(MEMBER, sampleAttentionMarks(), 1);
    },
  },
  history: {
    put: (history) => history.put([sampleRollup()]),
    list: (history) => history.list('10s', 'summary', 0, Date.parse(AT)),
    findOldest: (history) => history.findOldest('10s', 'summary'),
    findNewest: (history) => history.findNewest('10s', 'summary'),
    purge: (history) => history.purge('10s', 'summary', Date.parse(AT)),
  },
  instances: {
    put: (instances) => instances.put(sampleInstance()),
    list: (instances) => instances.list(AT, 9),
    purge: (instances) => instances.purge(AT),
  },
  alerts: {
    findDocument: (alerts) => alerts.findDocument('board'),
    putDocument: async (alerts) => {
      await alerts.putDocument('board', '{}', null);
      await alerts.putDocument('board', '{}', 1);
    },
    putIncident: (alerts) => alerts.putIncident(sampleAlertIncident()),
    listIncidents: (alerts) => alerts.listIncidents({ from: 0, to: Date.parse(AT), limit: 9 }),
    purgeIncidents: (alerts) => alerts.purgeIncidents(Date.parse(AT)),
  },
  jobs: {
    insertMany: async (jobs) => {
      await jobs.insertMany(null, [JOB]);
      await jobs.insertMany(HOME, [JOB]);
    },
    find: (jobs) => jobs.find(JOB.id),
    claim: (jobs) =>
      jobs.claim({ kinds: [JOB.kind, 'other'], holder: 'a', now: AT, until: sampleInstant(60) }),
    renew: (jobs) => jobs.renew(JOB.id, 'a', AT),
    finish: (jobs) => jobs.finish(JOB.id, 'a', { state: 'done', endedAt: AT, error: null }),
    putBack: (jobs) => jobs.putBack(JOB.id, 'a', { claimableAt: AT, attempt: 1, error: 'none' }),
    revive: (jobs) => jobs.revive(JOB.id, AT),
    endLeasesBeyond: (jobs) => jobs.endLeasesBeyond([JOB.kind], AT, AT),
    list: async (jobs) => {
      const after = { scheduledFor: AT, id: JOB.id };
      await jobs.list({ kind: JOB.kind, state: 'done', limit: 9 });
      await jobs.list({ kind: JOB.kind, state: 'dead', after, limit: 9 });
    },
    count: (jobs) => jobs.count(),
    purge: (jobs) => jobs.purge(AT, AT),
  },
  circuitEvents: {
    insertNew: (events) => events.insertNew([EVENT]),
    list: async (events) => {
      const all = { from: AT, to: sampleInstant(60), turnsOnly: false, limit: 9 };
      await events.list(all);
      await events.list({ ...all, after: EVENT });
      await events.list({ ...all, turnsOnly: true });
      await events.list({ ...all, circuit: EVENT.circuit });
      await events.list({ ...all, circuit: EVENT.circuit, turnsOnly: true });
    },
    purge: (events) => events.purge(AT, 0),
    listOrders: (events) => events.listOrders(),
    putOrder: (events) => events.putOrder(sampleCircuitOrder()),
  },
  audit: {
    insertNew: (audit) => audit.insertNew([sampleOperatorAct()]),
    list: async (audit) => {
      await audit.list({ limit: 9 });
      await audit.list({ limit: 9, after: sampleOperatorAct() });
    },
    purge: (audit) => audit.purge(AT),
  },
  errorGroups: {
    find: (groups) => groups.find(sampleErrorGroup().id),
    put: async (groups) => {
      await groups.put(sampleErrorGroup(), null);
      await groups.put(sampleErrorGroup(), 1);
    },
    list: async (groups) => {
      const after = { lastSeenAt: AT, id: sampleErrorGroup().id };
      await groups.list({ state: 'open', limit: 9 });
      await groups.list({ state: 'resolved', after, limit: 9 });
    },
    purge: (groups) => groups.purge(AT),
    keepNewest: (groups) => groups.keepNewest(1),
  },
};

export interface StoreCall {
  readonly repository: RepositoryName;
  readonly method: string;
  run(store: Pick<Store, RepositoryName>): Promise<unknown>;
}

export const STORE_CALLS: readonly StoreCall[] = Object.entries(CALLS).flatMap(
  ([repository, methods]) =>
    Object.entries(methods).map(([method, call]) => ({
      repository: repository as RepositoryName,
      method,
      run: (store: Pick<Store, RepositoryName>) => call(store[repository as RepositoryName]),
    })),
);

/** What the calls write needs these to exist. */
export async function prepareForStoreCalls(store: Pick<Store, RepositoryName>): Promise<void> {
  await store.users.insert(sampleUser());
  await store.households.insert(sampleHousehold());
  await store.households.addMember(MEMBERSHIP);
  await store.subscriptions.insert(HOME, sampleSubscription());
}

interface VersionedRepository<Row> {
  insert(householdId: string, row: Row): Promise<unknown>;
  find(householdId: string, id: string): Promise<unknown>;
  list(householdId: string, options?: { trash?: boolean }): Promise<unknown>;
  replace(householdId: string, row: Row, expectedVersion: number): Promise<unknown>;
  purgeTrash(deletedBefore: string): Promise<unknown>;
}

function versionedCalls<Row extends { id: string }>(row: Row) {
  return {
    insert: (rows: VersionedRepository<Row>) => rows.insert(HOME, row),
    find: (rows: VersionedRepository<Row>) => rows.find(HOME, row.id),
    list: async (rows: VersionedRepository<Row>) => {
      await rows.list(HOME);
      await rows.list(HOME, { trash: true });
    },
    replace: (rows: VersionedRepository<Row>) => rows.replace(HOME, row, 1),
    purgeTrash: (rows: VersionedRepository<Row>) => rows.purgeTrash(AT),
  };
}
