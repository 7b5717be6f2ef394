import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Snooze } from '#shared/schemas/reminder-link-schemas.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { ADA, createReminderRig, HOME, type ReminderRig } from '#tests/support/reminder-rig.ts';
import { sampleId, samplePayment, sampleSubscription } from '#tests/support/sample-records.ts';
import { createReminderService } from './reminder-service.ts';

const START = '2026-03-01T12:00:00.000Z';
const ON = (...days: number[]) => ({ isOn: true, days });
const OFF = { isOn: false, days: [1] };

let rig: ReminderRig;
beforeEach(async () => {
  rig = await createReminderRig(START);
});
afterEach(() => rig.store.close());

/** Monthly from 20 March on; reminded of a week before at 9 in Berlin, which is 8 UTC. */
async function give(changes: Partial<Subscription> = {}): Promise<Subscription> {
  await rig.setHousehold({ rules: { charge: ON(7), unpaid: OFF }, hour: 9 });
  const subscription = sampleSubscription({
    anchor: '2026-03-20',
    prices: [{ from: '2026-03-20', amountMinor: 1_549, currency: 'EUR' }],
    createdAt: START,
    ...changes,
  });
  await rig.store.subscriptions.insert(HOME, subscription);
  await rig.planner.wake(HOME);
  return subscription;
}

/** The token of a link in the newest message. */
function tokenOf(label: string): string {
  const { actions = [] } = rig.sent.at(-1) ?? {};
  const [, token = ''] = actions.find((each) => each.label === label)?.url.split('#') ?? [];
  return token;
}

const snooze = (until: Snooze) => rig.links.redeem(tokenOf('Remind me later'), until);
const killed = () => Promise.reject(new Error('killed'));
const times = () => rig.sent.map(({ at }) => at.slice(5, 16));

async function history() {
  const owner = { householdId: HOME, userId: ADA };
  const rows = await rig.store.reminderDeliveries.listNewest(owner, { limit: 200 });
  return rows.map(({ state, isLate, note }) => `${state}${isLate ? ' late' : ''} ${note ?? ''}`);
}

describe('a reminder that is put off', () => {
  it('comes again when that was chosen, on the same channel, on time, and can be put off again', async () => {
    const { id } = await give();
    await rig.pass('2026-03-13T10:00:00.000Z');
    expect(times()).toEqual(['03-13T08:00']);
    expect(await snooze('later-today')).toEqual({
      action: 'snooze',
      entry: null,
      again: { date: '2026-03-13', hour: 14 },
    });
    await rig.pass('2026-03-13T20:00:00.000Z');
    expect(times()).toEqual(['03-13T08:00', '03-13T13:00']);
    await snooze('in-3-days');
    await rig.pass('2026-03-16T10:00:00.000Z');
    await snooze('tomorrow');
    await rig.pass('2026-03-25T00:00:00.000Z');
    expect(times()).toEqual(['03-13T08:00', '03-13T13:00', '03-16T08:00', '03-17T08:00']);
    const [first, ...others] = rig.sent;
    expect(first?.id).toBe(`${ADA}:${sampleId(600)}:charge/${id}/2026-03-20/7`);
    expect(others.map((each) => each.id)).toEqual([1, 2, 3].map((turn) => `${first?.id}~${turn}`));
    expect(others[0]?.title).toBe('Netflix: €15.49 on Fri, 20 March 2026 (in 7 days)');
    expect(others[2]?.title).toBe('Netflix: €15.49 on Fri, 20 March 2026 (in 3 days)');
    expect(new Set(rig.sent.map(({ channelId }) => channelId))).toEqual(new Set([sampleId(600)]));
    expect(await history()).toEqual(['sent ', 'sent ', 'sent ', 'sent ']);
  });

  it('comes once, whatever was chosen, by two who died before it was done', async () => {
    await give();
    await rig.pass('2026-03-13T10:00:00.000Z');
    const { reminderLinks } = rig.store;
    const { finish } = reminderLinks;
    Object.assign(reminderLinks, { finish: killed });
    await expect(snooze('tomorrow')).rejects.toThrow('killed');
    rig.clock.advance(15 * 60_000);
    await expect(snooze('later-today')).rejects.toThrow('killed');
    Object.assign(reminderLinks, { finish });
    expect(await snooze('in-3-days')).toMatchObject({ again: { date: '2026-03-14', hour: 9 } });
    await expect(snooze('in-3-days')).rejects.toMatchObject({ code: 'link-used' });
    await rig.pass('2026-03-25T00:00:00.000Z');
    expect(times()).toEqual(['03-13T08:00', '03-14T08:00']);
  });

  it('comes by whoever comes after one that died before it was planned', async () => {
    await give();
    await rig.pass('2026-03-13T10:00:00.000Z');
    const { reminderDeliveries } = rig.store;
    const { insertNew } = reminderDeliveries;
    Object.assign(reminderDeliveries, { insertNew: killed });
    await expect(snooze('tomorrow')).rejects.toThrow('killed');
    Object.assign(reminderDeliveries, { insertNew });
    await snooze('tomorrow');
    await rig.pass('2026-03-25T00:00:00.000Z');
    expect(times()).toEqual(['03-13T08:00', '03-14T08:00']);
  });

  it('says that it is late only where it is', async () => {
    await give();
    await rig.pass('2026-03-13T10:00:00.000Z');
    await snooze('tomorrow');
    await rig.runJobs();
    rig.clock.set('2026-03-14T12:00:00.000Z');
    await rig.pass('2026-03-14T13:00:00.000Z');
    expect(rig.sent.at(-1)?.body).toContain('This comes late');
    expect(await history()).toEqual(['sent late ', 'sent ']);
  });

  it('gives way to a later one of the same that comes at that time', async () => {
    await give();
    await rig.setHousehold({ rules: { charge: ON(7, 6, 1) }, hour: 9 });
    await rig.pass('2026-03-13T10:00:00.000Z');
    await snooze('tomorrow');
    await rig.pass('2026-03-15T00:00:00.000Z');
    expect(times()).toEqual(['03-13T08:00', '03-14T08:00']);
    expect((await history()).toSorted()).toEqual(['dropped superseded', 'sent ', 'sent ']);
  });

  it('waits for the end of quiet hours that were set since', async () => {
    await give();
    await rig.pass('2026-03-13T10:00:00.000Z');
    await snooze('later-today');
    await rig.setMember({ quiet: { from: 13, until: 17 } });
    await rig.pass('2026-03-14T00:00:00.000Z');
    expect(times()).toEqual(['03-13T08:00', '03-13T16:00']);
  });

  it('is dropped when it was deleted, or paid, since', async () => {
    const subscription = await give();
    await rig.pass('2026-03-13T10:00:00.000Z');
    await snooze('tomorrow');
    const deletedAt = '2026-03-13T11:00:00.000Z';
    await rig.store.subscriptions.replace(HOME, { ...subscription, deletedAt }, 1);
    await give({ id: sampleId(201), anchor: '2026-03-14', name: 'Gym' });
    await rig.setHousehold({ rules: { charge: OFF, unpaid: ON(1) }, hour: 9 });
    await rig.pass('2026-03-15T10:00:00.000Z');
    expect(rig.sent.at(-1)).toMatchObject({ kind: 'unpaid', title: expect.stringMatching(/^Gym/) });
    await snooze('tomorrow');
    const settled = samplePayment({ subscriptionId: sampleId(201), dueOn: '2026-03-14' });
    await rig.store.payments.put(HOME, settled, null);
    await rig.pass('2026-03-18T10:00:00.000Z');
    expect(times()).toEqual(['03-13T08:00', '03-15T08:00']);
    expect((await history()).filter((each) => each !== 'sent ')).toEqual([
      'dropped changed',
      'dropped changed',
    ]);
  });

  it('is among what is to come until it came', async () => {
    const { id } = await give();
    const deps = {
      ...rig.store,
      settings: rig.store.reminderSettings,
      deliveries: rig.store.reminderDeliveries,
      channels: { of: async () => rig.channelsOf.get(ADA) ?? [] },
      budgets: rig.budgets,
      clock: rig.clock,
    };
    const coming = async (subject?: string, to: CalendarDate = '2026-03-31') => {
      const days = { from: '2026-03-13', to, subject } as const;
      const who = { householdId: HOME, userId: ADA };
      const { items } = await createReminderService(deps).upcoming(who, days);
      return items.map(({ kind, on, sendAt }) => `${kind} ${on} ${sendAt}`);
    };
    await rig.pass('2026-03-13T10:00:00.000Z');
    expect(await coming()).toEqual([]);
    await snooze('in-3-days');
    const said = ['charge 2026-03-20 2026-03-16T08:00:00.000Z'];
    expect(await coming()).toEqual(said);
    expect(await coming(id)).toEqual(said);
    expect(await coming(sampleId(999))).toEqual([]);
    expect(await coming(id, '2026-03-15')).toEqual([]);
    await rig.pass('2026-03-16T08:00:00.000Z');
    expect(await coming()).toEqual([]);
  });

  it('can be marked as paid, also from its second message', async () => {
    const { id } = await give();
    await rig.pass('2026-03-13T10:00:00.000Z');
    await snooze('tomorrow');
    await rig.pass('2026-03-14T10:00:00.000Z');
    await rig.links.redeem(tokenOf('Mark as paid'));
    expect(await rig.store.payments.list(HOME, id)).toMatchObject([
      { dueOn: '2026-03-20', status: 'paid', paidOn: '2026-03-14', amountMinor: 1_549 },
    ]);
  });
});

describe('a digest', () => {
  it('brings no links but those that need somebody who is signed in', async () => {
    await give();
    await rig.setMember({ digest: 'daily' });
    await rig.pass('2026-03-14T00:00:00.000Z');
    expect(rig.sent).toMatchObject([{ kind: 'digest', actions: [] }]);
  });
});

describe('a message', () => {
  it('offers a viewer nothing that they may not do', async () => {
    await give();
    await rig.store.households.removeMember(HOME, ADA);
    const viewer = { householdId: HOME, userId: ADA, role: 'viewer', createdAt: START } as const;
    await rig.store.households.addMember(viewer);
    await rig.pass('2026-03-14T00:00:00.000Z');
    expect(rig.sent[0]?.actions.map(({ label }) => label)).toEqual(['Remind me later']);
  });

  it('marks nothing as paid for somebody who may only look by now', async () => {
    await give();
    await rig.pass('2026-03-13T10:00:00.000Z');
    const { households, reminderDeliveries, payments } = rig.store;
    const rows = await reminderDeliveries.listNewest(
      { householdId: HOME, userId: ADA },
      { limit: 9 },
    );
    await households.removeMember(HOME, ADA);
    const viewer = { householdId: HOME, userId: ADA, role: 'viewer', createdAt: START } as const;
    await households.addMember(viewer);
    // They went with the membership; a change of the role alone would leave them.
    await reminderDeliveries.insertNew(HOME, rows);
    const token = tokenOf('Mark as paid');
    await expect(rig.links.look(token)).rejects.toMatchObject({ code: 'link-outdated' });
    await expect(rig.links.redeem(token)).rejects.toMatchObject({ code: 'link-outdated' });
    expect(await payments.list(HOME)).toEqual([]);
    expect(await snooze('tomorrow')).toMatchObject({ action: 'snooze' });
  });

  it('speaks of what can be done in the reader’s language', async () => {
    await give();
    await rig.setMember({ locale: 'de' });
    await rig.pass('2026-03-14T00:00:00.000Z');
    expect(rig.sent[0]?.actions.map(({ label }) => label)).toEqual([
      'Als bezahlt vermerken',
      'Später erinnern',
    ]);
  });

  it('offers to put nothing off that would come too late', async () => {
    await give();
    await rig.setHousehold({ rules: { charge: ON(0) }, hour: 22 });
    await rig.pass('2026-03-21T00:00:00.000Z');
    expect(rig.sent[0]?.actions.map(({ label }) => label)).toEqual(['Mark as paid']);
  });
});
