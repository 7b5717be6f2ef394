import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { MOST_DAYS } from '#shared/reminders/reminder-rules.ts';
import { expectRefusal } from '#tests/support/household-state.ts';
import { sampleReminderDelivery } from '#tests/support/sample-records.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const NOTHING = '01990000-0000-7000-8000-00000000ffff';
const ON = (...days: number[]) => ({ isOn: true, days });
const MINE = {
  rules: {},
  hour: null,
  timeZone: null,
  quiet: null,
  digest: 'none',
  weekday: 1,
  locale: 'en',
};

let server: TestApp;
let ada: TestMember;
let id: string;
beforeEach(async () => {
  server = await createTestApp();
  ada = await server.signUp({ timeZone: 'Europe/Berlin' });
  const body = {
    name: 'Netflix',
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-12-10',
    prices: [{ amount: '15.49', currency: 'EUR' }],
  };
  id = (await ada.api('POST', 'subscriptions', body)).json().id;
});
afterEach(() => server.close());

async function get(path: string) {
  const reply = await ada.api('GET', path);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}

it('a change is acknowledged once the look at its household is stored', async () => {
  const waiting = { kind: 'plan-reminders', state: 'waiting', limit: 9 } as const;
  const fresh = await server.signUp({ timeZone: 'Europe/Berlin' });
  const ofFresh = async () =>
    (await server.store.jobs.list(waiting)).filter(
      ({ householdId }) => householdId === fresh.householdId,
    );
  expect(await ofFresh()).toEqual([]);
  const reply = await fresh.api('POST', 'categories', { name: 'Music', color: 'teal' });
  expect(reply.statusCode, reply.body).toBe(201);
  expect(await ofFresh()).toHaveLength(1);
});

describe('the household’s rules', () => {
  it('begin with what everybody gets, and are replaced at the version that was seen', async () => {
    const first = await ada.api('GET', 'reminder-settings');
    expect(first.headers.etag).toBe('"0"');
    expect(first.json()).toMatchObject({
      version: 0,
      rules: {},
      hour: 9,
      inForce: { charge: ON(1), unpaid: { isOn: false } },
    });
    const body = { rules: { charge: ON(7, 1, 0) }, hour: 18 };
    const put = (etag: string) => ada.api('PUT', 'reminder-settings', body, { 'if-match': etag });
    expect((await put('"1"')).statusCode).toBe(412);
    const changed = await put('"0"');
    expect([changed.statusCode, changed.headers.etag]).toEqual([200, '"1"']);
    expect((await put('"0"')).statusCode).toBe(412);
    expect(await get('reminder-settings')).toEqual(changed.json());
    expect(changed.json()).toMatchObject({ hour: 18, inForce: { charge: ON(7, 1, 0) } });
  });

  it.each([
    ['a day twice', { rules: { charge: ON(1, 1) }, hour: 9 }, '/rules/charge/days'],
    ['a part of a day', { rules: { charge: ON(1.5) }, hour: 9 }, '/rules/charge/days/0'],
    ['a day too far', { rules: { unpaid: ON(MOST_DAYS + 1) }, hour: 9 }, '/rules/unpaid/days/0'],
    [
      'too many days',
      { rules: { charge: ON(0, 1, 2, 3, 4, 5, 6, 7, 8) }, hour: 9 },
      '/rules/charge/days',
    ],
    ['an hour that no clock shows', { rules: {}, hour: 24 }, '/hour'],
  ])('cannot name %s', async (_name, body, pointer) => {
    const scope = { store: server.store, householdId: ada.householdId };
    const ask = () => ada.api('PUT', 'reminder-settings', body);
    await expectRefusal(scope, ask, 'invalid-input', [pointer]);
  });

  it('cannot name a kind that there is not', async () => {
    const reply = await ada.api('PUT', 'reminder-settings', { rules: { party: ON(1) }, hour: 9 });
    expect(reply.statusCode).toBe(422);
  });
});

describe('a member’s own', () => {
  it('go before the household’s, and what is off stays off', async () => {
    const rules = { charge: ON(3), 'cancel-by': { isOn: false, days: [] } };
    const wishes = { ...MINE, rules, quiet: { from: 22, until: 7 }, locale: 'de' };
    const reply = await ada.api('PUT', 'reminder-settings/mine', wishes);
    expect(reply.json()).toMatchObject({ ...wishes, version: 1, inForce: rules });
    expect(await get('reminder-settings/mine')).toEqual(reply.json());
    expect((await get('reminder-settings')).version).toBe(0);
  });

  it('cannot be at an hour that is quiet', async () => {
    const scope = { store: server.store, householdId: ada.householdId };
    for (const hour of [22, 0, 6]) {
      const body = { ...MINE, hour, quiet: { from: 22, until: 7 } };
      const ask = () => ada.api('PUT', 'reminder-settings/mine', body);
      await expectRefusal(scope, ask, 'invalid-input', ['/hour']);
    }
    const allowed = { ...MINE, hour: 7, quiet: { from: 22, until: 7 } };
    expect((await ada.api('PUT', 'reminder-settings/mine', allowed)).statusCode).toBe(200);
  });
});

describe('a subscription’s rules', () => {
  it('go before all others, until they are taken back', async () => {
    const path = `subscriptions/${id}/reminder-rules`;
    expect(await get(path)).toMatchObject({ version: 0, rules: {}, inForce: { charge: ON(1) } });
    expect((await ada.api('DELETE', path)).statusCode).toBe(404);
    const reply = await ada.api('PUT', path, { rules: { charge: ON(5) } });
    expect(reply.json()).toMatchObject({ version: 1, inForce: { charge: ON(5) } });
    const stale = await ada.api('DELETE', path, undefined, { 'if-match': '"2"' });
    expect(stale.statusCode).toBe(412);
    expect((await ada.api('DELETE', path)).statusCode).toBe(204);
    expect(await get(path)).toMatchObject({ version: 0, inForce: { charge: ON(1) } });
  });

  it('are those of a subscription that is there', async () => {
    for (const [method, body] of [['GET'], ['PUT', { rules: {} }], ['DELETE']] as const) {
      const reply = await ada.api(method, `subscriptions/${NOTHING}/reminder-rules`, body);
      expect(reply.statusCode, method).toBe(404);
    }
    await ada.api('DELETE', `subscriptions/${id}`);
    expect((await ada.api('GET', `subscriptions/${id}/reminder-rules`)).statusCode).toBe(404);
  });
});

describe('what is to come', () => {
  it('is told with its moment and whose rule it is by', async () => {
    const of = (from: string, to: string) => get(`reminders?from=${from}&to=${to}`);
    const item = {
      kind: 'charge',
      subject: { id, name: 'Netflix' },
      occurrence: '2026-12-10',
      on: '2026-12-10',
      days: 1,
      sendAt: '2026-12-09T08:00:00.000Z',
      isInDigest: false,
      rule: 'default',
    };
    expect(await of('2026-12-09', '2026-12-09')).toEqual({
      items: [item],
      channels: [],
      timeZone: 'Europe/Berlin',
    });
    expect((await of('2026-12-10', '2027-01-08')).items).toEqual([]);
    expect((await of('2025-12-10', '2026-12-10')).items).toHaveLength(1);
    await ada.api('PUT', 'reminder-settings', { rules: { charge: ON(1) }, hour: 9 });
    expect((await of('2026-12-09', '2026-12-09')).items[0].rule).toBe('household');
    await ada.api('PUT', 'reminder-settings/mine', { ...MINE, rules: { charge: ON(1) } });
    expect((await of('2026-12-09', '2026-12-09')).items[0].rule).toBe('member');
    await ada.api('PUT', `subscriptions/${id}/reminder-rules`, { rules: { charge: ON(1) } });
    expect((await of('2026-12-09', '2026-12-09')).items[0].rule).toBe('subscription');
  });

  it('is asked for at most 366 days, in their order', async () => {
    const ask = (from: string, to: string) => ada.api('GET', `reminders?from=${from}&to=${to}`);
    expect((await ask('2026-01-01', '2027-01-01')).statusCode).toBe(200);
    for (const to of ['2027-01-02', '2025-12-31']) {
      const reply = await ask('2026-01-01', to);
      expect([reply.statusCode, reply.json().errors[0].pointer]).toEqual([422, '/query/to']);
    }
  });
});

describe('what was', () => {
  it('is shown to the one it was for, page by page, newest first', async () => {
    const { householdId, userId } = ada;
    const rows = [1, 2, 3].map((number) =>
      sampleReminderDelivery({
        id: `${userId}:${number}`,
        userId,
        subjectId: number === 2 ? NOTHING : id,
        occurrence: `2026-03-0${number}` as CalendarDate,
        createdAt: `2026-03-0${number}T08:00:00.000Z`,
        state: 'failed',
        note: '404 no such topic',
        endedAt: '2026-03-09T00:00:00.000Z',
      }),
    );
    await server.store.reminderDeliveries.insertNew(householdId, rows);
    const first = await get('reminders/history?limit=2');
    expect(first.items).toMatchObject([
      { occurrence: '2026-03-03', subject: { id, name: 'Netflix' }, note: '404 no such topic' },
      { occurrence: '2026-03-02', subject: { id: NOTHING, name: null }, state: 'failed' },
    ]);
    const second = await get(`reminders/history?limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ occurrence: '2026-03-01' }], nextCursor: null });
    const eve = await server.signUp();
    expect((await eve.api('GET', 'reminders/history')).json().items).toEqual([]);
    for (const cursor of ['x', 'W10', Buffer.from('["2026",1]').toString('base64url')]) {
      const reply = await ada.api('GET', `reminders/history?cursor=${cursor}`);
      expect(reply.statusCode, cursor).toBe(422);
    }
  });
});

describe('a change of the household', () => {
  it('has it looked at within a minute, once however many there are', async () => {
    await ada.api('PATCH', `subscriptions/${id}`, { name: 'Films' });
    await ada.api('PATCH', `subscriptions/${id}`, { name: 'Movies' });
    await ada.api('GET', 'subscriptions');
    await server.settled();
    const runs = await server.store.jobs.list({
      kind: 'plan-reminders',
      state: 'waiting',
      limit: 9,
    });
    expect(runs.map(({ householdId, scheduledFor }) => [householdId, scheduledFor])).toEqual([
      [ada.householdId, '2026-11-20T12:01:00.000Z'],
    ]);
  });
});
