import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#shared/problems.ts';
import { stateOf } from './support/household-state.ts';
import { createTestApp, type TestApp, type TestMember } from './support/test-app.ts';

const UNKNOWN = '01990000-0000-7000-8000-00000000ffff';
const BODY = {
  name: 'Netflix',
  cycle: { every: 1, unit: 'month' },
  anchor: '2026-01-31',
  prices: [{ amount: '15.49', currency: 'EUR' }],
};

let server: TestApp;
let ada: TestMember;
let eve: TestMember;
/** What Ada has, by where it is found. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  server = await createTestApp();
  ada = await server.signUp();
  eve = await server.signUp();
  const made = async (path: string, body: object) =>
    (await ada.api('POST', path, body)).json<{ id: string }>().id;
  ids.categories = await made('categories', { name: 'Games' });
  ids.channels = await made('channels', { name: 'Me', settings: { kind: 'mail' } });
  ids.budgets = await made('budgets', { name: 'Fun', limit: { amount: '9', currency: 'EUR' } });
  ids['payment-methods'] = await made('payment-methods', { label: 'Visa', kind: 'card' });
  ids.subscriptions = await made('subscriptions', { ...BODY, categoryId: ids.categories });
  ids.trash = await made('subscriptions', BODY);
  await ada.api('DELETE', `subscriptions/${ids.trash}`);
  await ada.api('PUT', `subscriptions/${ids.subscriptions}/payments/2026-09-30`, {
    status: 'skipped',
  });
  await ada.api('PUT', 'rates/USD/EUR', { rate: '0.9', on: '2026-01-01' });
});
afterAll(() => server.close());

/** Every route that takes an id of the household's data. `trash`: an id that lies there. */
const ROUTES: [method: string, path: string, body?: object][] = [
  ['GET', 'subscriptions/:subscriptions'],
  ['PATCH', 'subscriptions/:subscriptions', { name: 'Mine' }],
  ['DELETE', 'subscriptions/:subscriptions'],
  ['GET', 'subscriptions/:subscriptions/schedule?from=2026-01-01&to=2026-12-31'],
  ['POST', 'subscriptions/:subscriptions/pause', { from: '2026-12-01' }],
  ['POST', 'subscriptions/:subscriptions/resume'],
  ['POST', 'subscriptions/:subscriptions/cancel'],
  [
    'POST',
    'subscriptions/:subscriptions/price',
    { from: '2026-12-01', amount: '1.00', currency: 'EUR' },
  ],
  ['POST', 'subscriptions/:subscriptions/duplicate'],
  ['POST', 'subscriptions/:trash/restore'],
  ['GET', 'subscriptions/:subscriptions/payments'],
  ['PUT', 'subscriptions/:subscriptions/payments/2026-09-30', { status: 'paid' }],
  ['DELETE', 'subscriptions/:subscriptions/payments/2026-09-30'],
  ['GET', 'categories/:categories'],
  ['PATCH', 'categories/:categories', { name: 'Mine' }],
  ['DELETE', 'categories/:categories'],
  ['POST', 'categories/:categories/restore'],
  ['GET', 'budgets/:budgets'],
  ['PATCH', 'budgets/:budgets', { name: 'Mine' }],
  ['DELETE', 'budgets/:budgets'],
  ['POST', 'budgets/:budgets/restore'],
  ['GET', 'channels/:channels'],
  ['PATCH', 'channels/:channels', { name: 'Mine' }],
  ['DELETE', 'channels/:channels'],
  ['POST', 'channels/:channels/restore'],
  ['POST', 'channels/:channels/test'],
  ['GET', 'payment-methods/:payment-methods'],
  ['PATCH', 'payment-methods/:payment-methods', { label: 'Mine' }],
  ['DELETE', 'payment-methods/:payment-methods'],
  ['POST', 'payment-methods/:payment-methods/restore'],
];

describe('another household’s id is answered as one that nobody has', () => {
  it.for(ROUTES)('%s %s', async ([method, path, body]) => {
    const before = await stateOf(server.store, ada.householdId);
    const told = async (id: (key: string) => string) => {
      const url = path.replace(/:([\w-]+)/, (_, key) => id(key));
      const reply = await eve.api(method, url, body);
      const { requestId: _, instance: __, ...problem } = reply.json<Problem>();
      const { 'x-request-id': ___, date: ____, ...headers } = reply.headers;
      return { status: reply.statusCode, problem, names: Object.keys(headers) };
    };
    const foreign = await told((key) => ids[key] ?? '');
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(await told(() => UNKNOWN));
    expect(await stateOf(server.store, ada.householdId)).toEqual(before);
  });

  it('also when it is named by If-Match or kept from an answer to its owner', async () => {
    const path = `subscriptions/${ids.subscriptions}`;
    const { etag } = (await ada.api('GET', path)).headers;
    const asked = await eve.api('GET', path, undefined, { 'if-none-match': String(etag) });
    const changed = await eve.api('PATCH', path, { name: 'x' }, { 'if-match': String(etag) });
    expect([asked.statusCode, changed.statusCode]).toEqual([404, 404]);
  });
});

describe('nothing of another household is seen', () => {
  it.for([
    ['subscriptions', 0],
    ['subscriptions?trash=true', 0],
    ['categories', 10],
    ['payment-methods', 0],
    ['channels', 0],
    ['budgets', 0],
    ['rates', 0],
  ] as const)('GET %s', async ([path, count]) => {
    await ada.api('GET', path);
    const { items } = (await eve.api('GET', path)).json();
    expect(items).toHaveLength(count);
    expect(JSON.stringify(items)).not.toContain(ids.categories);
  });

  it.for(['summary', 'forecast', 'calendar?from=2026-01-01&to=2026-12-31'])(
    'GET %s',
    async (path) => {
      const hers = await ada.api('GET', path);
      const own = await eve.api('GET', path);
      expect(hers.body).toContain('15.49');
      expect(own.body).not.toContain('15.49');
    },
  );

  it('in what a new subscription refers to', async () => {
    for (const [field, id] of [
      ['categoryId', ids.categories],
      ['paymentMethodId', ids['payment-methods']],
    ]) {
      const reply = await eve.api('POST', 'subscriptions', { ...BODY, [field ?? '']: id });
      expect([reply.statusCode, reply.json().errors[0].pointer]).toEqual([422, `/${field}`]);
    }
  });

  it('in the answer to a key that somebody else used', async () => {
    const headers = { 'idempotency-key': 'the-same' };
    const body = { name: 'Secret' };
    const hers = await ada.api('POST', 'categories', body, headers);
    const own = await eve.api('POST', 'categories', body, headers);
    expect(own.statusCode).toBe(201);
    expect(own.headers['idempotency-replayed']).toBeUndefined();
    expect(own.json().id).not.toBe(hers.json().id);
  });

  it('in rates that are deleted', async () => {
    expect((await eve.api('DELETE', 'rates/USD/EUR?on=2026-01-01')).statusCode).toBe(404);
    expect((await ada.api('GET', 'rates')).json().items).toHaveLength(1);
  });
});

it('asks everybody to sign in first', async () => {
  for (const [method, path, body] of ROUTES) {
    const reply = await server.api(method, path.replace(/:[\w-]+/, UNKNOWN), body);
    expect([reply.statusCode, reply.json().code], path).toEqual([401, 'not-signed-in']);
  }
});
