import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttentionView } from '#shared/schemas/attention-schemas.ts';
import { sampleChannel, sampleReminderDelivery } from '#tests/support/sample-records.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const NOTHING = '01990000-0000-7000-8000-00000000ffff';
const BODY = {
  name: 'Netflix',
  cycle: { every: 1, unit: 'month' },
  anchor: '2026-12-10',
  prices: [{ amount: '15.49', currency: 'EUR' }],
};

let server: TestApp;
let ada: TestMember;
beforeEach(async () => {
  // 20 November 2026, 12:00 in UTC.
  server = await createTestApp();
  ada = await server.signUp();
});
afterEach(() => server.close());

async function made(path: string, body: object, by: TestMember = ada): Promise<string> {
  const reply = await by.api('POST', path, body);
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json().id;
}

async function attention(by: TestMember = ada): Promise<AttentionView> {
  const reply = await by.api('GET', 'attention');
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}

const kindsOf = ({ items }: AttentionView) => items.map(({ kind }) => kind);

/** A channel of Ada’s that is there without a request. */
async function giveChannel(changes: Parameters<typeof sampleChannel>[0] = {}) {
  const channel = sampleChannel({ kind: 'ntfy', name: 'My phone', ...changes });
  await server.store.channels.insert(ada, channel);
  return channel;
}

/** Something that was to be sent to Ada, and was not; `days` before today. */
async function giveFailure(channelId: string, subjectId: string, days: number, changes = {}) {
  const at = new Date(server.clock.now() - days * 86_400_000).toISOString();
  await server.store.reminderDeliveries.insertNew(ada.householdId, [
    sampleReminderDelivery({
      id: `${channelId}:${subjectId}:${days}`,
      userId: ada.userId,
      channelId,
      subjectId,
      state: 'failed',
      note: '404 no such topic',
      createdAt: at,
      endedAt: at,
      ...changes,
    }),
  ]);
  return at;
}

describe('what needs attention', () => {
  it('is nothing at first, and a channel once there is something to be told of', async () => {
    const nothing = { today: '2026-11-20', items: [], total: 0, newCount: 0 };
    expect(await attention()).toEqual(nothing);
    const id = await made('subscriptions', BODY);
    expect(await attention()).toMatchObject({
      items: [{ kind: 'no-channel', key: 'no-channel', urgency: 'later', isNew: true }],
      total: 1,
      newCount: 1,
    });
    await made('channels', { name: 'Me', settings: { kind: 'mail' } });
    expect(kindsOf(await attention())).toEqual([]);
    await ada.api('DELETE', `subscriptions/${id}`);
    expect(await attention()).toEqual(nothing);
  });

  it('is the most urgent first, whatever it comes from', async () => {
    await giveChannel({ faultAt: '2026-11-19T10:00:00.000Z', faultWords: 'no such topic' });
    const card = { label: 'Visa', kind: 'card', expiresIn: '2026-12' };
    const paymentMethodId = await made('payment-methods', card);
    await made('subscriptions', { ...BODY, paymentMethodId, anchor: '2026-01-31' });
    const trial = { trialEndsOn: '2026-11-21', anchor: '2026-11-22' };
    await made('subscriptions', { ...BODY, name: 'Films', ...trial });
    const notice = { every: 1, unit: 'week' };
    await made('subscriptions', { ...BODY, name: 'Gym', notice });
    const prices = [
      { amount: '10.00', currency: 'USD', from: '2026-01-01' },
      { amount: '12.00', currency: 'USD', from: '2026-12-15' },
    ];
    await made('subscriptions', { ...BODY, name: 'Cloud', anchor: '2026-01-15', prices });
    const view = await attention();
    expect(kindsOf(view)).toEqual([
      'channel-fault',
      'trial-end',
      'cancel-by',
      'price-change',
      'missing-rate',
    ]);
    expect(view.items).toMatchObject([
      { channel: { name: 'My phone', kind: 'ntfy' }, words: 'no such topic', urgency: 'now' },
      { subscription: { name: 'Films' }, on: '2026-11-21', chargeOn: '2026-11-22' },
      { subscription: { name: 'Gym' }, on: '2026-12-03', chargeOn: '2026-12-10' },
      { subscription: { name: 'Cloud' }, on: '2026-12-15', amount: { amount: '12.00' } },
      { from: 'USD', to: 'EUR', names: ['Cloud'] },
    ]);
    server.clock.set('2026-12-01T12:00:00.000Z');
    const later = await attention();
    expect(later.items).toContainEqual(
      expect.objectContaining({ kind: 'card-expiry', names: ['Netflix'], on: '2026-12-31' }),
    );
    await ada.api('PUT', 'rates/USD/EUR', { rate: '0.9', on: '2026-01-01' });
    expect(kindsOf(await attention())).not.toContain('missing-rate');
  });

  it('tells of budgets that the present period exceeds, and by which charge', async () => {
    await giveChannel();
    await made('subscriptions', { ...BODY, anchor: '2026-01-27' });
    const limit = { amount: '15.48', currency: 'EUR' };
    const id = await made('budgets', { name: 'Fun', limit });
    await made('budgets', { name: 'Enough', limit: { ...limit, amount: '15.49' } });
    expect((await attention()).items).toEqual([
      {
        kind: 'budget',
        key: `budget.${id}.2026-11-01`,
        urgency: 'soon',
        isNew: true,
        budget: { id, name: 'Fun' },
        on: '2026-11-27',
        total: { amount: '15.49', currency: 'EUR' },
        limit,
        over: { amount: '0.01', currency: 'EUR' },
        period: 'month',
      },
    ]);
  });

  it('goes by the household’s day', async () => {
    const trial = { trialEndsOn: '2026-11-28', anchor: '2026-11-29' };
    const west = await server.signUp({ timeZone: 'Pacific/Honolulu' });
    const east = await server.signUp({ timeZone: 'Pacific/Auckland' });
    for (const member of [west, east]) await made('subscriptions', { ...BODY, ...trial }, member);
    expect(await attention(west)).toMatchObject({ today: '2026-11-20', total: 1 });
    expect(await attention(east)).toMatchObject({ today: '2026-11-21', total: 2 });
  });

  it('lists the most urgent of very many', async () => {
    await giveChannel();
    const trial = { trialEndsOn: '2026-11-25', anchor: '2026-11-26' };
    for (let number = 0; number < 101; number += 1) {
      await made('subscriptions', { ...BODY, ...trial, name: `Trial ${number}` });
    }
    const view = await attention();
    expect([view.items.length, view.total, view.newCount]).toEqual([100, 101, 100]);
  });
});

describe('reminders that did not arrive', () => {
  it('are told by channel for 14 days, with its last answer', async () => {
    const { id: channelId } = await giveChannel();
    const id = await made('subscriptions', BODY);
    await giveFailure(channelId, id, 15);
    expect(await attention()).toMatchObject({ items: [] });
    await giveFailure(channelId, NOTHING, 13, { note: 'an older answer' });
    const at = await giveFailure(channelId, id, 2);
    await giveFailure(channelId, id, 1, { state: 'sent', note: null });
    expect(await attention()).toMatchObject({
      items: [
        {
          kind: 'delivery-failed',
          channel: { id: channelId, name: 'My phone' },
          at,
          words: '404 no such topic',
          names: ['Netflix'],
          count: 1,
        },
      ],
    });
  });

  it('name budgets, too', async () => {
    const { id: channelId } = await giveChannel();
    const id = await made('budgets', { name: 'Fun', limit: { amount: '1.00', currency: 'EUR' } });
    await giveFailure(channelId, id, 1, { kind: 'budget' });
    expect(await attention()).toMatchObject({ items: [{ names: ['Fun'], count: 1 }] });
  });

  it('need nothing once their channel is deleted', async () => {
    const id = await made('subscriptions', BODY);
    await giveFailure(NOTHING, id, 1);
    expect(kindsOf(await attention())).toEqual(['no-channel']);
  });

  it('are nobody else’s', async () => {
    const { id: channelId } = await giveChannel();
    const id = await made('subscriptions', BODY);
    await giveFailure(channelId, id, 1);
    const bob = await server.signUp();
    await server.store.households.addMember({
      householdId: ada.householdId,
      userId: bob.userId,
      role: 'member',
      createdAt: '2026-11-20T12:00:00.000Z',
    });
    const { total } = await attention(bob);
    expect([total, (await attention()).total]).toEqual([0, 1]);
  });
});

describe('what is not paid', () => {
  const MINE = {
    hour: null,
    timeZone: null,
    quiet: null,
    digest: 'none',
    weekday: 1,
    locale: 'en',
  };

  it('is told by the rules of the member, until it is in the ledger', async () => {
    await giveChannel();
    const id = await made('subscriptions', { ...BODY, name: 'Rent', anchor: '2026-01-25' });
    const rules = { unpaid: { isOn: true, days: [2, 5] } };
    await ada.api('PUT', 'reminder-settings/mine', { ...MINE, rules });
    server.clock.set('2026-11-26T12:00:00.000Z');
    expect(kindsOf(await attention())).toEqual([]);
    server.clock.set('2026-11-27T08:59:00.000Z');
    expect(kindsOf(await attention())).toEqual([]);
    for (const day of ['11-27', '12-03']) {
      const at = `2026-${day}T09:00:00.000Z`;
      server.clock.set(at);
      expect((await attention()).items, at).toEqual([
        {
          kind: 'unpaid',
          key: `unpaid.${id}.2026-11-25`,
          urgency: 'now',
          isNew: true,
          subscription: { id, name: 'Rent', service: null },
          dueOn: '2026-11-25',
          on: '2026-11-25',
          amount: { amount: '15.49', currency: 'EUR' },
        },
      ]);
    }
    await ada.api('PUT', `subscriptions/${id}/payments/2026-11-25`, { status: 'paid' });
    expect(kindsOf(await attention())).toEqual([]);
  });

  it('is asked after by nobody who did not ask for it, nor from before they did', async () => {
    await giveChannel();
    await made('subscriptions', { ...BODY, anchor: '2026-01-17' });
    expect(kindsOf(await attention())).toEqual([]);
    const rules = { unpaid: { isOn: true, days: [1] } };
    await ada.api('PUT', 'reminder-settings/mine', { ...MINE, rules });
    expect(kindsOf(await attention())).toEqual([]);
  });
});

describe('seeing and dismissing', () => {
  const put = (path: string, body?: object, by = ada) => by.api('PUT', `attention/${path}`, body);
  const bringBack = (key: string) => ada.api('DELETE', `attention/${key}/dismissal`);

  beforeEach(async () => {
    await made('subscriptions', BODY);
  });

  it('counts what was not seen on any device', async () => {
    const trial = { trialEndsOn: '2026-11-25', anchor: '2026-11-26' };
    const id = await made('subscriptions', { ...BODY, ...trial });
    expect((await attention()).newCount).toBe(2);
    expect((await put('seen', { keys: ['no-channel'] })).statusCode).toBe(204);
    const view = await attention();
    expect(view.newCount).toBe(1);
    expect(view.items.map(({ isNew }) => isNew)).toEqual([true, false]);
    await put('seen', { keys: [`trial-end.${id}.2026-11-25`] });
    await put('seen', { keys: [] });
    expect((await attention()).newCount).toBe(0);
  });

  it('leaves out what was dismissed, until it is brought back', async () => {
    expect((await put('no-channel/dismissal')).statusCode).toBe(204);
    expect(await attention()).toMatchObject({ items: [], total: 0, newCount: 0 });
    expect((await put('no-channel/dismissal')).statusCode).toBe(204);
    expect((await bringBack('no-channel')).statusCode).toBe(204);
    expect(kindsOf(await attention())).toEqual(['no-channel']);
    expect((await bringBack('no-channel')).statusCode).toBe(404);
  });

  it('knows only what there is', async () => {
    expect((await put(`trial-end.${NOTHING}.2026-11-25/dismissal`)).statusCode).toBe(404);
    expect((await put('No channel/dismissal')).statusCode).toBe(422);
    expect((await put('seen', { keys: ['a/b'] })).statusCode).toBe(422);
    expect((await put('seen', { keys: ['a'], all: true })).statusCode).toBe(422);
    const many = Array.from({ length: 201 }, (_, at) => `a.${at}`);
    expect((await put('seen', { keys: many })).statusCode).toBe(422);
  });

  it('is one person’s', async () => {
    const bob = await server.signUp();
    await made('subscriptions', BODY, bob);
    await put('no-channel/dismissal');
    await put('seen', { keys: ['no-channel'] });
    expect(await attention(bob)).toMatchObject({ newCount: 1, total: 1 });
  });

  it('forgets the oldest of very many', async () => {
    const keys = Array.from({ length: 600 }, (_, at) => `old.${at}`);
    for (let at = 0; at < 600; at += 200) await put('seen', { keys: keys.slice(at, at + 200) });
    const marks = await server.store.attention.find(ada);
    expect([marks?.seen.length, marks?.seen[0], marks?.seen.at(-1)]).toEqual([
      500,
      'old.100',
      'old.599',
    ]);
  });

  it('leaves what the household’s cache keeps alone', async () => {
    const { etag } = (await ada.api('GET', 'summary')).headers;
    await put('seen', { keys: ['no-channel'] });
    const again = await ada.api('GET', 'summary', undefined, { 'if-none-match': String(etag) });
    expect(again.statusCode).toBe(304);
  });
});
