import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const NETFLIX = {
  name: 'Netflix',
  cycle: { every: 1, unit: 'month' },
  anchor: '2026-01-31',
  prices: [{ from: '2026-01-31', amount: '15.49', currency: 'USD' }],
  trialEndsOn: null,
  weekendRule: 'none',
  autoRenews: true,
  notice: { every: 30, unit: 'day' },
  minimumTermEndsOn: null,
  url: null,
  cancelUrl: null,
  service: 'netflix',
  notes: '',
  tags: ['video'],
  categoryId: null,
  paymentMethodId: null,
};

let server: TestApp;
let ada: TestMember;

beforeEach(async () => {
  server = await createTestApp();
  ada = await server.signUp();
});
afterEach(() => server.close());

async function add(wishes: object = {}): Promise<SubscriptionView> {
  const reply = await ada.api('POST', 'subscriptions', { ...NETFLIX, ...wishes });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json();
}

async function act(id: string, action: string, body?: object): Promise<SubscriptionView> {
  const reply = await ada.api('POST', `subscriptions/${id}/${action}`, body);
  expect(reply.statusCode, reply.body).toBe(200);
  const shown: SubscriptionView = reply.json();
  const read = await ada.api('GET', `subscriptions/${id}`);
  expect(read.json()).toEqual(shown);
  expect(read.headers.etag).toBe(reply.headers.etag);
  return shown;
}

async function names(query = ''): Promise<string[]> {
  const reply = await ada.api('GET', `subscriptions${query}`);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<{ items: SubscriptionView[] }>().items.map(({ name }) => name);
}

describe('adding a subscription', () => {
  it('answers what was stored and what follows from it', async () => {
    const reply = await ada.api('POST', 'subscriptions', NETFLIX);
    expect(reply.statusCode).toBe(201);
    const made = reply.json<SubscriptionView>();
    expect(made).toEqual({
      ...NETFLIX,
      id: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      version: 1,
      pauses: [],
      cancelledOn: null,
      accessUntil: null,
      status: 'active',
      nextDueOn: '2026-11-30',
      nextAmount: { amount: '15.49', currency: 'USD' },
      cancelBy: '2026-10-31',
      monthlyCost: { amount: '15.49', currency: 'USD' },
      yearlyCost: { amount: '185.88', currency: 'USD' },
      createdAt: '2026-11-20T12:00:00.000Z',
      updatedAt: '2026-11-20T12:00:00.000Z',
      deletedAt: null,
    });
    expect(reply.headers.location).toBe(`/api/v1/subscriptions/${made.id}`);
    const read = await ada.api('GET', reply.headers.location ?? '');
    expect(read.json()).toEqual(made);
    expect(read.headers.etag).toBe(reply.headers.etag);
    expect(reply.headers.etag).toMatch(/^"1-/);
  });

  it('needs only name, anchor, cycle and prices', async () => {
    const { name, anchor, cycle } = NETFLIX;
    const prices = [{ amount: '15.49', currency: 'USD' }];
    const reply = await ada.api('POST', 'subscriptions', { name, anchor, cycle, prices });
    expect(reply.json()).toMatchObject({
      ...NETFLIX,
      notice: null,
      service: null,
      tags: [],
      cancelBy: null,
    });
  });

  it('keeps every field, in any script', async () => {
    const [category] = (await ada.api('GET', 'categories')).json().items;
    const method = (
      await ada.api('POST', 'payment-methods', { label: 'Visa', kind: 'card' })
    ).json();
    const wishes = {
      name: '日経 “電子版” \u202Eabc',
      cycle: { every: 999, unit: 'day' },
      anchor: '2024-02-29',
      prices: [
        { from: '2024-02-29', amount: '0', currency: 'JPY' },
        { from: '2025-02-28', amount: '999999999999.999', currency: 'KWD' },
      ],
      trialEndsOn: '2024-02-28',
      weekendRule: 'previous-business-day',
      autoRenews: false,
      notice: { every: 2, unit: 'week' },
      minimumTermEndsOn: '2026-02-28',
      url: 'https://例え.jp/?q=1#x',
      cancelUrl: 'http://example.com/cancel',
      service: 'nikkei',
      notes: `line\nline\t😀${'x'.repeat(9_980)}`,
      tags: ['新聞', 'work'],
      categoryId: category.id,
      paymentMethodId: method.id,
    };
    expect(await add(wishes)).toMatchObject(wishes);
  });

  it('takes what is paid once', async () => {
    expect(
      await add({ cycle: null, anchor: '2026-12-24', prices: [{ amount: '5', currency: 'EUR' }] }),
    ).toMatchObject({
      cycle: null,
      status: 'active',
      nextDueOn: '2026-12-24',
      monthlyCost: null,
      yearlyCost: null,
    });
  });

  it('makes it once for a key that comes again', async () => {
    const headers = { 'idempotency-key': 'a-key' };
    const first = await ada.api('POST', 'subscriptions', NETFLIX, headers);
    const again = await ada.api('POST', 'subscriptions', NETFLIX, headers);
    expect(again.json()).toEqual(first.json());
    expect(await names()).toEqual(['Netflix']);
  });

  it('doubles nothing when the first attempt died after storing it', async () => {
    await server.close();
    const store = await openMemoryStore();
    const idempotency = { ...store.idempotency, finish: async () => {} };
    server = await createTestApp({ parts: { store: { ...store, idempotency } } });
    ada = await server.signUp();
    const headers = { 'idempotency-key': 'a-key' };
    const first = await ada.api('POST', 'subscriptions', NETFLIX, headers);
    server.clock.advance(60_000);
    const again = await ada.api('POST', 'subscriptions', NETFLIX, headers);
    expect(again.statusCode).toBe(201);
    expect(again.json()).toEqual(first.json());
    expect(await names()).toEqual(['Netflix']);
  });
});

describe('the list', () => {
  it('filters, sorts and pages as the query says', async () => {
    await add({ name: 'b', tags: ['x'] });
    await add({ name: 'a', tags: ['x'] });
    await add({ name: 'c' });
    expect(await names()).toEqual(['a', 'b', 'c']);
    expect(await names('?tag=x&sort=-name')).toEqual(['b', 'a']);
    expect(await names('?status=ended')).toEqual([]);
    const first = (await ada.api('GET', 'subscriptions?limit=2')).json();
    expect(first.items).toHaveLength(2);
    expect(await names(`?limit=2&cursor=${first.nextCursor}`)).toEqual(['c']);
  });

  it('shows 50 unless asked for more', async () => {
    for (let at = 0; at < 51; at += 1) await add({ name: `n${at}` });
    expect(await names()).toHaveLength(50);
    expect(await names('?limit=200')).toHaveLength(51);
  });

  it('says more on the next day without any write', async () => {
    const made = await add({
      anchor: '2026-11-20',
      notice: null,
      prices: [{ amount: '1.00', currency: 'EUR' }],
    });
    expect(made.nextDueOn).toBe('2026-11-20');
    const before = await ada.api('GET', `subscriptions/${made.id}`);
    server.clock.set('2026-11-21T00:00:00.000Z');
    const headers = { 'if-none-match': String(before.headers.etag) };
    const after = await ada.api('GET', `subscriptions/${made.id}`, undefined, headers);
    expect(after.statusCode).toBe(200);
    expect(after.json().nextDueOn).toBe('2026-12-20');
  });
});

describe('changing a subscription', () => {
  it('answers the whole, with the next version', async () => {
    const made = await add();
    server.clock.advance(1_000);
    const reply = await ada.api('PATCH', `subscriptions/${made.id}`, {
      name: 'Hulu',
      notice: null,
    });
    expect(reply.json()).toEqual({
      ...made,
      version: 2,
      name: 'Hulu',
      notice: null,
      cancelBy: null,
      updatedAt: '2026-11-20T12:00:01.000Z',
    });
    const read = await ada.api('GET', `subscriptions/${made.id}`);
    expect(read.json()).toEqual(reply.json());
    expect(read.headers.etag).toBe(reply.headers.etag);
    expect(await names()).toEqual(['Hulu']);
  });

  it('honours If-Match: the tag, or the bare version, of what is there now', async () => {
    const made = await add();
    const { etag } = (await ada.api('GET', `subscriptions/${made.id}`)).headers;
    const path = `subscriptions/${made.id}`;
    const first = await ada.api('PATCH', path, { name: 'A' }, { 'if-match': String(etag) });
    expect(first.statusCode).toBe(200);
    const stale = await ada.api('PATCH', path, { name: 'B' }, { 'if-match': String(etag) });
    expect([stale.statusCode, stale.json().code]).toEqual([412, 'version-mismatch']);
    const bare = await ada.api('PATCH', path, { name: 'C' }, { 'if-match': '"2"' });
    expect(bare.statusCode).toBe(200);
    const pause = { from: '2026-12-01' };
    const late = await ada.api('POST', `${path}/pause`, pause, { 'if-match': '"2"' });
    expect(late.statusCode).toBe(412);
    expect((await ada.api('DELETE', path, undefined, { 'if-match': '"2"' })).statusCode).toBe(412);
    expect((await ada.api('DELETE', path, undefined, { 'if-match': '"3"' })).statusCode).toBe(204);
  });

  it('loses nothing when many change different fields at once', async () => {
    const { id } = await add();
    const changes = [{ name: 'N' }, { notes: 'n' }, { tags: ['t'] }, { autoRenews: false }];
    const replies = await Promise.all(
      changes.map((change) => ada.api('PATCH', `subscriptions/${id}`, change)),
    );
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const read = (await ada.api('GET', `subscriptions/${id}`)).json();
    expect(read).toMatchObject({ ...Object.assign({}, ...changes), version: 5 });
  });
});

describe('the trash', () => {
  it('takes a subscription in and gives it back', async () => {
    const made = await add();
    const path = `subscriptions/${made.id}`;
    expect((await ada.api('DELETE', path)).statusCode).toBe(204);
    expect(await names()).toEqual([]);
    expect(await names('?trash=true')).toEqual(['Netflix']);
    for (const [method, url, body] of [
      ['GET', path],
      ['PATCH', path, { name: 'x' }],
      ['DELETE', path],
      ['POST', `${path}/pause`, { from: '2026-12-01' }],
      ['POST', `${path}/duplicate`],
      ['GET', `${path}/schedule?from=2026-01-01&to=2026-12-31`],
      ['GET', `${path}/payments`],
      ['PUT', `${path}/payments/2026-10-31`, { status: 'skipped' }],
    ] as const) {
      expect((await ada.api(method, url, body)).statusCode, `${method} ${url}`).toBe(404);
    }
    const restored = await act(made.id, 'restore');
    expect(restored).toEqual({ ...made, version: 3, updatedAt: restored.updatedAt });
    expect(await names()).toEqual(['Netflix']);
    expect(await act(made.id, 'restore', {})).toEqual(restored);
  });

  it('is emptied after 30 days', async () => {
    const made = await add();
    await ada.api('DELETE', `subscriptions/${made.id}`);
    server.clock.advance(30 * 24 * 60 * 60 * 1_000);
    await server.wired.purge();
    expect(await server.store.subscriptions.find(ada.householdId, made.id)).not.toBeNull();
    server.clock.advance(1);
    await server.wired.purge();
    expect(await server.store.subscriptions.find(ada.householdId, made.id)).toBeNull();
  });
});

describe('actions', () => {
  it('pause and resume', async () => {
    const { id } = await add();
    const paused = await act(id, 'pause', { from: '2026-11-01', until: '2027-03-01' });
    expect(paused).toMatchObject({ status: 'paused', nextDueOn: '2027-03-31', version: 2 });
    expect(await act(id, 'pause', { from: '2026-11-01', until: '2027-03-01' })).toEqual(paused);
    const resumed = await act(id, 'resume');
    expect(resumed).toMatchObject({
      status: 'active',
      nextDueOn: '2026-11-30',
      pauses: [{ from: '2026-11-01', until: '2026-11-20' }],
    });
  });

  it('cancel and resume', async () => {
    const made = await add();
    expect(await act(made.id, 'cancel')).toMatchObject({
      status: 'cancelled',
      cancelledOn: '2026-11-20',
      accessUntil: '2026-11-29',
      nextDueOn: null,
      cancelBy: null,
      monthlyCost: null,
    });
    const resumed = await act(made.id, 'resume', {});
    expect(resumed).toEqual({ ...made, version: 3, updatedAt: resumed.updatedAt });
  });

  it('cancel on a day to come', async () => {
    const { id } = await add();
    expect(await act(id, 'cancel', { on: '2027-01-15', accessUntil: '2027-06-30' })).toMatchObject({
      status: 'active',
      nextDueOn: '2026-11-30',
      accessUntil: '2027-06-30',
    });
  });

  it('price, for the past and for the future', async () => {
    const { id } = await add();
    await act(id, 'price', { from: '2026-11-25', amount: '17.99', currency: 'USD' });
    const changed = await act(id, 'price', {
      from: '2026-03-01',
      amount: '16.49',
      currency: 'EUR',
    });
    expect(changed.prices.map(({ from, amount }) => [from, amount])).toEqual([
      ['2026-01-31', '15.49'],
      ['2026-03-01', '16.49'],
      ['2026-11-25', '17.99'],
    ]);
    expect(changed.nextAmount).toEqual({ amount: '17.99', currency: 'USD' });
  });

  it('duplicate', async () => {
    const made = await add();
    await act(made.id, 'cancel');
    const reply = await ada.api('POST', `subscriptions/${made.id}/duplicate`);
    expect(reply.statusCode).toBe(201);
    const copy = reply.json<SubscriptionView>();
    expect(copy).toEqual({ ...made, id: copy.id, name: 'Netflix (copy)' });
    expect(copy.id).not.toBe(made.id);
    expect(reply.headers.location).toBe(`/api/v1/subscriptions/${copy.id}`);
    expect((await ada.api('GET', reply.headers.location ?? '')).headers.etag).toBe(
      reply.headers.etag,
    );
  });
});

describe('the schedule', () => {
  it('says when what is due and when it is charged', async () => {
    const { id } = await add({ weekendRule: 'next-business-day' });
    await act(id, 'price', { from: '2026-03-01', amount: '16.49', currency: 'EUR' });
    const reply = await ada.api(
      'GET',
      `subscriptions/${id}/schedule?from=2026-01-01&to=2026-03-31`,
    );
    expect(reply.json().items).toEqual([
      {
        dueOn: '2026-01-31',
        chargedOn: '2026-02-02',
        amount: { amount: '15.49', currency: 'USD' },
      },
      {
        dueOn: '2026-02-28',
        chargedOn: '2026-03-02',
        amount: { amount: '15.49', currency: 'USD' },
      },
      {
        dueOn: '2026-03-31',
        chargedOn: '2026-03-31',
        amount: { amount: '16.49', currency: 'EUR' },
      },
    ]);
  });

  it('reaches 10 years and not further', async () => {
    const { id } = await add({ cycle: { every: 1, unit: 'day' } });
    const path = `subscriptions/${id}/schedule?from=2026-02-01`;
    const whole = await ada.api('GET', `${path}&to=2036-02-01`);
    expect(whole.json().items).toHaveLength(3_653);
    const tooLong = await ada.api('GET', `${path}&to=2036-02-02`);
    expect(tooLong.statusCode).toBe(422);
    expect(tooLong.json().errors[0].pointer).toBe('/query/to');
  });
});
