import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectRefusal } from '#tests/support/household-state.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

let server: TestApp;
let ada: TestMember;

beforeEach(async () => {
  server = await createTestApp();
  ada = await server.signUp();
});
afterEach(() => server.close());

const list = async (query = '') => (await ada.api('GET', `rates${query}`)).json();
const put = (pair: string, rate: string, on: string) =>
  ada.api('PUT', `rates/${pair}`, { rate, on });

it('keeps rates by pair and day, as they were written', async () => {
  const reply = await put('USD/EUR', '0.9200', '2026-03-01');
  expect(reply.statusCode).toBe(200);
  const march = { from: 'USD', to: 'EUR', rate: '0.9200', on: '2026-03-01', source: 'manual' };
  expect(reply.json()).toEqual(march);
  await put('USD/EUR', '0.9', '2026-01-01');
  await put('EUR/JPY', '160', '2026-02-01');
  const { items, nextCursor } = await list();
  expect(items.map(({ from, on }: typeof march) => [from, on])).toEqual([
    ['EUR', '2026-02-01'],
    ['USD', '2026-01-01'],
    ['USD', '2026-03-01'],
  ]);
  expect(items[2]).toEqual(march);
  expect(nextCursor).toBeNull();
});

it('replaces the rate of the same pair and day', async () => {
  await put('USD/EUR', '0.92', '2026-03-01');
  await put('USD/EUR', '0.93', '2026-03-01');
  expect((await list()).items).toEqual([
    { from: 'USD', to: 'EUR', rate: '0.93', on: '2026-03-01', source: 'manual' },
  ]);
});

it('pages', async () => {
  for (let day = 1; day <= 5; day += 1) await put('USD/EUR', '1', `2026-03-0${day}`);
  const first = await list('?limit=3');
  const second = await list(`?limit=3&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map(({ on }) => on)).toEqual(
    [1, 2, 3, 4, 5].map((day) => `2026-03-0${day}`),
  );
  expect(second.nextCursor).toBeNull();
});

it('forgets the rate of one day', async () => {
  await put('USD/EUR', '0.92', '2026-03-01');
  await put('USD/EUR', '0.93', '2026-03-02');
  expect((await ada.api('DELETE', 'rates/USD/EUR?on=2026-03-01')).statusCode).toBe(204);
  expect((await list()).items).toHaveLength(1);
  for (const gone of ['USD/EUR?on=2026-03-01', 'EUR/USD?on=2026-03-02']) {
    expect((await ada.api('DELETE', `rates/${gone}`)).statusCode).toBe(404);
  }
});

it('counts at once in what is computed', async () => {
  await ada.api('POST', 'subscriptions', {
    name: 'Netflix',
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-01-01',
    prices: [{ amount: '10.00', currency: 'USD' }],
  });
  const monthly = async () => (await ada.api('GET', 'summary')).json().monthlyCost.amount;
  expect(await monthly()).toBe('0.00');
  await put('USD/EUR', '0.5', '2026-01-01');
  expect(await monthly()).toBe('5.00');
  await ada.api('DELETE', 'rates/USD/EUR?on=2026-01-01');
  expect(await monthly()).toBe('0.00');
});

it.for<[method: string, address: string, body: unknown, pointers: string[]]>([
  ['PUT', 'USD/ZZZ', { rate: '1', on: '2026-01-01' }, ['/params/to']],
  ['PUT', 'usd/EUR', { rate: '1', on: '2026-01-01' }, ['/params/from']],
  ['PUT', 'EUR/EUR', { rate: '1', on: '2026-01-01' }, ['/params/to']],
  ['PUT', 'USD/EUR', {}, ['/on', '/rate']],
  ['PUT', 'USD/EUR', { rate: 0.9, on: '2026-01-01' }, ['/rate']],
  ['PUT', 'USD/EUR', { rate: '0', on: '2026-01-01' }, ['/rate']],
  ['PUT', 'USD/EUR', { rate: '0.0000000000', on: '2026-01-01' }, ['/rate']],
  ['PUT', 'USD/EUR', { rate: '-1', on: '2026-01-01' }, ['/rate']],
  ['PUT', 'USD/EUR', { rate: '1e3', on: '2026-01-01' }, ['/rate']],
  ['PUT', 'USD/EUR', { rate: '1,5', on: '2026-01-01' }, ['/rate']],
  ['PUT', 'USD/EUR', { rate: '1.00000000001', on: '2026-01-01' }, ['/rate']],
  ['PUT', 'USD/EUR', { rate: '1000000000000', on: '2026-01-01' }, ['/rate']],
  ['PUT', 'USD/EUR', { rate: '1', on: '2026-02-30' }, ['/on']],
  ['PUT', 'USD/EUR', { rate: '1', on: '2026-01-01', source: 'me' }, ['/source']],
  ['DELETE', 'USD/EUR', undefined, ['/query/on']],
  ['DELETE', 'USD/EUR?on=today', undefined, ['/query/on']],
  ['GET', '?limit=0', undefined, ['/query/limit']],
  ['GET', '?cursor=abc', undefined, ['/query/cursor']],
])('refuses %s %s %j', async ([method, address, body, pointers]) => {
  await put('USD/EUR', '0.92', '2026-03-01');
  await expectRefusal(
    { store: server.store, householdId: ada.householdId },
    () => ada.api(method, address.startsWith('?') ? `rates${address}` : `rates/${address}`, body),
    'invalid-input',
    pointers,
  );
});
