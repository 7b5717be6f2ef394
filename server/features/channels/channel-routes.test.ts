import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelView } from '#shared/schemas/channel-resource-schemas.ts';
import { expectRefusal } from '#tests/support/household-state.ts';
import { type RecordingServer, startRecordingServer } from '#tests/support/recording-server.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const TOKEN = 'tk_only-ada-knows-this';
const NTFY = { kind: 'ntfy', server: 'https://ntfy.example', topic: 'tide', token: TOKEN };
const WHEN = '2026-11-20T12:00:00.000Z';

let server: TestApp;
let ada: TestMember;

async function open(config: Record<string, string> = {}) {
  server = await createTestApp({ config });
  ada = await server.signUp();
}
beforeEach(() => open());
afterEach(() => server.close());

async function add(settings: object = NTFY, name = 'Phone'): Promise<ChannelView> {
  const reply = await ada.api('POST', 'channels', { name, settings });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json();
}

const stored = (id: string) =>
  server.store.channels.find({ householdId: ada.householdId, userId: ada.userId }, id);

describe('channels', () => {
  it('can be added, read, listed and changed, without a secret being answered', async () => {
    const reply = await ada.api('POST', 'channels', { name: 'Phone', settings: NTFY });
    const made = reply.json<ChannelView>();
    const { kind, token: _, ...settings } = NTFY;
    expect(made).toEqual({
      id: made.id,
      version: 1,
      name: 'Phone',
      kind,
      settings,
      secrets: ['token'],
      fault: null,
      createdAt: WHEN,
      updatedAt: WHEN,
    });
    expect(reply.headers.location).toBe(`/api/v1/channels/${made.id}`);
    const read = await ada.api('GET', reply.headers.location ?? '');
    expect([read.json(), read.headers.etag]).toEqual([made, reply.headers.etag]);
    const listed = await ada.api('GET', 'channels');
    expect(listed.json()).toEqual({ items: [made], nextCursor: null });
    const changed = await ada.api('PATCH', `channels/${made.id}`, { name: 'Tablet' });
    expect(changed.json()).toMatchObject({ name: 'Tablet', settings, version: 2 });
    for (const each of [reply, read, listed, changed]) expect(each.body).not.toContain(TOKEN);
  });

  it('are encrypted where they are kept: neither row nor replay holds a secret', async () => {
    const headers = { 'idempotency-key': 'once' };
    const body = { name: 'Phone', settings: NTFY };
    const [first, again] = [
      await ada.api('POST', 'channels', body, headers),
      await ada.api('POST', 'channels', body, headers),
    ];
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect([first.body, again.body].join()).not.toContain(TOKEN);
    // Not by its hash either: whoever guesses a password could see there that it is right.
    const otherToken = { ...body, settings: { ...NTFY, token: 'tk_another' } };
    const same = await ada.api('POST', 'channels', otherToken, headers);
    expect(same.headers['idempotency-replayed']).toBe('true');
    const otherTopic = { ...body, settings: { ...NTFY, topic: 'other' } };
    const another = await ada.api('POST', 'channels', otherTopic, headers);
    expect(another.json().code).toBe('idempotency-key-reused');
    expect(JSON.stringify(await stored(first.json().id))).not.toContain(TOKEN);
    expect((await stored(first.json().id))?.secrets).toContain('"token":"v1.');
  });

  it('keep a secret that a change leaves out, and lose one that it takes away', async () => {
    const { id } = await add();
    const patch = (settings: object) => ada.api('PATCH', `channels/${id}`, { settings });
    const kept = await patch({ topic: 'other' });
    expect(kept.json()).toMatchObject({ secrets: ['token'], settings: { topic: 'other' } });
    const without = await patch({ token: null });
    expect(without.json()).toMatchObject({ secrets: [], settings: { topic: 'other' } });
  });

  it('send no secret to another host that was not entered for it', async () => {
    const { id } = await add();
    const move = (more: object = {}) =>
      ada.api('PATCH', `channels/${id}`, { settings: { server: 'https://evil.example', ...more } });
    const scope = { store: server.store, householdId: ada.householdId };
    await expectRefusal(scope, () => move(), 'invalid-input', ['/settings/token']);
    expect((await move({ token: 'tk_another-one' })).statusCode).toBe(200);
    const path = await ada.api('PATCH', `channels/${id}`, {
      settings: { server: 'https://evil.example/ntfy' },
    });
    expect(path.statusCode).toBe(200);
  });

  it('go to the trash and come back', async () => {
    const { id } = await add();
    expect((await ada.api('DELETE', `channels/${id}`)).statusCode).toBe(204);
    expect((await ada.api('GET', `channels/${id}`)).statusCode).toBe(404);
    expect((await ada.api('POST', `channels/${id}/test`)).statusCode).toBe(404);
    expect((await ada.api('GET', 'channels')).json().items).toEqual([]);
    const back = await ada.api('POST', `channels/${id}/restore`);
    expect(back.json()).toMatchObject({ id, secrets: ['token'] });
  });

  it('honour If-Match', async () => {
    const { id } = await add();
    const patch = (ifMatch: string) =>
      ada.api('PATCH', `channels/${id}`, { name: 'x' }, { 'if-match': ifMatch });
    expect((await patch('"1"')).statusCode).toBe(200);
    expect((await patch('"1"')).statusCode).toBe(412);
  });

  it('are a member’s own: the owner of the household does not see those of others', async () => {
    const bob = await server.signUp();
    const { store } = server;
    const user = await store.users.find(bob.userId);
    if (!user) throw new Error('Bob is not there');
    const { householdId } = ada;
    const membership = {
      householdId,
      userId: bob.userId,
      role: 'viewer',
      createdAt: WHEN,
    } as const;
    await store.households.addMember(membership);
    await store.users.replace({ ...user, householdId }, user.version);
    const signedIn = await server.api('POST', 'auth/sign-in', {
      email: bob.email,
      password: bob.password,
    });
    const cookie = String([signedIn.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
    const asBob = (method: string, path: string, body?: object) =>
      server.api(method, path, body, { cookie });
    expect((await asBob('GET', 'household')).json().id).toBe(householdId);
    const made = await asBob('POST', 'channels', { name: 'Bob', settings: { kind: 'mail' } });
    expect(made.statusCode, made.body).toBe(201);
    const path = `channels/${made.json().id}`;
    expect((await ada.api('GET', 'channels')).json().items).toEqual([]);
    for (const [method, tail, body] of [
      ['GET', ''],
      ['PATCH', '', { name: 'Mine' }],
      ['DELETE', ''],
      ['POST', '/test'],
    ] as const) {
      expect((await ada.api(method, `${path}${tail}`, body)).statusCode).toBe(404);
    }
    expect((await asBob('GET', path)).json().name).toBe('Bob');
  });

  it('are at most twenty', async () => {
    for (let number = 0; number < 20; number += 1) await add({ kind: 'mail' }, `Mail ${number}`);
    const scope = { store: server.store, householdId: ada.householdId };
    const more = () => ada.api('POST', 'channels', { name: 'x', settings: { kind: 'mail' } });
    await expectRefusal(scope, more, 'conflict');
  });

  it('give browsers a key to subscribe with, always the same', async () => {
    const [first, again] = [
      await ada.api('GET', 'channels/push-key'),
      await ada.api('GET', 'channels/push-key'),
    ];
    expect(first.json().publicKey).toMatch(/^B[\w-]{86}$/);
    expect(again.json()).toEqual(first.json());
  });
});

describe('channels refuse', () => {
  it.for<[method: string, tail: string, body: unknown, pointers: string[]]>([
    ['POST', '', {}, ['/name', '/settings']],
    ['POST', '', { name: '', settings: { kind: 'mail' } }, ['/name']],
    ['POST', '', { name: 'x', settings: { kind: 'pigeon' } }, ['/settings/kind']],
    [
      'POST',
      '',
      { name: 'x', settings: { kind: 'mail', to: 'eve@example.com' } },
      ['/settings/to'],
    ],
    ['POST', '', { name: 'x', settings: { kind: 'ntfy' } }, ['/settings/topic']],
    ['PATCH', '/ID', {}, ['']],
    ['PATCH', '/ID', { settings: { kind: 'gotify' } }, ['/settings/kind']],
    ['PATCH', '/ID', { settings: { topic: 'a b' } }, ['/settings/topic']],
    ['PATCH', '/ID', { settings: { topic: null } }, ['/settings/topic']],
    ['PATCH', '/ID', { settings: { username: 'ada' } }, ['/settings/token']],
    ['PATCH', '/ID', { settings: { colour: 'red' } }, ['/settings/colour']],
    ['POST', '/ID/test', { to: 'x' }, ['/to']],
  ])('%s %s %j', async ([method, tail, body, pointers]) => {
    const { id } = await add();
    await expectRefusal(
      { store: server.store, householdId: ada.householdId },
      () => ada.api(method, `channels${tail.replace('ID', id)}`, body),
      'invalid-input',
      pointers,
    );
  });
});

describe('a key that is missing or another', () => {
  it('keeps nobody from starting, and says the cure once a secret comes', async () => {
    await server.close();
    await open({ SECRET_KEY: '', MONGODB_URI: 'mongodb://127.0.0.1/duetide' });
    const refused = await ada.api('POST', 'channels', { name: 'Phone', settings: NTFY });
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'unavailable']);
    expect(refused.json().detail).toContain('SECRET_KEY');
    expect((await add({ kind: 'mail' })).kind).toBe('mail');
  });

  it('is told where a secret was sealed with it, and cured by entering it again', async () => {
    const { id } = await add();
    const row = await stored(id);
    const owner = { householdId: ada.householdId, userId: ada.userId };
    const lost = JSON.stringify({ token: 'v1.AAAAAAAAAAA.AAAA' });
    await server.store.channels.replace(owner, { ...row, secrets: lost } as never, 1);
    const test = await ada.api('POST', `channels/${id}/test`);
    expect(test.json()).toMatchObject({ outcome: 'refused' });
    expect(test.json().words).toContain('enter it again');
    const scope = { store: server.store, householdId: ada.householdId };
    const patch = (settings: object) => ada.api('PATCH', `channels/${id}`, { settings });
    await expectRefusal(scope, () => patch({ topic: 'x' }), 'invalid-input', ['/settings/token']);
    expect((await patch({ token: TOKEN })).json()).toMatchObject({
      secrets: ['token'],
      fault: null,
    });
  });
});

describe('a test', () => {
  let service: RecordingServer;
  let answer: { status: number; headers?: Record<string, string>; body?: string };

  beforeEach(async () => {
    answer = { status: 200 };
    service = await startRecordingServer({
      answer: (_request, response) =>
        response.writeHead(answer.status, answer.headers).end(answer.body ?? ''),
    });
    await server.close();
    await open({ EGRESS_ALLOW: `127.0.0.1:${service.port}` });
  });
  afterEach(() => service.stop());

  const addHook = () =>
    add({ kind: 'webhook', url: `${service.url}/hook`, headers: { authorization: TOKEN } });
  const test = async (id: string) => (await ada.api('POST', `channels/${id}/test`)).json();
  const faultOf = async (id: string) => (await ada.api('GET', `channels/${id}`)).json().fault;

  it('sends a message with the secrets that were entered, and says that it was taken', async () => {
    const { id } = await addHook();
    expect(await test(id)).toEqual({ outcome: 'delivered' });
    const [request, ...more] = service.requests;
    expect(more).toEqual([]);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/hook',
      headers: { authorization: TOKEN },
    });
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ kind: 'test' });
  });

  it('gives the service’s own words when it refuses, and marks the channel until it works', async () => {
    const { id } = await addHook();
    answer = { status: 403, body: 'no such token' };
    expect(await test(id)).toEqual({ outcome: 'refused', words: 'no such token', isGone: false });
    expect(await faultOf(id)).toEqual({ at: WHEN, words: 'no such token' });
    answer = { status: 410 };
    expect(await test(id)).toMatchObject({ outcome: 'refused', isGone: true });
    answer = { status: 200 };
    expect(await test(id)).toEqual({ outcome: 'delivered' });
    expect(await faultOf(id)).toBeNull();
  });

  it('says when the service wants to be asked again, and marks nothing', async () => {
    const { id } = await addHook();
    answer = { status: 429, headers: { 'retry-after': '7' }, body: 'slow down' };
    expect(await test(id)).toEqual({
      outcome: 'failed',
      words: 'slow down',
      isReached: true,
      retryAfter: 7,
    });
    expect(await faultOf(id)).toBeNull();
  });

  it('says that nobody is there, and why', async () => {
    const { id } = await addHook();
    await service.stop();
    expect(await test(id)).toEqual({
      outcome: 'failed',
      words: 'No connection could be made',
      isReached: false,
      retryAfter: null,
    });
  });

  it('reaches nothing that the operator did not open', async () => {
    const other = await startRecordingServer();
    const { id } = await add({ kind: 'webhook', url: other.url });
    expect(await test(id)).toMatchObject({ outcome: 'refused' });
    expect(other.connections()).toBe(0);
    await other.stop();
  });

  it('goes to the member’s own address where the channel is mail', async () => {
    const { id } = await add({ kind: 'mail' }, 'Inbox');
    expect(await test(id)).toEqual({ outcome: 'delivered' });
    const [mail, ...more] = server.mail.outbox;
    expect([mail?.to, more]).toEqual([ada.email, []]);
    expect(mail?.text).toContain('Inbox');
    expect(mail?.html).toContain('Inbox');
  });
});
