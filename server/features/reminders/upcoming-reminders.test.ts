import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '#server/clock.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { MemberReminderSettings } from '#shared/reminders/reminder-settings.ts';
import { ADA, createReminderRig, HOME, type ReminderRig } from '#tests/support/reminder-rig.ts';
import {
  sampleId,
  samplePaymentMethod,
  sampleSubscription,
} from '#tests/support/sample-records.ts';
import { createReminderService } from './reminder-service.ts';

const START = '2026-03-01T12:00:00.000Z';
const ZONE = 'Europe/Berlin';
const DAYS_AHEAD = 21;
const WEEK: Partial<MemberReminderSettings> = { digest: 'weekly', weekday: 1 };

let rig: ReminderRig;
beforeEach(async () => {
  rig = await createReminderRig(START);
});
afterEach(() => rig.store.close());

function service() {
  const { store, clock, channelsOf } = rig;
  return createReminderService({
    households: store.households,
    subscriptions: store.subscriptions,
    paymentMethods: store.paymentMethods,
    payments: store.payments,
    settings: store.reminderSettings,
    budgets: rig.budgets,
    deliveries: store.reminderDeliveries,
    channels: { of: async (_household, userId) => channelsOf.get(userId) ?? [] },
    clock,
  });
}

async function promised(days = DAYS_AHEAD, subject?: string): Promise<string[]> {
  const from = todayIn(ZONE, rig.clock.now());
  const { items } = await service().upcoming(
    { householdId: HOME, userId: ADA },
    { from, to: addDays(from, days), subject },
  );
  return items
    .map(({ kind, occurrence, days: count, sendAt, isInDigest }) =>
      [kind, occurrence, count, sendAt, isInDigest ? 'digest' : 'single'].join(' '),
    )
    .sort();
}

/** What went out, as {@link promised} writes it. */
async function sentSoFar(): Promise<string[]> {
  const owner = { householdId: HOME, userId: ADA };
  const rows = await rig.store.reminderDeliveries.listNewest(owner, { limit: 1_000 });
  return rows
    .filter(({ kind, state }) => kind !== 'digest' && state === 'sent')
    .map(({ kind, occurrence, days, endedAt, digestId }) =>
      [kind, occurrence, days, endedAt, digestId === null ? 'single' : 'digest'].join(' '),
    )
    .sort();
}

function instantIn(line: string): string {
  return line.split(' ')[3] ?? '';
}

/** Things of every rhythm, some of whose reminders fall due on the day of a digest and after it. */
async function fill(): Promise<void> {
  const methodId = sampleId(300);
  await rig.store.paymentMethods.insert(
    HOME,
    samplePaymentMethod({ id: methodId, expiresIn: '2026-03', createdAt: START }),
  );
  const rhythms = [
    { anchor: '2026-02-10', cycle: { every: 1, unit: 'week' } },
    { anchor: '2026-02-15', cycle: { every: 1, unit: 'month' }, paymentMethodId: methodId },
    { anchor: '2026-02-18', cycle: { every: 3, unit: 'day' }, notice: { every: 2, unit: 'day' } },
    { anchor: '2026-03-20', cycle: { every: 1, unit: 'year' }, trialEndsOn: '2026-03-19' },
  ] as const;
  for (const [at, rhythm] of rhythms.entries()) {
    await rig.store.subscriptions.insert(
      HOME,
      sampleSubscription({
        id: sampleId(200 + at),
        prices: [{ from: '2026-02-10', amountMinor: 1_549, currency: 'EUR' }],
        createdAt: START,
        ...rhythm,
      }),
    );
  }
  await rig.planner.wake(HOME);
}

describe('what is said to be sent', () => {
  it.each<[string, Partial<MemberReminderSettings>]>([
    ['each on its own', {}],
    ['in a daily digest', { digest: 'daily' }],
    ['in a weekly digest on Mondays', WEEK],
    ['in a weekly digest on Sundays', { digest: 'weekly', weekday: 7 }],
    ['in a weekly digest, out of the quiet hours', { ...WEEK, quiet: { from: 8, until: 11 } }],
  ])('is what is sent then, %s', async (_name, wishes) => {
    await rig.setHousehold({ rules: { charge: { isOn: true, days: [7, 1, 0] } }, hour: 9 });
    await rig.setMember(wishes);
    await fill();
    const looks: { at: string; until: string; said: string[] }[] = [];
    // 2 March is a Monday: one look is within the hour before a digest, one right after it.
    for (const at of ['03-01T13:00', '03-02T07:30', '03-02T12:00', '03-05T12:00']) {
      await rig.pass(`2026-${at}:00.000Z`);
      const last = addDays(todayIn(ZONE, rig.clock.now()), DAYS_AHEAD);
      const now = instantOf(rig.clock.now());
      looks.push({ at: now, until: `${last}T23:00:00.000Z`, said: await promised() });
    }
    await rig.pass(looks.at(-1)?.until ?? START);
    const sent = await sentSoFar();
    for (const { at, until, said } of looks) {
      const isBetween = (line: string) => instantIn(line) > at && instantIn(line) < until;
      expect(said, `asked at ${at}`).toEqual(sent.filter(isBetween));
      expect(said.length).toBeGreaterThan(20);
    }
  });

  it('is only about the subject that was asked for', async () => {
    await fill();
    const all = await promised(DAYS_AHEAD);
    const weekly = await promised(DAYS_AHEAD, sampleId(200));
    expect(weekly.length).toBeGreaterThan(0);
    expect(weekly.length).toBeLessThan(all.length);
    expect(all).toEqual(expect.arrayContaining(weekly));
    expect(await promised(30, sampleId(300))).toEqual([
      'card-expiry 2026-03-31 7 2026-03-24T08:00:00.000Z single',
    ]);
  });

  it('is no more what every channel was told, and still what one of them was not', async () => {
    await rig.setMember(WEEK);
    await fill();
    await rig.pass('2026-03-02T09:00:00.000Z');
    const told = await promised(3);
    const since = instantOf(rig.clock.now());
    rig.channelsOf.set(ADA, [
      { id: sampleId(600), kind: 'ntfy', since: START },
      { id: sampleId(601), kind: 'mail', since },
    ]);
    const owed = await promised(3);
    expect(owed.length).toBeGreaterThan(told.length);
    expect(owed.every((line) => line.endsWith('single'))).toBe(true);
  });
});
