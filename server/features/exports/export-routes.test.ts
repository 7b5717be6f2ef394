import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const NETFLIX = {
  name: '=HYPERLINK("https://evil.example")',
  anchor: '2026-01-31',
  cycle: { every: 1, unit: 'month' },
  prices: [{ amount: '15.49', currency: 'USD' }],
};

let server: TestApp;
let member: TestMember;

beforeEach(async () => {
  server = await createTestApp({ now: '2026-11-20T23:30:00.000Z' });
  member = await server.signUp({ timeZone: 'Asia/Tokyo', baseCurrency: 'JPY' });
});
afterEach(() => server.close());

test('exports everything as JSON, in a file named after the day at home', async () => {
  await member.api('POST', 'subscriptions', NETFLIX);
  const reply = await member.api('GET', 'export');
  expect(reply.statusCode).toBe(200);
  expect(reply.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="duetide-2026-11-21.json"',
    'cache-control': 'no-store',
  });
  expect(reply.json()).toMatchObject({
    format: 'duetide',
    version: 2,
    exportedAt: '2026-11-20T23:30:00.000Z',
    household: { name: 'Home', baseCurrency: 'JPY', timeZone: 'Asia/Tokyo' },
    subscriptions: [{ name: NETFLIX.name, prices: [{ from: '2026-01-31', amount: '15.49' }] }],
  });
  expect(reply.json().categories).toHaveLength(10);
});

test('exports subscriptions as CSV that no spreadsheet runs', async () => {
  await member.api('POST', 'subscriptions', NETFLIX);
  const reply = await member.api('GET', 'export?format=csv');
  expect(reply.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="duetide-subscriptions-2026-11-21.csv"',
  });
  expect(reply.body).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
});

test('leaves out the trash', async () => {
  const { id } = (await member.api('POST', 'subscriptions', NETFLIX)).json();
  await member.api('DELETE', `subscriptions/${id}`);
  expect((await member.api('GET', 'export')).json().subscriptions).toEqual([]);
});

test.each([['format=xml'], ['format='], ['formats=json']])('refuses %s', async (query) => {
  const reply = await member.api('GET', `export?${query}`);
  expect(reply.statusCode).toBe(422);
  expect(reply.json()).toMatchObject({ code: 'invalid-input' });
});

test('shows one household only, to its members', async () => {
  await member.api('POST', 'subscriptions', NETFLIX);
  const neighbour = await server.signUp();
  expect((await neighbour.api('GET', 'export')).json().subscriptions).toEqual([]);
  expect((await server.api('GET', 'export')).statusCode).toBe(401);
});
