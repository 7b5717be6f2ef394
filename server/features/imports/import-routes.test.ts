import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportPreview } from '#shared/schemas/import-schemas.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';
import { type UploadPart, upload } from '#tests/support/upload.ts';

const MIB = 1_048_576;

let server: TestApp;
let member: TestMember;

beforeEach(async () => {
  server = await createTestApp();
  member = await server.signUp();
});
afterEach(() => server.close());

function wallos(name: string): Buffer {
  const folder = '../../../shared/imports/fixtures/wallos/';
  return readFileSync(new URL(`${folder}${name}`, import.meta.url));
}

const send = (...parts: UploadPart[]) => upload(server, member.headers, ...parts);

async function preview(...contents: (Uint8Array | string)[]): Promise<ImportPreview> {
  const reply = await send(...contents.map((content) => ({ content })));
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json();
}

async function subscriptions(): Promise<SubscriptionView[]> {
  return (await member.api('GET', 'subscriptions?limit=200')).json().items;
}

const commit = (id: string, body: object = {}) => member.api('POST', `imports/${id}/commit`, body);

describe('importing from Wallos', () => {
  test('previews, asks, and stores what was answered', async () => {
    const reply = await send({ content: wallos('subscriptions.csv') });
    expect(reply.statusCode).toBe(201);
    const shown: ImportPreview = reply.json();
    expect(reply.headers.location).toBe(`/api/v1/imports/${shown.id}`);
    expect(shown).toMatchObject({
      format: 'wallos-csv',
      state: 'waiting',
      expiresAt: '2026-11-21T12:00:00.000Z',
      counts: { ready: 12, duplicate: 0, faulty: 0, doubtful: 3, rates: 0 },
      questions: [
        { id: 'currency-1', kind: 'currency-symbol', symbol: '$', suggestion: 'USD', rows: 4 },
        { id: 'currency-2', symbol: '¥', options: ['JPY', 'CNY'], suggestion: 'JPY', rows: 1 },
      ],
    });
    expect(await subscriptions()).toEqual([]);
    expect((await member.api('GET', `imports/${shown.id}`)).json()).toEqual(shown);

    const open = await commit(shown.id, { answers: { 'currency-2': 'JPY' } });
    expect(open.statusCode).toBe(422);
    expect(open.json().errors).toEqual([
      { pointer: '/answers/currency-1', detail: 'must be answered with a currency' },
    ]);
    expect(await subscriptions()).toEqual([]);

    const answers = { 'currency-1': 'CAD', 'currency-2': 'JPY' };
    const done = await commit(shown.id, { answers });
    expect(done.json()).toEqual({
      imported: 12,
      skipped: 0,
      payments: 0,
      categories: 2,
      paymentMethods: 4,
      budgets: 0,
      rates: 0,
      isHouseholdAdopted: false,
    });
    const stored = await subscriptions();
    expect(stored).toHaveLength(12);
    const byName = new Map(stored.map((each) => [each.name, each]));
    expect(byName.get('Netflix  Premium')).toMatchObject({
      anchor: '2026-12-03',
      cycle: { every: 1, unit: 'month' },
      prices: [{ from: '2026-12-03', amount: '17.99', currency: 'CAD' }],
      url: 'https://www.netflix.com',
      notes: '4 screens  shared',
      status: 'active',
      nextDueOn: '2026-12-03',
    });
    expect(byName.get('iCloud+ 2 TB')?.prices[0]).toMatchObject({
      amount: '1300',
      currency: 'JPY',
    });
    expect(byName.get('Old magazine')).toMatchObject({ status: 'ended', nextDueOn: null });
    expect(byName.get('Adobe CC')?.notes).toBe('=SUM(A1:A2) looks like a formula');

    const categories = (await member.api('GET', 'categories')).json().items;
    const nameOf = (id: string | null | undefined) =>
      categories.find((each: { id: string }) => each.id === id)?.name;
    expect(nameOf(byName.get('Spotify Family')?.categoryId)).toBe('Music');
    expect(nameOf(byName.get('Gym')?.categoryId)).toBe('Utilities');
    expect(categories.filter(({ name }: { name: string }) => name === 'Music')).toHaveLength(1);
    const methods = (await member.api('GET', 'payment-methods')).json().items;
    expect(methods).toHaveLength(4);
    expect(methods).toContainEqual(expect.objectContaining({ label: 'Money', kind: 'cash' }));
  });

  test('knows the currencies once both answers of the API are there', async () => {
    const shown = await preview(
      wallos('api-get-currencies.json'),
      wallos('api-get-subscriptions.json'),
    );
    expect(shown).toMatchObject({ format: 'wallos-api', questions: [], counts: { ready: 12 } });
    expect((await commit(shown.id)).json()).toMatchObject({ imported: 12 });
  });

  test('asks for each currency of the API by its number without them', async () => {
    const shown = await preview(wallos('api-get-subscriptions.json'));
    expect(shown.questions.map(({ kind, symbol, rows }) => [kind, symbol, rows])).toEqual([
      ['currency-number', '1', 5],
      ['currency-number', '2', 4],
      ['currency-number', '7', 1],
      ['currency-number', '3', 1],
      ['currency-number', '12', 1],
    ]);
    expect(shown.questions.flatMap(({ options }) => options)).toEqual([]);
  });

  test('marks what was imported before, whichever way it came', async () => {
    const first = await preview(wallos('subscriptions.json'));
    await commit(first.id, { answers: { 'currency-1': 'USD', 'currency-2': 'JPY' } });
    const again = await preview(
      wallos('api-get-subscriptions.json'),
      wallos('api-get-currencies.json'),
    );
    expect(again.counts).toMatchObject({ ready: 0, duplicate: 12 });
    const ids = (await subscriptions()).map(({ id }) => id);
    for (const { duplicateOf } of again.rows) expect(ids).toContain(duplicateOf);
    expect((await commit(again.id)).json()).toMatchObject({ imported: 0, skipped: 12 });
    expect(await subscriptions()).toHaveLength(12);
  });
});

describe('a file that cannot be imported', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]);
  const random = Uint8Array.from({ length: 2_000 }, (_, at) => (at * 7919) % 251);

  test.each([
    ['a picture', png, 'picture'],
    ['random bytes', random, 'UTF-8'],
    ['a web page', '<!doctype html><p>Sign in', 'web page'],
    ['an empty file', '', 'empty'],
    ['broken JSON', '{"format": "duetide",\n"version": }', 'broken near “version'],
    ['another table', 'a,b\n1,2', 'Neither Duetide nor Wallos'],
    [
      '10,001 rows',
      `name,cycle,anchor,prices\n${'a,once,2026-01-01,1 EUR\n'.repeat(10_001)}`,
      '10001',
    ],
  ])('%s: 422, and why', async (_name, content, words) => {
    const reply = await send({ content });
    expect(reply.statusCode).toBe(422);
    expect(reply.json()).toMatchObject({
      code: 'unreadable-file',
      detail: expect.stringContaining(words),
    });
  });

  test('two files that do not belong together: 422', async () => {
    const reply = await send(
      { content: wallos('subscriptions.csv') },
      { content: wallos('subscriptions.json') },
    );
    expect(reply.statusCode).toBe(422);
    expect(reply.json()).toMatchObject({ code: 'unreadable-file' });
  });

  test('5 MiB: 413', async () => {
    const reply = await send({ content: new Uint8Array(5 * MIB).fill(0x20) });
    expect(reply.statusCode).toBe(413);
    expect(reply.json()).toMatchObject({
      code: 'body-too-large',
      detail: expect.stringContaining('4 MiB'),
    });
  });

  test('a byte over 4 MiB: 413; 4 MiB: read', async () => {
    const over = await send({ content: new Uint8Array(4 * MIB + 1).fill(0x20) });
    expect(over.statusCode).toBe(413);
    const fits = await send({ content: new Uint8Array(4 * MIB).fill(0x20) });
    expect(fits.json()).toMatchObject({ code: 'unreadable-file' });
  });

  test('three files: 400', async () => {
    const reply = await send({ content: 'a' }, { content: 'b' }, { content: 'c' });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({
      code: 'malformed-upload',
      detail: expect.stringContaining('At most 2 files'),
    });
  });

  test.each([
    ['no part', [], '/file'],
    ['a text instead of a file', [{ content: 'text', fileName: null }], '/file'],
    ['a part of another name', [{ content: 'text', field: 'upload' }], '/upload'],
    ['a field of another name', [{ content: 'x', field: 'a/b', fileName: null }], '/a~1b'],
  ])('%s: 422 that points to it', async (_name, parts: UploadPart[], pointer) => {
    const reply = await send(...parts);
    expect(reply.statusCode, reply.body).toBe(422);
    expect(reply.json().errors).toMatchObject([{ pointer }]);
  });

  test.each([
    ['application/json', '{}'],
    ['text/csv', 'a,b'],
    ['application/x-www-form-urlencoded', 'file=x'],
    [undefined, undefined],
  ])('sent as %s: 415', async (contentType, payload) => {
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { ...member.headers, ...(contentType ? { 'content-type': contentType } : {}) },
      ...(payload ? { payload } : {}),
    });
    expect(reply.statusCode).toBe(415);
    expect(reply.json()).toMatchObject({ code: 'unsupported-media-type' });
  });

  test.each([
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', 'no parts at all'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\ncut',
    ],
  ])('a torn upload (%s): 400', async (contentType, payload) => {
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { ...member.headers, 'content-type': contentType },
      payload,
    });
    expect(reply.statusCode, reply.body).toBe(400);
    expect(reply.json()).toMatchObject({ code: 'malformed-upload' });
  });

  test('stores nothing, whatever was wrong', async () => {
    await send({ content: png });
    await send({ content: new Uint8Array(5 * MIB) });
    expect(await subscriptions()).toEqual([]);
    expect(await server.store.imports.purge('9999-12-31T00:00:00.000Z')).toBe(0);
  });
});

describe('encodings', () => {
  const csv = wallos('subscriptions.csv').toString('utf8');

  test.each([
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${csv}`, 'utf8')],
    ['UTF-16 LE', Buffer.from(`\ufeff${csv}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\ufeff${csv}`, 'utf16le').swap16()],
  ])('%s is read', async (_name, content) => {
    const { counts, rows } = await preview(content);
    expect(counts).toMatchObject({ ready: 12, faulty: 0 });
    expect(rows[2]?.name).toBe('Domain café-ünïcode.example');
  });
});

describe('a commit', () => {
  const ROWS =
    'name,cycle,anchor,prices\nNetflix,1 month,2026-01-31,15.49 USD\nNETFLIX,1 month,2026-03-31,15.49 USD\nBad,often,2026-01-01,1 EUR\n';

  test.each([
    [{ answers: { 'currency-9': 'USD' } }, '/answers/currency-9'],
    [{ answers: { 'a/b~c': 'USD' } }, '/answers/a~1b~0c'],
    [{ answers: { 'currency-1': 'ABC' } }, '/answers/currency-1'],
    [{ answers: [] }, '/answers'],
    [{ includeDuplicates: [1] }, '/includeDuplicates/0'],
    [{ includeDuplicates: [99] }, '/includeDuplicates/0'],
    [{ includeDuplicates: ['2'] }, '/includeDuplicates/0'],
    [{ adoptHousehold: 'yes' }, '/adoptHousehold'],
    [{ surprise: 1 }, '/surprise'],
  ])('with %j is refused and changes nothing', async (body, pointer) => {
    const { id } = await preview(ROWS);
    const reply = await commit(id, body);
    expect(reply.statusCode).toBe(422);
    expect(reply.json().errors.map((each: { pointer: string }) => each.pointer)).toEqual([pointer]);
    expect(await subscriptions()).toEqual([]);
    expect((await member.api('GET', `imports/${id}`)).json().state).toBe('waiting');
  });

  test('refuses a currency in which an amount has too many decimals', async () => {
    const shown = await preview(
      JSON.stringify([
        { Name: 'A', 'Payment Cycle': 'Monthly', 'Next Payment': '2026-12-01', Price: '¥12.5' },
      ]),
    );
    expect(shown.questions[0]).toMatchObject({ options: ['CNY'], suggestion: 'CNY' });
    const reply = await commit(shown.id, { answers: { 'currency-1': 'JPY' } });
    expect(reply.json().errors).toEqual([
      { pointer: '/answers/currency-1', detail: '12.5, in row 1, is no amount in JPY' },
    ]);
    expect((await commit(shown.id, { answers: { 'currency-1': 'CNY' } })).statusCode).toBe(200);
  });

  test('takes in duplicates that were chosen, never what is faulty', async () => {
    const shown = await preview(ROWS);
    expect(shown.rows.map(({ state, duplicateOfRow }) => [state, duplicateOfRow])).toEqual([
      ['ready', null],
      ['duplicate', 1],
      ['faulty', null],
    ]);
    const reply = await commit(shown.id, { includeDuplicates: [2] });
    expect(reply.json()).toMatchObject({ imported: 2, skipped: 1 });
    expect((await subscriptions()).map(({ name }) => name).toSorted()).toEqual([
      'NETFLIX',
      'Netflix',
    ]);
  });

  test('once finished answers the same again, and shows itself as finished', async () => {
    const { id } = await preview(ROWS);
    const first = await commit(id);
    await member.api('DELETE', `subscriptions/${(await subscriptions())[0]?.id}`);
    const second = await commit(id);
    expect([second.statusCode, second.json()]).toEqual([200, first.json()]);
    expect(await subscriptions()).toEqual([]);
    expect((await member.api('GET', `imports/${id}`)).json()).toMatchObject({
      state: 'finished',
      result: first.json(),
    });
    const other = await commit(id, { includeDuplicates: [2] });
    expect([other.statusCode, other.json().code]).toEqual([409, 'conflict']);
  });

  test('is refused if its rows came to be there since the preview', async () => {
    const [one, two] = [await preview(ROWS), await preview(ROWS)];
    await commit(one.id);
    const reply = await commit(two.id);
    expect(reply.statusCode).toBe(409);
    expect(reply.json()).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('“Netflix”'),
    });
    expect(await subscriptions()).toHaveLength(1);
  });

  test('of two at once stores once', async () => {
    const { id } = await preview(ROWS);
    const replies = await Promise.all([commit(id), commit(id), commit(id)]);
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(await subscriptions()).toHaveLength(1);
  });

  test('is over after a day, and unknown after the clean-up', async () => {
    const { id } = await preview(ROWS);
    server.clock.set('2026-11-21T12:00:00.000Z');
    for (const reply of [await commit(id), await member.api('GET', `imports/${id}`)]) {
      expect([reply.statusCode, reply.json().code]).toEqual([410, 'import-expired']);
    }
    server.clock.advance(1);
    await server.wired.purge();
    expect((await member.api('GET', `imports/${id}`)).statusCode).toBe(404);
    expect(await subscriptions()).toEqual([]);
  });

  test('is the household’s own', async () => {
    const { id } = await preview(ROWS);
    const neighbour = await server.signUp();
    expect((await neighbour.api('GET', `imports/${id}`)).statusCode).toBe(404);
    expect((await neighbour.api('POST', `imports/${id}/commit`, {})).statusCode).toBe(404);
    expect((await server.api('POST', `imports/${id}/commit`, {})).statusCode).toBe(401);
    expect((await upload(server, {}, { content: ROWS })).statusCode).toBe(401);
  });
});
