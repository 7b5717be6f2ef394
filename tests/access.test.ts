import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from './support/household-state.ts';
import { createTestApp, type TestApp, type TestMember } from './support/test-app.ts';

const UNKNOWN = '01990000-0000-7000-8000-00000000ffff';

/** What needs no session. Every route that is new and not named here has to refuse strangers. */
const OPEN = [
  'GET /api/health/live',
  'GET /api/health/ready',
  'GET /api/v1/auth/options',
  'POST /api/v1/auth/sign-up',
  'POST /api/v1/auth/sign-in',
  'POST /api/v1/auth/sign-out',
  'POST /api/v1/auth/forgot-password',
  'POST /api/v1/auth/reset-password',
  'GET /api/v1/reminder-links/{token}',
  'POST /api/v1/reminder-links/{token}',
  'GET /api/v1/telemetry',
  'POST /api/v1/telemetry',
  'GET /calendar/{token}.ics',
];

/** What a viewer may change: their own account, sessions and channels. */
const OF_ONESELF = [
  'POST /api/v1/auth/change-password',
  'PATCH /api/v1/auth/account',
  'DELETE /api/v1/auth/account',
  'DELETE /api/v1/auth/sessions/{id}',
  'POST /api/v1/channels',
  'PATCH /api/v1/channels/{id}',
  'DELETE /api/v1/channels/{id}',
  'POST /api/v1/channels/{id}/restore',
  'POST /api/v1/channels/{id}/test',
  'PUT /api/v1/reminder-settings/mine',
  'PUT /api/v1/attention/seen',
  'PUT /api/v1/attention/{key}/dismissal',
  'DELETE /api/v1/attention/{key}/dismissal',
];

/** What reads and yet is not for viewers: previews of imports, and what is the operator's. */
const NOT_FOR_VIEWERS = [
  'GET /api/v1/imports/{id}',
  'GET /api/v1/operator/audit',
  'GET /api/v1/operator/alert-receivers',
  'GET /api/v1/operator/alert-rules',
  'GET /api/v1/operator/alerts',
  'GET /api/v1/operator/alerts/history',
  'GET /api/v1/operator/circuits',
  'GET /api/v1/operator/circuits/history',
  'GET /api/v1/operator/history',
  'GET /api/v1/operator/history/marks',
  'GET /api/v1/operator/instances',
  'GET /api/v1/operator/instances/own',
  'GET /api/v1/operator/jobs',
  'GET /api/v1/operator/jobs/{name}/runs',
  'GET /api/v1/operator/errors',
  'GET /api/v1/operator/errors/{id}',
  'GET /api/v1/operator/live',
  'GET /api/v1/operator/mails',
  'GET /api/v1/operator/mails/{name}',
  'GET /api/v1/operator/maintenance-windows',
  'GET /api/v1/operator/silences',
];

/** Bodies that are valid, by the end of the address. */
const BODIES: Record<string, object> = {
  'PATCH subscriptions/{id}': { name: 'Mine' },
  'PATCH categories/{id}': { name: 'Mine' },
  'PATCH payment-methods/{id}': { label: 'Mine' },
  'PATCH channels/{id}': { name: 'Mine' },
  'PATCH budgets/{id}': { name: 'Mine' },
  'POST subscriptions/{id}/pause': { from: '2026-12-01' },
  'POST subscriptions/{id}/price': { from: '2026-12-01', amount: '1.00', currency: 'EUR' },
  'PUT subscriptions/{id}/payments/{dueOn}': { status: 'paid' },
  'PUT subscriptions/{id}/reminder-rules': { rules: {} },
  'POST imports/{id}/commit': {},
};
const QUERIES: Record<string, string> = {
  'GET reminders': '?from=2026-11-20&to=2026-12-20',
  'GET subscriptions/{id}/schedule': '?from=2026-01-01&to=2026-12-31',
};

let server: TestApp;
let ada: TestMember;
let viewer: TestMember;
/** Every operation of the description: `GET /api/v1/subscriptions`. */
let operations: string[];
/** Ids of what Ada has, by collection. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  server = await createTestApp();
  ada = await server.signUp();
  const { paths } = (await server.app.inject('/api/openapi.json')).json<{
    paths: Record<string, object>;
  }>();
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  ids.categories = (await ada.api('POST', 'categories', { name: 'Games' })).json().id;
  const channel = { name: 'Inbox', settings: { kind: 'mail' } };
  ids.channels = (await ada.api('POST', 'channels', channel)).json().id;
  const budget = { name: 'Fun', limit: { amount: '9', currency: 'EUR' } };
  ids.budgets = (await ada.api('POST', 'budgets', budget)).json().id;
  ids['payment-methods'] = (
    await ada.api('POST', 'payment-methods', { label: 'Visa', kind: 'card' })
  ).json().id;
  const subscription = {
    name: 'Netflix',
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-01-31',
    prices: [{ amount: '15.49', currency: 'EUR' }],
  };
  ids.subscriptions = (await ada.api('POST', 'subscriptions', subscription)).json().id;
  ids.imports = await previewOf(ada, JSON.stringify((await ada.api('GET', 'export')).json()));
  ids.sessions = (await ada.api('GET', 'auth/session')).json().session.id;

  viewer = await server.signUp();
  const { households } = server.store;
  await households.removeMember(viewer.householdId, viewer.userId);
  await households.addMember({
    householdId: ada.householdId,
    userId: viewer.userId,
    role: 'viewer',
    createdAt: '2026-11-20T12:00:00.000Z',
  });
});
afterAll(() => server.close());

async function previewOf(member: TestMember, content: string): Promise<string> {
  const type = 'multipart/form-data; boundary=b';
  const head = 'Content-Disposition: form-data; name="file"; filename="a.json"';
  const reply = await server.app.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: { ...member.headers, 'content-type': type },
    payload: `--b\r\n${head}\r\nContent-Type: application/json\r\n\r\n${content}\r\n--b--\r\n`,
  });
  return reply.json().id;
}

function ask(
  api: TestApp['api'],
  operation: string,
  idOf: (collection: string) => string,
): ReturnType<TestApp['api']> {
  const [method = '', path = ''] = operation.split(' ');
  const key = operation.replace('/api/v1/', '');
  const url = path
    .replace(/([\w-]+)\/\{id\}/, (_, collection) => `${collection}/${idOf(collection)}`)
    .replace('{dueOn}', '2026-10-31')
    .replace('{from}/{to}', 'USD/EUR')
    .replace('{token}', 'x');
  return api(method, url + (QUERIES[key] ?? ''), BODIES[key]);
}

describe('every route of the API', () => {
  it('is known here by its present name', () => {
    expect(operations).toEqual(expect.arrayContaining([...OPEN, ...OF_ONESELF]));
    expect(operations.length).toBeGreaterThan(50);
    const keys = operations.map((operation) => operation.replace('/api/v1/', ''));
    expect(keys).toEqual(expect.arrayContaining([...Object.keys(BODIES), ...Object.keys(QUERIES)]));
  });

  it('asks strangers to sign in, unless it is open', async () => {
    for (const operation of operations) {
      const { statusCode } = await ask(server.api, operation, (each) => ids[each] ?? UNKNOWN);
      if (OPEN.includes(operation)) expect(statusCode, operation).not.toBe(401);
      else expect(statusCode, operation).toBe(401);
    }
  });

  it('lets viewers read, and change nothing but what is their own', async () => {
    const before = await stateOf(server.store, ada.householdId);
    const safe = operations.filter((operation) => operation.startsWith('GET'));
    const forbidden = operations
      .filter((operation) => !safe.includes(operation) || NOT_FOR_VIEWERS.includes(operation))
      .filter((operation) => ![...OPEN, ...OF_ONESELF].includes(operation));
    for (const operation of forbidden) {
      const reply = await ask(viewer.api, operation, (each) => ids[each] ?? UNKNOWN);
      expect([reply.statusCode, reply.json().code], operation).toEqual([403, 'role-too-low']);
    }
    for (const operation of safe.filter((each) => !forbidden.includes(each))) {
      const { statusCode } = await ask(viewer.api, operation, (each) => ids[each] ?? UNKNOWN);
      expect([200, 404, 422], operation).toContain(statusCode);
    }
    expect(await stateOf(server.store, ada.householdId)).toEqual(before);
  });

  it('answers another household’s id as one that nobody has', async () => {
    const eve = await server.signUp();
    const before = await stateOf(server.store, ada.householdId);
    // What is the operator's belongs to no household.
    const withId = operations.filter((each) => /^(?!.*\/operator\/).*\{id\}/.test(each));
    for (const operation of withId) {
      const told = async (idOf: (collection: string) => string) => {
        const reply = await ask(eve.api, operation, idOf);
        const { requestId: _, instance: __, ...problem } = reply.json();
        return { status: reply.statusCode, problem };
      };
      const foreign = await told((collection) => {
        const id = ids[collection];
        if (!id) throw new Error(`Nothing is made for ${operation}`);
        return id;
      });
      expect(foreign.status, operation).toBe(404);
      expect(foreign, operation).toEqual(await told(() => UNKNOWN));
    }
    expect(await stateOf(server.store, ada.householdId)).toEqual(before);
    expect((await ada.api('GET', 'auth/session')).statusCode).toBe(200);
  });
});
