import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_BUDGETS } from '#shared/budgets/budget.ts';
import type { BudgetView } from '#shared/schemas/budget-schemas.ts';
import { expectRefusal } from '#tests/support/household-state.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

let server: TestApp;
let ada: TestMember;

/** It is 20 November 2026; the household is in euro. */
beforeEach(async () => {
  server = await createTestApp();
  ada = await server.signUp();
});
afterEach(() => server.close());

const LIMIT = { amount: '50.00', currency: 'EUR' };
const euros = (amount: string) => ({ amount, currency: 'EUR' });

async function made<View>(path: string, body: object): Promise<View> {
  const reply = await ada.api('POST', path, body);
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json();
}

const add = (body: object = {}) =>
  made<BudgetView>('budgets', { name: 'Fun', limit: LIMIT, ...body });

const buy = (name: string, anchor: string, amount: string, more: object = {}) =>
  made<{ id: string }>('subscriptions', {
    name,
    cycle: { every: 1, unit: 'month' },
    anchor,
    prices: [{ amount, currency: 'EUR' }],
    ...more,
  });

const read = async (id: string) => (await ada.api('GET', `budgets/${id}`)).json<BudgetView>();

describe('budgets', () => {
  it('can be added, read and changed', async () => {
    expect((await ada.api('GET', 'budgets')).json()).toEqual({ items: [], nextCursor: null });
    const reply = await ada.api('POST', 'budgets', { name: ' Fun ', limit: LIMIT });
    const budget = reply.json<BudgetView>();
    const empty = {
      total: euros('0.00'),
      charged: euros('0.00'),
      coming: euros('0.00'),
      remaining: euros('50.00'),
      over: euros('0.00'),
      exceededBy: null,
      unconverted: [],
    };
    expect(budget).toEqual({
      id: budget.id,
      version: 1,
      name: 'Fun',
      limit: LIMIT,
      period: 'month',
      categoryId: null,
      isCategoryGone: false,
      current: { from: '2026-11-01', to: '2026-11-30', ...empty },
      next: { from: '2026-12-01', to: '2026-12-31', ...empty },
      rates: [],
      createdAt: '2026-11-20T12:00:00.000Z',
      updatedAt: '2026-11-20T12:00:00.000Z',
    });
    expect(reply.headers.location).toBe(`/api/v1/budgets/${budget.id}`);
    const found = await ada.api('GET', reply.headers.location ?? '');
    expect([found.json(), found.headers.etag]).toEqual([budget, reply.headers.etag]);

    server.clock.advance(1_000);
    const patch = { period: 'year', limit: { amount: '9000', currency: 'JPY' } };
    const changed = await ada.api('PATCH', `budgets/${budget.id}`, patch);
    expect(changed.json()).toMatchObject({
      version: 2,
      name: 'Fun',
      ...patch,
      current: { from: '2026-01-01', to: '2026-12-31' },
      next: { from: '2027-01-01', to: '2027-12-31' },
      updatedAt: '2026-11-20T12:00:01.000Z',
    });
    expect((await ada.api('GET', 'budgets')).json().items).toEqual([changed.json()]);
  });

  it('agree with the calendar, and say with which charge they are exceeded', async () => {
    const { id } = await add();
    await buy('Rent', '2026-10-25', '30.00');
    await buy('Music', '2026-10-05', '12.34');
    await buy('News', '2026-11-28', '7.67');
    const calendar = await ada.api('GET', 'calendar?from=2026-11-01&to=2026-11-30');
    const { current } = await read(id);
    expect(current).toMatchObject({
      total: calendar.json().total,
      charged: euros('12.34'),
      coming: euros('37.67'),
      remaining: euros('0.00'),
      over: euros('0.01'),
      exceededBy: { name: 'News', chargedOn: '2026-11-28', base: euros('7.67') },
    });
  });

  it('follow what is marked as skipped, and what really was paid', async () => {
    const { id } = await add();
    const rent = await buy('Rent', '2026-10-25', '30.00');
    await buy('Music', '2026-10-05', '25.00');
    expect((await read(id)).current.over).toEqual(euros('5.00'));
    const path = `subscriptions/${rent.id}/payments/2026-11-25`;
    await ada.api('PUT', path, { status: 'paid', amount: euros('20.00') });
    expect((await read(id)).current).toMatchObject({
      charged: euros('45.00'),
      remaining: euros('5.00'),
    });
    await ada.api('PUT', path, { status: 'skipped' });
    expect((await read(id)).current.total).toEqual(euros('25.00'));
  });

  it('stay in their currency when the household’s becomes another one', async () => {
    const { id } = await add();
    await buy('Rent', '2026-10-25', '30.00');
    await ada.api('PATCH', 'household', { baseCurrency: 'USD' });
    expect(await read(id)).toMatchObject({
      limit: LIMIT,
      current: { total: euros('30.00'), unconverted: [] },
    });
    await ada.api('PUT', 'rates/USD/EUR', { rate: '0.5', on: '2026-01-01' });
    const prices = [{ amount: '10.00', currency: 'USD' }];
    await buy('Cloud', '2026-11-22', '0', { prices });
    const { current, rates } = await read(id);
    expect(current.total).toEqual(euros('35.00'));
    expect(rates).toMatchObject([{ from: 'USD', to: 'EUR', rate: '0.5', on: '2026-01-01' }]);
  });

  it('of a category say so when it is deleted, and count again when it is back', async () => {
    const category = await made<{ id: string }>('categories', { name: 'Games' });
    const { id } = await add({ categoryId: category.id });
    await buy('Arcade', '2026-10-25', '30.00', { categoryId: category.id });
    await buy('Rent', '2026-10-25', '900.00');
    expect((await read(id)).current.total).toEqual(euros('30.00'));
    await ada.api('DELETE', `categories/${category.id}`);
    expect(await read(id)).toMatchObject({
      categoryId: category.id,
      isCategoryGone: true,
      current: { total: euros('0.00') },
    });
    const renamed = await ada.api('PATCH', `budgets/${id}`, { name: 'Other' });
    expect([renamed.statusCode, renamed.json().isCategoryGone]).toEqual([200, true]);
    await ada.api('POST', `categories/${category.id}/restore`);
    expect((await read(id)).current.total).toEqual(euros('30.00'));
    const whole = await ada.api('PATCH', `budgets/${id}`, { categoryId: null });
    expect(whole.json().current.total).toEqual(euros('930.00'));
  });

  it('go to the trash, come back, and are gone after 30 days', async () => {
    const budget = await add();
    const path = `budgets/${budget.id}`;
    expect((await ada.api('DELETE', path)).statusCode).toBe(204);
    for (const [method, body] of [['GET'], ['PATCH', { name: 'x' }], ['DELETE']] as const) {
      expect((await ada.api(method, path, body)).statusCode).toBe(404);
    }
    const restored = await ada.api('POST', `${path}/restore`);
    expect(restored.json()).toEqual({ ...budget, version: 3 });
    expect((await ada.api('POST', `${path}/restore`, {})).json()).toEqual(restored.json());
    await ada.api('DELETE', path);
    server.clock.advance(31 * 24 * 60 * 60 * 1_000);
    await server.wired.purge();
    expect(await server.store.budgets.find(ada.householdId, budget.id)).toBeNull();
  });

  it('are at most fifty, also counting those that come back', async () => {
    for (let number = 1; number < MOST_BUDGETS; number += 1) await add({ name: `No. ${number}` });
    const last = await add();
    await ada.api('DELETE', `budgets/${last.id}`);
    const key = { 'idempotency-key': 'k' };
    const body = { name: 'The fiftieth', limit: LIMIT };
    const fiftieth = await ada.api('POST', 'budgets', body, key);
    expect(fiftieth.statusCode).toBe(201);
    expect((await ada.api('POST', 'budgets', body, key)).json()).toEqual(fiftieth.json());
    const state = { store: server.store, householdId: ada.householdId };
    await expectRefusal(state, () => ada.api('POST', 'budgets', body), 'conflict');
    await expectRefusal(state, () => ada.api('POST', `budgets/${last.id}/restore`), 'conflict');
    const again = await ada.api('POST', `budgets/${fiftieth.json().id}/restore`);
    expect(again.statusCode).toBe(200);
  });

  it('honour If-Match', async () => {
    const path = `budgets/${(await add()).id}`;
    const patch = (ifMatch: string) =>
      ada.api('PATCH', path, { name: 'x' }, { 'if-match': ifMatch });
    expect((await patch('"2"')).statusCode).toBe(412);
    expect((await patch('"1"')).statusCode).toBe(200);
    const remove = await ada.api('DELETE', path, undefined, { 'if-match': '"1"' });
    expect(remove.statusCode).toBe(412);
  });

  it('are listed by name, and paged', async () => {
    for (const name of ['zoo', 'Épargne', 'entry']) await add({ name });
    const page = async (query: string) => (await ada.api('GET', `budgets${query}`)).json();
    const first = await page('?limit=2');
    const second = await page(`?limit=2&cursor=${first.nextCursor}`);
    const names = [...first.items, ...second.items].map(({ name }: BudgetView) => name);
    expect(names).toEqual(['entry', 'Épargne', 'zoo']);
    expect(second.nextCursor).toBeNull();
  });
});

describe('budgets refuse', () => {
  const UNKNOWN = '01990000-0000-7000-8000-00000000ffff';

  it.for<[method: string, tail: string, body: unknown, pointers: string[]]>([
    ['POST', '', {}, ['/limit', '/name']],
    ['POST', '', { name: '', limit: LIMIT }, ['/name']],
    ['POST', '', { name: 'x', limit: '50' }, ['/limit']],
    ['POST', '', { name: 'x', limit: { amount: '0.00', currency: 'EUR' } }, ['/limit/amount']],
    ['POST', '', { name: 'x', limit: { amount: '-1', currency: 'EUR' } }, ['/limit/amount']],
    ['POST', '', { name: 'x', limit: { amount: '1.234', currency: 'EUR' } }, ['/limit/amount']],
    ['POST', '', { name: 'x', limit: { amount: '1', currency: 'XXQ' } }, ['/limit/currency']],
    ['POST', '', { name: 'x', limit: LIMIT, period: 'week' }, ['/period']],
    ['POST', '', { name: 'x', limit: LIMIT, categoryId: UNKNOWN }, ['/categoryId']],
    ['POST', '', { name: 'x', limit: LIMIT, categoryId: 'x' }, ['/categoryId']],
    ['POST', '', { name: 'x', limit: LIMIT, total: '1' }, ['/total']],
    ['PATCH', '/ID', {}, ['']],
    ['PATCH', '/ID', { name: null }, ['/name']],
    ['PATCH', '/ID', { limit: { amount: '5' } }, ['/limit/currency']],
    ['PATCH', '/ID', { categoryId: UNKNOWN }, ['/categoryId']],
    ['PATCH', '/ID', { name: 'x', version: 2 }, ['/version']],
    ['PATCH', '/1', { name: 'x' }, ['/params/id']],
    ['POST', '/ID/restore', { x: 1 }, ['/x']],
    ['GET', '?limit=0', undefined, ['/query/limit']],
    ['GET', '?q=x', undefined, ['/query/q']],
  ])('%s %s %j', async ([method, tail, body, pointers]) => {
    const { id } = await add();
    await expectRefusal(
      { store: server.store, householdId: ada.householdId },
      () => ada.api(method, `budgets${tail.replace('ID', id)}`, body),
      'invalid-input',
      pointers,
    );
  });

  it('a category that lies in the trash', async () => {
    const category = await made<{ id: string }>('categories', { name: 'Games' });
    await ada.api('DELETE', `categories/${category.id}`);
    await expectRefusal(
      { store: server.store, householdId: ada.householdId },
      () => ada.api('POST', 'budgets', { name: 'x', limit: LIMIT, categoryId: category.id }),
      'invalid-input',
      ['/categoryId'],
    );
  });
});
