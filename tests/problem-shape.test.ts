import type { LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '#server/adapters/store/store.ts';
import { PROBLEMS, type Problem, type ProblemCode } from '#shared/problems.ts';
import { openMemoryStore } from './support/memory-store.ts';
import { createTestApp, type TestApp, type TestMember } from './support/test-app.ts';

const UNKNOWN = '01990000-0000-7000-8000-00000000ffff';
/** Words of a driver, which nobody is to see. */
const INSIDE = 'connection to db-7.internal failed';

let isBroken = false;
let server: TestApp;
let ada: TestMember;
/** `GET /api/v1/subscriptions`, of every operation of the description. */
let operations: [method: string, address: string][];

/** Works until it is broken; then every call fails as a driver would. */
function breakable(store: Store): Store {
  const wrap = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value === 'object' && value !== null) return wrap(value);
        if (typeof value !== 'function' || name === 'close') return value;
        return (...given: unknown[]) =>
          isBroken ? Promise.reject(new RangeError(INSIDE)) : value(...given);
      },
    });
  return wrap(store);
}

beforeAll(async () => {
  const store = breakable(await openMemoryStore());
  server = await createTestApp({ parts: { store, logOf: () => pino({ level: 'silent' }) } });
  ada = await server.signUp();
  const description = (await server.app.inject('/api/openapi.json')).json<{
    paths: Record<string, object>;
  }>();
  operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method): [string, string] => [
      method.toUpperCase(),
      path.replace(/\{\w+\}/g, UNKNOWN),
    ]),
  );
});
afterAll(async () => {
  isBroken = false;
  await server.close();
});

/** As RFC 9457 describes it, of the catalogue, and with nothing of the inside. */
function expectProblem(reply: LightMyRequestResponse, asked: string): void {
  const said = `${asked} answered ${reply.statusCode} ${reply.body}`;
  expect(reply.headers['content-type'], said).toBe('application/problem+json');
  const { type, title, status, detail, instance, requestId, code, errors, ...more } =
    reply.json<Problem>();
  const known = PROBLEMS[code as ProblemCode];
  expect([type, title, status], said).toEqual([`/problems/${code}`, known.title, known.status]);
  expect(status, said).toBe(reply.statusCode);
  expect(instance, said).toMatch(/^\/[^?#]*$/);
  expect(requestId, said).toBe(reply.headers['x-request-id']);
  expect(detail ?? '', said).toBeTypeOf('string');
  for (const fault of errors ?? []) {
    expect(fault, said).toEqual({ pointer: expect.any(String), detail: expect.any(String) });
  }
  expect(more, said).toEqual({});
  expect(reply.body, said).not.toMatch(/\n? {4}at |node_modules|\.ts:\d|internal failed/);
}

async function ask(
  [method, url]: [string, string],
  { cookie, ...headers }: Record<string, string>,
  payload?: string,
): Promise<number> {
  const reply = await server.app.inject({
    method: method as 'GET',
    url,
    headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
    ...(payload === undefined ? {} : { payload }),
  });
  if (reply.statusCode >= 400) expectProblem(reply, `${method} ${url}`);
  return reply.statusCode;
}

const json = { 'content-type': 'application/json' };

it('row 48: every refusal of every route has one shape', async () => {
  expect(operations.length).toBeGreaterThan(60);
  const seen = new Set<number>();
  for (const operation of operations) {
    const [method, url] = operation;
    const { cookie } = ada;
    seen.add(await ask(operation, {}));
    seen.add(await ask([method, `${url}?no=such`], { cookie }));
    if (method !== 'GET') {
      const foreign = { cookie, 'sec-fetch-site': 'cross-site' };
      seen.add(await ask(operation, foreign));
      seen.add(await ask(operation, { cookie, ...json }, '{"no such field": 1}'));
      seen.add(await ask(operation, { cookie, ...json }, '{'));
      seen.add(await ask(operation, { cookie, 'content-type': 'text/plain' }, 'x'));
      seen.add(await ask(operation, { cookie, ...json }, `"${'x'.repeat(1_100_000)}"`));
    }
    seen.add(await ask(['PROPFIND', url], { cookie }));
  }
  expect([...seen]).toEqual(expect.arrayContaining([400, 401, 403, 404, 405, 413, 415, 422]));
});

it('row 48: and so has every failure, which says nothing of the inside', async () => {
  // What is live goes on for as long as somebody listens.
  const safe = operations.filter(([method, url]) => method === 'GET' && !url.endsWith('/live'));
  isBroken = true;
  try {
    const statuses = new Map<number, number>();
    for (const operation of safe) {
      const status = await ask(operation, { cookie: ada.cookie });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(statuses.get(500) ?? 0).toBeGreaterThan(15);
  } finally {
    isBroken = false;
  }
});
