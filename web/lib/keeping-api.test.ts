import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApiClient } from './api-client.ts';
import type { ApiError } from './api-error.ts';
import { createKeepingApi } from './keeping-api.ts';
import type { KeptAnswer } from './kept-store.ts';
import { isFromDevice, staleSince } from './stale-answers.ts';

let server: Server;
let asked: string[];
let status: number;
let isOffline: boolean;
let disk: Map<string, KeptAnswer>;
let api: ReturnType<typeof createKeepingApi>;
let stop: () => Promise<void>;

beforeEach(async () => {
  [asked, status, isOffline, disk] = [[], 200, false, new Map()];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.statusCode = status;
    response.end(JSON.stringify({ items: [request.url] }));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  stop = () =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  api = createKeepingApi({
    api: createApiClient({ fetch, base: `http://127.0.0.1:${port}/` }),
    kept: {
      begin: () => (answer) => void disk.set(answer.key, answer),
      read: async (key) => structuredClone(disk.get(key)) ?? null,
      belongTo: async () => {},
      forget: async () => {},
    },
    now: () => 1_000,
    isOffline: () => isOffline,
  });
});
afterEach(() => stop());

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (error: ApiError) => error.code,
  );

it('what was read is answered from this device while the server is away, and marked', async () => {
  const fresh = await api('GET categories', { query: { limit: 200 } });
  expect([staleSince(fresh), isFromDevice(fresh)]).toEqual([null, false]);
  await stop();
  const kept = await api('GET categories', { query: { limit: 200 } });
  expect(kept).toEqual(fresh);
  expect([staleSince(kept), isFromDevice(kept)]).toEqual([1_000, true]);
  expect(await failureOf(api('GET categories', { query: { limit: 50 } }))).toBe('no-connection');
});

it('what nobody lists is never kept', async () => {
  await api('GET auth/sessions');
  await api('GET auth/options');
  await api('GET calendar-feed');
  await api('POST categories', { body: { name: 'Music', color: 'teal' } });
  expect([...disk.keys()]).toEqual([]);
});

it('what was read is answered while the server is there and its database is not', async () => {
  const fresh = await api('GET summary');
  status = 503;
  const kept = await api('GET summary');
  expect([kept, isFromDevice(kept)]).toEqual([fresh, true]);
  expect(await failureOf(api('GET forecast', { query: { months: 12 } }))).toBe('unavailable');
  isOffline = true;
  expect(await failureOf(api('DELETE categories/{id}', { params: { id: 'a' } }))).toBe(
    'unavailable',
  );
});

it.each([401, 404, 429, 500])('an answer of %s counts, whatever is kept', async (answered) => {
  await api('GET summary');
  status = answered;
  expect(await failureOf(api('GET summary'))).not.toBe('none');
});

it('offline, a change is refused in words, and neither kept nor sent later', async () => {
  await stop();
  isOffline = true;
  const change = api('POST categories', { body: { name: 'Music', color: 'teal' } });
  expect(await failureOf(change)).toBe('needs-connection');
  expect(await failureOf(api('GET summary'))).toBe('not-kept');
  expect(asked).toEqual([]);
  expect(disk.size).toBe(0);
});

it('a browser that knows of no connection still reaches a server on the same machine', async () => {
  isOffline = true;
  await api('POST categories', { body: { name: 'Music', color: 'teal' } });
  expect(asked).toEqual(['POST /categories']);
});
