import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { ADA, createReminderRig, HOME, type ReminderRig } from '#tests/support/reminder-rig.ts';
import {
  sampleId,
  sampleRate,
  sampleSubscription,
  sampleUser,
} from '#tests/support/sample-records.ts';
import { MOST_TRIES } from './reminder-jobs.ts';

const START = '2026-03-01T12:00:00.000Z';
const BOB = sampleId(2);
const LINK = /^https:\/\/duetide\.example\/reminder#[\w-]{100,200}$/;

let rig: ReminderRig;
beforeEach(async () => {
  rig = await createReminderRig(START);
});
afterEach(() => rig.store.close());

/** Monthly from 10 March on, at 15.49 USD; reminded of a day before at 9 in Berlin, which is 8 UTC. */
async function give(changes: Partial<Subscription> = {}): Promise<Subscription> {
  const subscription = sampleSubscription({
    anchor: '2026-03-10',
    prices: [{ from: '2026-03-10', amountMinor: 1_549, currency: 'USD' }],
    createdAt: START,
    ...changes,
  });
  await rig.store.subscriptions.insert(HOME, subscription);
  await rig.planner.wake(HOME);
  return subscription;
}

async function history() {
  const owner = { householdId: HOME, userId: ADA };
  const rows = await rig.store.reminderDeliveries.listNewest(owner, { limit: 200 });
  return rows.map(({ kind, occurrence, days, state, isLate, note }) => {
    const late = isLate ? ' late' : '';
    return `${kind} ${occurrence} ${days} ${state}${late}${note === null ? '' : `: ${note}`}`;
  });
}

describe('a reminder', () => {
  it('is sent once, at its hour on the member’s local day, and says what there is to know', async () => {
    await rig.store.rates.put(HOME, sampleRate({ rate: '0.9', on: '2026-01-01' }));
    const { id } = await give();
    await rig.pass('2026-03-09T07:45:00.000Z');
    expect(rig.sent).toEqual([]);
    await rig.pass('2026-03-10T20:00:00.000Z');
    expect(rig.sent).toEqual([
      {
        id: `${ADA}:${sampleId(600)}:charge/${id}/2026-03-10/1`,
        kind: 'charge',
        locale: 'en',
        title: 'Netflix: US$15.49 (≈ €13.94) tomorrow',
        body: 'Netflix charges US$15.49 (≈ €13.94) tomorrow.',
        details: expect.objectContaining({
          rows: [
            { label: 'Price', value: 'US$15.49 (≈ €13.94)' },
            { label: 'When', value: 'Tue, 10 March 2026 (tomorrow)' },
          ],
        }),
        url: `https://duetide.example/subscriptions/${id}`,
        actions: [
          { label: 'Mark as paid', url: expect.stringMatching(LINK) },
          { label: 'Remind me later', url: expect.stringMatching(LINK) },
        ],
        at: '2026-03-09T08:00:00.000Z',
        userId: ADA,
        channelId: sampleId(600),
      },
    ]);
    expect(await history()).toEqual(['charge 2026-03-10 1 sent']);
  });

  it('goes to every channel of every member, each by their own clock', async () => {
    await rig.store.users.insert(sampleUser({ id: BOB, email: 'bob@example.com' }));
    const bob = { householdId: HOME, userId: BOB, role: 'viewer', createdAt: START } as const;
    await rig.store.households.addMember(bob);
    const since = START;
    rig.channelsOf.set(BOB, [
      { id: sampleId(601), kind: 'mail', since },
      { id: sampleId(602), kind: 'ntfy', since },
    ]);
    await rig.setMember({ timeZone: 'Asia/Tokyo', hour: 7 }, BOB);
    await give();
    await rig.pass('2026-03-10T12:00:00.000Z');
    expect(rig.sent.map(({ at, channelId }) => [at, channelId])).toEqual([
      ['2026-03-08T22:00:00.000Z', sampleId(601)],
      ['2026-03-08T22:00:00.000Z', sampleId(602)],
      ['2026-03-09T08:00:00.000Z', sampleId(600)],
    ]);
  });

  it('is sent once when two instances plan at the same moment, over and over', async () => {
    for (let number = 0; number < 20; number += 1) await give({ id: sampleId(200 + number) });
    rig.clock.set('2026-03-09T08:00:00.000Z');
    const planners = [rig.planner, rig.newPlanner(), rig.newPlanner()];
    for (let tick = 0; tick < 3; tick += 1) {
      await Promise.all(planners.map((planner) => planner.plan(HOME)));
      await rig.runJobs();
    }
    expect(rig.sent).toHaveLength(20);
    expect(new Set(rig.sent.map(({ id }) => id)).size).toBe(20);
  });

  it('is sent by whoever comes after one that died between writing it down and sending it', async () => {
    await give();
    rig.clock.set('2026-03-09T08:00:00.000Z');
    const add = async () => Promise.reject(new Error('killed'));
    const dying = rig.newPlanner((queue) => ({
      add: (kind, ...rest) => (kind.name === 'send-reminder' ? add() : queue.add(kind, ...rest)),
    }));
    await expect(dying.plan(HOME)).rejects.toThrow('killed');
    expect(await history()).toEqual(['charge 2026-03-10 1 pending']);
    await rig.pass('2026-03-09T20:00:00.000Z');
    expect(rig.sent).toHaveLength(1);
  });
});

describe('after an outage', () => {
  it('what is still useful is sent once and marked, what is past is dropped and listed', async () => {
    await rig.setHousehold({ rules: { charge: { isOn: true, days: [7, 1] } }, hour: 9 });
    await give();
    await give({ id: sampleId(201), anchor: '2026-03-05' });
    await rig.runJobs();
    rig.clock.set('2026-03-09T12:00:00.000Z');
    await rig.pass('2026-03-09T14:00:00.000Z');
    expect(rig.sent.map(({ body }) => body)).toEqual([
      'Netflix charges US$15.49 tomorrow.\nThis comes late: it could not be sent in time.',
    ]);
    expect((await history()).toSorted()).toEqual([
      'charge 2026-03-05 1 dropped: past',
      'charge 2026-03-10 1 sent late',
      'charge 2026-03-10 7 dropped: superseded',
    ]);
  });

  it('quiet hours hold until their end what is late, and drop what is past by then', async () => {
    await rig.setHousehold({ rules: { charge: { isOn: true, days: [1, 0] } }, hour: 9 });
    await rig.setMember({ quiet: { from: 21, until: 8 } });
    await give();
    await give({ id: sampleId(201), name: 'Gone', anchor: '2026-03-09' });
    await rig.pass('2026-03-08T01:00:00.000Z');
    rig.clock.set('2026-03-09T20:30:00.000Z');
    await rig.pass('2026-03-10T12:00:00.000Z');
    expect(rig.sent.map(({ at, title }) => [at, title])).toEqual([
      ['2026-03-10T07:00:00.000Z', 'Netflix: US$15.49 today'],
      ['2026-03-10T08:00:00.000Z', 'Netflix: US$15.49 today'],
    ]);
    expect(await history()).toContain('charge 2026-03-09 0 dropped: past');
  });
});

describe('what was changed', () => {
  it('moves the reminder with the charge', async () => {
    const subscription = await give();
    await rig.pass('2026-03-05T12:00:00.000Z');
    const moved = { ...subscription, anchor: '2026-03-20' } as const;
    await rig.store.subscriptions.replace(HOME, moved, 1);
    await rig.planner.wake(HOME);
    await rig.pass('2026-03-21T12:00:00.000Z');
    expect(rig.sent.map(({ at }) => at)).toEqual(['2026-03-19T08:00:00.000Z']);
  });

  it('is not sent any more, though it was planned', async () => {
    const subscription = await give();
    rig.clock.set('2026-03-09T08:00:00.000Z');
    await rig.planner.plan(HOME);
    await rig.store.subscriptions.replace(HOME, { ...subscription, deletedAt: START }, 1);
    await rig.runJobs();
    expect(rig.sent).toEqual([]);
    expect(await history()).toEqual(['charge 2026-03-10 1 dropped: changed']);
  });

  it('is not sent on a channel that was deleted', async () => {
    await give();
    rig.clock.set('2026-03-09T08:00:00.000Z');
    await rig.planner.plan(HOME);
    rig.channelsOf.set(ADA, []);
    await rig.runJobs();
    expect(await history()).toEqual(['charge 2026-03-10 1 dropped: channel-gone']);
  });

  it('is said in the words of the moment', async () => {
    const subscription = await give();
    rig.clock.set('2026-03-09T08:00:00.000Z');
    await rig.planner.plan(HOME);
    await rig.setMember({ locale: 'de' });
    const prices = [{ from: '2026-03-10', amountMinor: 999, currency: 'EUR' }] as const;
    await rig.store.subscriptions.replace(HOME, { ...subscription, prices: [...prices] }, 1);
    await rig.runJobs();
    expect(rig.sent.map(({ body }) => body)).toEqual(['Netflix bucht morgen 9,99\u00a0€ ab.']);
  });
});

describe('a channel', () => {
  it('that cannot take it is tried again, and what it said is remembered', async () => {
    await give();
    rig.answers.push({ kind: 'retry', after: null, words: 'busy' });
    rig.answers.push({ kind: 'retry', after: 1_800, words: 'slow down' });
    await rig.pass('2026-03-09T08:10:00.000Z');
    expect(rig.sent).toEqual([]);
    expect(await history()).toEqual(['charge 2026-03-10 1 pending: slow down']);
    await rig.pass('2026-03-09T10:00:00.000Z');
    expect(rig.sent.map(({ at }) => at)).toEqual(['2026-03-09T08:40:00.000Z']);
    expect(await history()).toEqual(['charge 2026-03-10 1 sent']);
  });

  it('that refuses is not asked again', async () => {
    await give();
    rig.answers.push({ kind: 'refused', words: '404 no such topic' });
    await rig.pass('2026-03-09T20:00:00.000Z');
    expect(rig.sent).toEqual([]);
    expect(await history()).toEqual(['charge 2026-03-10 1 failed: 404 no such topic']);
  });

  it('that never takes it is given up', async () => {
    await give({ cycle: null, anchor: '2026-03-12' });
    await rig.setHousehold({ rules: { charge: { isOn: true, days: [3] } }, hour: 9 });
    for (let tries = 0; tries < 50; tries += 1) {
      rig.answers.push({ kind: 'retry', after: 60, words: 'out of order' });
    }
    await rig.pass('2026-03-10T08:00:00.000Z');
    expect(await history()).toEqual(['charge 2026-03-12 3 failed late: out of order']);
    expect(rig.answers).toHaveLength(50 - MOST_TRIES);
  });
});

describe('a digest', () => {
  const RULES = { rules: { charge: { isOn: true, days: [3] } }, hour: 9 };

  it('says every day in one message what is due on it', async () => {
    await rig.setHousehold(RULES);
    await rig.setMember({ digest: 'daily' });
    await give();
    await give({ id: sampleId(201), name: 'Paper', anchor: '2026-03-10' });
    await give({ id: sampleId(202), name: 'Phone', anchor: '2026-03-11' });
    await rig.pass('2026-03-12T12:00:00.000Z');
    expect(rig.sent.map(({ at, title }) => [at, title])).toEqual([
      ['2026-03-07T08:00:00.000Z', '2 reminders from Sat, 7 March 2026 on'],
      ['2026-03-08T08:00:00.000Z', 'One reminder from Sun, 8 March 2026 on'],
    ]);
    expect(rig.sent[0]?.body).toContain('Netflix charges');
    expect(rig.sent[0]?.body).toContain('Paper charges');
    expect((await history()).filter((line) => !line.includes(' sent'))).toEqual([]);
  });

  it('says once a week what the week brings, and singly what would come too late', async () => {
    await rig.setHousehold(RULES);
    await rig.setMember({ digest: 'weekly', weekday: 3 });
    await give({ anchor: '2026-03-10' });
    await rig.pass('2026-03-05T12:00:00.000Z');
    expect(rig.sent.map(({ at, title }) => [at, title])).toEqual([
      ['2026-03-04T08:00:00.000Z', 'One reminder from Wed, 4 March 2026 on'],
    ]);
    // Due on Sunday, told of on Thursday at noon: before the next Wednesday it would be past.
    await give({ id: sampleId(201), name: 'Paper', anchor: '2026-03-09' });
    await rig.pass('2026-03-13T12:00:00.000Z');
    expect(rig.sent.slice(1).map(({ at, title }) => [at, title])).toEqual([
      ['2026-03-06T08:00:00.000Z', 'Paper: US$15.49 on Mon, 9 March 2026 (in 3 days)'],
    ]);
  });

  it('leaves to the next one what appears after it', async () => {
    await rig.setHousehold(RULES);
    await rig.setMember({ digest: 'daily' });
    await give();
    await rig.pass('2026-03-07T12:00:00.000Z');
    await give({ id: sampleId(201), name: 'Paper' });
    await rig.pass('2026-03-09T12:00:00.000Z');
    expect(rig.sent.map(({ at, title }) => [at, title])).toEqual([
      ['2026-03-07T08:00:00.000Z', 'One reminder from Sat, 7 March 2026 on'],
      ['2026-03-08T08:00:00.000Z', 'One reminder from Sun, 8 March 2026 on'],
    ]);
    expect(rig.sent[1]?.body).toContain('Paper charges');
  });

  it('is one message, however many plan it', async () => {
    await rig.setHousehold(RULES);
    await rig.setMember({ digest: 'daily' });
    for (let number = 0; number < 5; number += 1) await give({ id: sampleId(200 + number) });
    rig.clock.set('2026-03-07T08:00:00.000Z');
    await Promise.all([rig.planner, rig.newPlanner()].map((planner) => planner.plan(HOME)));
    await rig.runJobs();
    await rig.newPlanner().plan(HOME);
    await rig.runJobs();
    expect(rig.sent.map(({ title }) => title)).toEqual(['5 reminders from Sat, 7 March 2026 on']);
  });
});

describe('a rule that is turned on', () => {
  it('says nothing of what it would have said before', async () => {
    await give({ anchor: '2026-02-20' });
    await rig.pass('2026-03-02T10:00:00.000Z');
    await rig.setHousehold({ rules: { unpaid: { isOn: true, days: [1, 10, 12] } }, hour: 9 });
    await rig.pass('2026-03-10T12:00:00.000Z');
    expect(rig.sent.map(({ at, kind }) => [at, kind])).toEqual([
      ['2026-03-04T08:00:00.000Z', 'unpaid'],
    ]);
  });
});

describe('what nobody needs', () => {
  it('costs nothing: a household without channels leaves no run behind', async () => {
    rig.channelsOf.clear();
    await give();
    await rig.pass('2026-03-01T12:30:00.000Z');
    expect(
      await rig.store.jobs.list({ kind: 'plan-reminders', state: 'waiting', limit: 9 }),
    ).toEqual([]);
    await rig.pass('2026-03-10T12:00:00.000Z');
    expect(rig.sent).toEqual([]);
  });

  it('is looked at twice a day while nothing is due', async () => {
    await give({ anchor: '2026-09-01' });
    // However often it is woken, there is one run after another.
    for (const minute of [10, 20, 30, 40]) {
      await rig.pass(`2026-03-01T12:${minute}:00.000Z`);
      await rig.planner.wake(HOME);
    }
    await rig.pass('2026-03-11T12:00:00.000Z');
    const runs = await rig.store.jobs.list({ kind: 'plan-reminders', state: 'done', limit: 200 });
    expect(runs.length).toBeGreaterThan(19);
    expect(runs.length).toBeLessThan(30);
  });

  it('is not looked at too early for a change of the last seconds of a minute', async () => {
    await rig.pass('2026-03-01T12:10:57.000Z');
    await rig.planner.wake(HOME);
    const waiting = await rig.store.jobs.list({
      kind: 'plan-reminders',
      state: 'waiting',
      limit: 9,
    });
    expect(waiting.map(({ scheduledFor }) => scheduledFor)).toContain('2026-03-01T12:12:00.000Z');
    expect(waiting.map(({ scheduledFor }) => scheduledFor)).not.toContain(
      '2026-03-01T12:11:00.000Z',
    );
  });
});
