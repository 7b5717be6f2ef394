import { expect, it, onTestFinished } from 'vitest';
import type { Store } from '#server/adapters/store/store.ts';
import { AppError } from '#shared/app-error.ts';
import type { OperatorActView } from '#shared/schemas/operation-schemas.ts';
import { eventually } from '#tests/support/eventually.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

async function createServer() {
  const server = await createTestApp();
  onTestFinished(() => server.close());
  const operator = await server.signUp({ name: 'Grace Hopper' });
  const acts = async (query = '') =>
    (await operator.api('GET', `operator/audit${query}`)).json<{
      items: OperatorActView[];
      nextCursor: string | null;
    }>();
  return { server, operator, acts };
}

/** Each operation of the description that is for operators and changes something. */
async function changingOperations({ app }: TestApp): Promise<[method: string, path: string][]> {
  const { paths } = (await app.inject('/api/openapi.json')).json<{
    paths: Record<string, object>;
  }>();
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v1/operator/'))
    .flatMap(([path, methods]) =>
      Object.keys(methods)
        .map((method) => method.toUpperCase())
        .filter((method) => method !== 'GET')
        .map((method): [string, string] => [method, path]),
    );
}

it('every route for operators that changes something is recorded, done or refused, with who asked', async () => {
  const { server, operator, acts } = await createServer();
  const owner = await server.signUp();
  const operations = await changingOperations(server);
  expect(operations.length).toBeGreaterThanOrEqual(5);
  const expected: object[] = [];
  for (const [method, path] of operations) {
    const url = path.replaceAll(/\{(\w+)\}/g, 'of-$1');
    const params = Object.fromEntries(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, `of-${name}`]),
    );
    const route = path.replaceAll(/\{(\w+)\}/g, ':$1');
    for (const member of [operator, owner] satisfies TestMember[]) {
      const reply = await member.api(method, url, {});
      if (member === owner) expect(reply.statusCode, `${method} ${path}`).toBe(403);
      expected.push({
        userId: member.userId,
        method,
        route,
        params,
        status: reply.statusCode,
        requestId: reply.headers['x-request-id'],
      });
    }
  }
  const { items } = await acts('?limit=200');
  expect(items.toReversed()).toMatchObject(expected);
  // What a member tried again within the hour says nothing new; what an operator did does.
  const [[method, path] = ['', '']] = operations;
  const url = path.replaceAll(/\{(\w+)\}/g, 'of-$1');
  await owner.api(method, url, {});
  expect((await acts('?limit=200')).items).toHaveLength(items.length);
  await operator.api(method, url, {});
  expect((await acts('?limit=200')).items).toHaveLength(items.length + 1);
  server.clock.advance(60 * 60 * 1_000);
  await owner.api(method, url, {});
  expect((await acts('?limit=200')).items).toHaveLength(items.length + 2);
});

it('says what was done in words, by whom, and what came of it, and nothing of the body', async () => {
  const { operator, acts } = await createServer();
  const body = { minutes: 7, secret: 'hunter2' };
  await operator.api('POST', 'operator/circuits/mail/isolate', body);
  await operator.api('POST', 'operator/jobs/purge/run', {});
  const { items } = await acts();
  expect(items).toMatchObject([
    {
      at: '2026-11-20T12:00:00.000Z',
      userName: 'Grace Hopper',
      route: '/api/v1/operator/jobs/:name/run',
      params: { name: 'purge' },
      summary: 'Run it now, besides its schedule',
      status: 202,
      outcome: 'done',
      instanceId: 'a1b2c3d4e5f6',
    },
    { params: { name: 'mail' }, status: 422, outcome: 'refused' },
  ]);
  expect(JSON.stringify(items)).not.toMatch(/hunter2|minutes/);
});

it('is read in pages, and not by reading', async () => {
  const { operator, acts } = await createServer();
  for (const name of ['a', 'b', 'c']) await operator.api('POST', `operator/jobs/${name}/run`, {});
  const first = await acts('?limit=2');
  const second = await acts(`?limit=2&cursor=${first.nextCursor}`);
  const names = [first, second].map(({ items }) => items.map(({ params }) => params.name));
  expect(names).toEqual([['c', 'b'], ['a']]);
  expect(second.nextCursor).toBeNull();
  expect((await operator.api('GET', 'operator/audit?cursor=x')).statusCode).toBe(422);
});

it('outlives the account, and is forgotten after 13 months', async () => {
  const { server, acts } = await createServer();
  const owner = await server.signUp();
  await owner.api('POST', 'operator/jobs/purge/run', {});
  await owner.api('DELETE', 'auth/account', { password: owner.password });
  expect((await acts()).items).toMatchObject([{ userId: owner.userId, userName: null }]);
  server.clock.advance(397 * 24 * 60 * 60 * 1_000);
  await server.wired.purge();
  expect(await server.store.audit.list({ limit: 9 })).toHaveLength(1);
  server.clock.advance(1);
  await server.wired.purge();
  expect(await server.store.audit.list({ limit: 9 })).toEqual([]);
});

it('keeps what was done while the database was away until it is back', async () => {
  const real = await openMemoryStore();
  let isAway = true;
  const audit: Store['audit'] = {
    ...real.audit,
    async insertNew(rows) {
      if (isAway) throw new AppError('unavailable');
      await real.audit.insertNew(rows);
    },
  };
  const server = await createTestApp({ parts: { store: { ...real, audit } } });
  onTestFinished(() => server.close());
  const operator = await server.signUp();
  const reply = await operator.api('POST', 'operator/database/reconnect');
  expect(reply.statusCode).toBe(409);
  expect(await real.audit.list({ limit: 9 })).toEqual([]);
  isAway = false;
  await eventually('it is stored', 5_000, async () => {
    const [act] = await real.audit.list({ limit: 9 });
    return act?.status === 409;
  });
});
