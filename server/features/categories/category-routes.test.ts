import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import { DEFAULT_CATEGORIES } from '#shared/subscriptions/category.ts';
import { expectRefusal } from '#tests/support/household-state.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

let server: TestApp;
let ada: TestMember;

beforeEach(async () => {
  server = await createTestApp();
  ada = await server.signUp();
});
afterEach(() => server.close());

const list = async (query = '') => (await ada.api('GET', `categories${query}`)).json();
const names = async () => (await list()).items.map(({ name }: CategoryView) => name);

async function add(body: object = { name: 'Games', color: 'lime' }): Promise<CategoryView> {
  const reply = await ada.api('POST', 'categories', body);
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json();
}

describe('categories', () => {
  it('are there from the beginning, by name', async () => {
    const expected = DEFAULT_CATEGORIES.map(({ name }) => name).sort();
    expect(await names()).toEqual(expected);
  });

  it('can be added, read and changed', async () => {
    const reply = await ada.api('POST', 'categories', { name: ' Games ' });
    const made = reply.json<CategoryView>();
    expect(made).toEqual({
      id: made.id,
      version: 1,
      name: 'Games',
      color: 'slate',
      createdAt: '2026-11-20T12:00:00.000Z',
      updatedAt: '2026-11-20T12:00:00.000Z',
    });
    expect(reply.headers.location).toBe(`/api/v1/categories/${made.id}`);
    const read = await ada.api('GET', reply.headers.location ?? '');
    expect([read.json(), read.headers.etag]).toEqual([made, reply.headers.etag]);

    server.clock.advance(1_000);
    const changed = await ada.api('PATCH', `categories/${made.id}`, { color: 'rose' });
    expect(changed.json()).toEqual({
      ...made,
      version: 2,
      color: 'rose',
      updatedAt: '2026-11-20T12:00:01.000Z',
    });
    const readAgain = await ada.api('GET', `categories/${made.id}`);
    expect(readAgain.headers.etag).toBe(changed.headers.etag);
    expect(await names()).toContain('Games');
  });

  it('are sorted without case and accents, and paged', async () => {
    for (const name of ['Épargne', 'entry', 'ZOO', 'zebra']) await add({ name });
    const all = await names();
    expect(all.indexOf('entry')).toBeLessThan(all.indexOf('Épargne'));
    expect(all.slice(-2)).toEqual(['zebra', 'ZOO']);
    const first = await list('?limit=10');
    const second = await list(`?limit=10&cursor=${first.nextCursor}`);
    const paged = [...first.items, ...second.items].map(({ name }: CategoryView) => name);
    expect(paged).toEqual(all);
    expect(second.nextCursor).toBeNull();
  });

  it('go to the trash and come back', async () => {
    const made = await add();
    const path = `categories/${made.id}`;
    expect((await ada.api('DELETE', path)).statusCode).toBe(204);
    expect(await names()).not.toContain('Games');
    for (const [method, body] of [['GET'], ['PATCH', { name: 'x' }], ['DELETE']] as const) {
      expect((await ada.api(method, path, body)).statusCode).toBe(404);
    }
    const restored = await ada.api('POST', `${path}/restore`);
    expect(restored.json()).toEqual({ ...made, version: 3 });
    expect((await ada.api('POST', `${path}/restore`, {})).json()).toEqual(restored.json());
    expect(await names()).toContain('Games');
    await ada.api('DELETE', path);
    server.clock.advance(31 * 24 * 60 * 60 * 1_000);
    ada = { ...ada, ...(await signInAgain()) };
    await server.wired.purge();
    expect((await ada.api('POST', `${path}/restore`)).statusCode).toBe(404);
  });

  it('honour If-Match', async () => {
    const path = `categories/${(await add()).id}`;
    const patch = (ifMatch: string) =>
      ada.api('PATCH', path, { name: 'x' }, { 'if-match': ifMatch });
    expect((await patch('"2"')).statusCode).toBe(412);
    expect((await patch('"1"')).statusCode).toBe(200);
    const remove = await ada.api('DELETE', path, undefined, { 'if-match': '"1"' });
    expect(remove.statusCode).toBe(412);
  });

  it('are made once for a key that comes again', async () => {
    const post = () => ada.api('POST', 'categories', { name: 'x' }, { 'idempotency-key': 'k' });
    expect((await post()).json()).toEqual((await post()).json());
    expect((await names()).filter((name: string) => name === 'x')).toHaveLength(1);
  });
});

async function signInAgain(): Promise<Pick<TestMember, 'api'>> {
  const { email, password } = ada;
  const reply = await server.api('POST', 'auth/sign-in', { email, password });
  const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
  return {
    api: (method, url, body, headers) => server.api(method, url, body, { cookie, ...headers }),
  };
}

describe('categories refuse', () => {
  it.for<[method: string, tail: string, body: unknown, pointers: string[]]>([
    ['POST', '', {}, ['/name']],
    ['POST', '', { name: '' }, ['/name']],
    ['POST', '', { name: 7 }, ['/name']],
    ['POST', '', { name: 'n'.repeat(101) }, ['/name']],
    ['POST', '', { name: 'a\nb' }, ['/name']],
    ['POST', '', { name: 'x', color: '#ff0000' }, ['/color']],
    ['POST', '', { name: 'x', icon: 'star' }, ['/icon']],
    ['POST', '', [], ['']],
    ['PATCH', '/ID', {}, ['']],
    ['PATCH', '/ID', { name: null }, ['/name']],
    ['PATCH', '/ID', { color: 'mauve' }, ['/color']],
    ['PATCH', '/ID', { name: 'x', version: 2 }, ['/version']],
    ['PATCH', '/1', { name: 'x' }, ['/params/id']],
    ['POST', '/ID/restore', { x: 1 }, ['/x']],
    ['GET', '?limit=0', undefined, ['/query/limit']],
    ['GET', '?cursor=abc', undefined, ['/query/cursor']],
    ['GET', '?q=x', undefined, ['/query/q']],
  ])('%s %s %j', async ([method, tail, body, pointers]) => {
    const { id } = await add();
    await expectRefusal(
      { store: server.store, householdId: ada.householdId },
      () => ada.api(method, `categories${tail.replace('ID', id)}`, body),
      'invalid-input',
      pointers,
    );
  });
});
