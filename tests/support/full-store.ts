import type { Store } from '#server/adapters/store/store.ts';
import type { NewJob } from '#server/jobs/job-repository.ts';
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

/** Something of everything, with each kind of value in it. */
export async function fillStore(store: Store, households = 3): Promise<void> {
  await store.users.claimFirst(sampleUser().id, sampleInstant(3));
  await store.providedRates.insertNew([
    sampleRateSheet(),
    sampleRateSheet({ provider: 'open-er-api', perEuro: { IRR: '1200000.000000000000001' } }),
  ]);
  await store.alerts.putDocument('board', '{"words":"Größe"}', null);
  await store.alerts.putDocument('board', '[]', 1);
  await store.alerts.putIncident(sampleAlertIncident({ note: 'Größe' }));
  await store.alerts.putIncident(
    sampleAlertIncident({
      id: sampleId(901),
      value: null,
      resolvedAt: Date.parse(sampleInstant(9)),
    }),
  );
  const words = 'Größe ✓';
  await store.errorGroups.put(sampleErrorGroup(), null);
  await store.errorGroups.put(
    sampleErrorGroup({
      id: sampleHash(901).slice(32),
      state: 'resolved',
      code: 'ENOENT',
      message: 'Größe ✓',
      place: null,
      count: 2_000_000_000,
      householdCount: 100,
      resolvedAt: sampleInstant(11),
      reopenedAt: sampleInstant(12),
      details: '{"events":[],"householdIds":["Größe"]}',
    }),
    null,
  );
  await store.providedRates.putState(
    sampleRateState({ answeredAt: null, faultAt: sampleInstant(6), faultWords: words }),
  );
  await store.circuitEvents.insertNew([
    sampleCircuitEvent(),
    sampleCircuitEvent({ id: sampleId(901), fault: null, words: null, isTurn: false }),
  ]);
  await store.circuitEvents.putOrder(sampleCircuitOrder());
  const reset = sampleCircuitOrder({ circuit: 'cache', act: 'reset', until: null });
  await store.circuitEvents.putOrder(reset);
  await store.audit.insertNew([sampleOperatorAct(), sampleOperatorAct({ id: 'z', params: {} })]);
  await store.history.put([
    sampleRollup(),
    sampleRollup({ level: '1h', instanceId: '', weight: 360, content: new Uint8Array() }),
  ]);
  await store.instances.put(sampleInstance({ name: 'Größe ✓', stoppedAt: sampleInstant(3) }));
  await store.instances.put(sampleInstance({ id: 'd4e5f6' }));
  for (let number = 0; number < households; number += 1) {
    const user = sampleUser({ id: sampleId(number + 1), email: `Größe-${number}@example.com` });
    const household = sampleHousehold({ id: sampleId(100 + number), name: `Haus ${number} 🏠` });
    await store.users.insert(user);
    await store.households.insert(household);
    await store.households.addMember({
      householdId: household.id,
      userId: user.id,
      role: 'owner',
      createdAt: sampleInstant(number),
    });
    await store.sessions.insert(
      sampleSession({
        id: sampleId(500 + number),
        tokenHash: sampleHash(number),
        userId: user.id,
        userAgent: number === 0 ? null : 'Mozilla/5.0',
      }),
    );
    await store.passwordResets.put(
      samplePasswordReset({ tokenHash: sampleHash(50 + number), userId: user.id }),
    );
    await fillHousehold(store, household.id);
    const member = { householdId: household.id, userId: user.id };
    await store.channels.insert(member, sampleChannel({ name: 'Größe 📱' }));
    await store.channels.insert(
      member,
      sampleChannel({
        id: sampleId(601),
        kind: 'mail',
        secrets: '{}',
        faultAt: sampleInstant(4),
        faultWords: 'no such user',
        deletedAt: sampleInstant(5),
      }),
    );
    const { reminderSettings, reminderDeliveries } = store;
    const ofMember = sampleReminderSettings({ scope: 'member', ownerId: user.id });
    await reminderSettings.put(household.id, ofMember, null);
    await reminderSettings.put(household.id, ofMember, 1);
    const told = sampleReminderDelivery({ userId: user.id });
    await reminderDeliveries.insertNew(household.id, [
      told,
      sampleReminderDelivery({
        id: 'Größe',
        userId: user.id,
        digestId: told.id,
        state: 'sent',
        isLate: true,
        note: '250 ✓',
        endedAt: sampleInstant(8),
      }),
    ]);
    await store.reminderLinks.begin(household.id, sampleReminderLinkUse());
    const paid = sampleReminderLinkUse({
      id: 'Größe',
      snoozeUntil: null,
      doneAt: sampleInstant(9),
    });
    await store.reminderLinks.begin(household.id, paid);
    await store.attention.put(member, sampleAttentionMarks(), null);
    await store.attention.put(member, sampleAttentionMarks({ seen: [], dismissed: ['Größe'] }), 1);
    await store.calendarFeeds.put(household.id, {
      tokenHash: sampleHash(90 + number),
      createdAt: sampleInstant(7),
    });
  }
}

async function fillHousehold(store: Store, home: string): Promise<void> {
  const plain = sampleSubscription();
  const rich = sampleSubscription({
    id: sampleId(201),
    cycle: null,
    notice: { every: 3, unit: 'month' },
    autoRenews: false,
    prices: [
      { from: '2024-02-29', amountMinor: 0, currency: 'JPY' },
      { from: '9999-12-31', amountMinor: 999_999_999_999_999, currency: 'KWD' },
    ],
    pauses: [{ from: '2026-01-01', until: null }],
    tags: ['video', '"quoted"'],
    notes: 'Line\nTab\t\u0000 end',
    deletedAt: sampleInstant(3.5),
  });
  await store.subscriptions.insertMany(home, [plain, rich]);
  await store.payments.put(home, samplePayment(), null);
  await store.payments.put(home, samplePayment(), 1);
  const skipped = { status: 'skipped', paidOn: null, amountMinor: null, currency: null } as const;
  await store.payments.put(home, samplePayment({ dueOn: '2026-03-31', ...skipped }), null);
  await store.categories.insert(home, sampleCategory());
  await store.paymentMethods.insert(home, samplePaymentMethod({ lastFour: null }));
  await store.budgets.insert(home, sampleBudget({ name: 'Größe 💶' }));
  await store.budgets.insert(
    home,
    sampleBudget({
      id: sampleId(801),
      limitMinor: 999_999_999_999_999,
      currency: 'KWD',
      period: 'year',
      categoryId: null,
      deletedAt: sampleInstant(6),
    }),
  );
  await store.rates.put(home, sampleRate({ rate: '0.0000000001' }));
  await store.imports.insert(home, sampleImport({ content: '{"name":"Größe 📦"}' }));
  const record = sampleIdempotencyRecord();
  await store.idempotency.begin(home, record);
  await fillJobs(store, home);
  await store.idempotency.finish(home, record.key, {
    status: 201,
    headers: { etag: '"1"' },
    body: '{"ok":true}',
  });
}

/** One of each state, of the household and of the installation. */
async function fillJobs({ jobs }: Store, home: string): Promise<void> {
  const [done, dead, running, waiting] = [0, 1, 2, 3].map((number) =>
    sampleJob({ id: `${home}:job-${number}`, scheduledFor: sampleInstant(number), kind: home }),
  ) as [NewJob, NewJob, NewJob, NewJob];
  await jobs.insertMany(home, [done, waiting]);
  await jobs.insertMany(null, [dead, running]);
  const claim = { kinds: [home], now: sampleInstant(2.5), until: sampleInstant(60) };
  for (const holder of ['a', 'b', 'c']) await jobs.claim({ ...claim, holder });
  const endedAt = sampleInstant(9);
  await jobs.finish(done.id, 'a', { state: 'done', endedAt, error: null });
  await jobs.finish(dead.id, 'b', { state: 'dead', endedAt, error: 'Größe' });
}
