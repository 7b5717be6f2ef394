import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '#server/secrets/secret-token.ts';
import type { SessionView } from '#shared/schemas/account-schemas.ts';
import { cookieOf, createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe.each(['on', 'off'])('sessions with the cache %s', (cache) => {
  let test: TestApp;
  let ada: TestMember;

  beforeEach(async () => {
    test = await createTestApp({ config: { SESSION_CACHE: cache } });
    ada = await test.signUp();
  });
  afterEach(() => test.close());

  // A route that asks nothing but the session check.
  const statusWith = async (cookie: string) =>
    (await test.api('GET', 'household', undefined, { cookie })).statusCode;

  async function signInAgain(userAgent = 'Firefox'): Promise<string> {
    const { email, password } = ada;
    const reply = await test.api(
      'POST',
      'auth/sign-in',
      { email, password },
      { 'user-agent': userAgent },
    );
    expect(reply.statusCode).toBe(200);
    return cookieOf(reply);
  }

  async function sessions(): Promise<SessionView[]> {
    const reply = await ada.api('GET', 'auth/sessions');
    expect(reply.statusCode).toBe(200);
    return reply.json().items;
  }

  it('tells who is signed in, and in which household', async () => {
    const reply = await ada.api('GET', 'auth/session');
    expect(reply.json()).toEqual({
      session: { id: expect.any(String), expiresAt: '2027-02-18T12:00:00.000Z' },
      user: { id: ada.userId, name: 'Ada Lovelace', email: ada.email, role: 'operator' },
      household: {
        id: ada.householdId,
        version: 1,
        name: 'Home',
        baseCurrency: 'EUR',
        timeZone: 'UTC',
        role: 'owner',
        createdAt: '2026-11-20T12:00:00.000Z',
        updatedAt: '2026-11-20T12:00:00.000Z',
      },
    });
  });

  it.each([
    ['no cookie', ''],
    ['a token that nobody has', `duetide_session=${'x'.repeat(43)}`],
    ['what is no token', 'duetide_session=1'],
  ])('lets nobody in with %s', async (_what, cookie) => {
    const reply = await test.api('GET', 'household', undefined, { cookie });
    expect(reply.statusCode).toBe(401);
    expect(reply.json()).toMatchObject({ code: 'not-signed-in', status: 401 });
  });

  it('stores the hash of the token only', async () => {
    const token = ada.cookie.split('=')[1] ?? '';
    const [stored] = await test.store.sessions.listByUser(ada.userId);
    expect(stored?.tokenHash).toBe(hashToken(token));
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('ends after 14 days without use', async () => {
    test.clock.advance(14 * DAY - 1);
    expect(await statusWith(ada.cookie)).toBe(200);
    await test.settled();
    test.clock.advance(14 * DAY);
    expect(await statusWith(ada.cookie)).toBe(401);
    expect(await test.store.sessions.listByUser(ada.userId)).toEqual([]);
  });

  it('ends after 90 days whatever its use', async () => {
    for (let day = 0; day < 90; day += 10) {
      expect(await statusWith(ada.cookie)).toBe(200);
      await test.settled();
      test.clock.advance(10 * DAY - (day === 80 ? 1 : 0));
    }
    expect(await statusWith(ada.cookie)).toBe(200);
    test.clock.advance(1);
    expect(await statusWith(ada.cookie)).toBe(401);
  });

  it('notes its use at most every five minutes', async () => {
    const lastSeen = async () => {
      await test.settled();
      return (await test.store.sessions.listByUser(ada.userId))[0]?.lastSeenAt;
    };
    test.clock.advance(5 * MINUTE - 1);
    await statusWith(ada.cookie);
    expect(await lastSeen()).toBe('2026-11-20T12:00:00.000Z');
    test.clock.advance(1);
    await statusWith(ada.cookie);
    expect(await lastSeen()).toBe('2026-11-20T12:05:00.000Z');
    test.clock.advance(MINUTE);
    await statusWith(ada.cookie);
    expect(await lastSeen()).toBe('2026-11-20T12:05:00.000Z');
  });

  it('lists where one is signed in, newest first, and which of them asks', async () => {
    test.clock.advance(MINUTE);
    await signInAgain('Safari on a phone');
    expect(await sessions()).toEqual([
      expect.objectContaining({ userAgent: 'Safari on a phone', isCurrent: false }),
      expect.objectContaining({ createdAt: '2026-11-20T12:00:00.000Z', isCurrent: true }),
    ]);
  });

  it('does not list what has ended but still lies in the store', async () => {
    await signInAgain();
    test.clock.advance(13 * DAY);
    await statusWith(ada.cookie);
    await test.settled();
    test.clock.advance(2 * DAY);
    expect(await sessions()).toHaveLength(1);
  });

  it('keeps what a browser calls itself within bounds', async () => {
    await signInAgain('x'.repeat(5_000));
    expect((await sessions())[0]?.userAgent).toHaveLength(300);
  });

  it('ends another session at once', async () => {
    const phone = await signInAgain();
    expect(await statusWith(phone)).toBe(200);
    const other = (await sessions()).find(({ isCurrent }) => !isCurrent);
    const reply = await ada.api('DELETE', `auth/sessions/${other?.id}`);
    expect(reply.statusCode).toBe(204);
    expect(reply.headers).not.toHaveProperty('set-cookie');
    expect(await statusWith(phone)).toBe(401);
    expect(await statusWith(ada.cookie)).toBe(200);
  });

  it('ends its own session, and takes the cookie back', async () => {
    const own = (await sessions()).find(({ isCurrent }) => isCurrent);
    const reply = await ada.api('DELETE', `auth/sessions/${own?.id}`);
    expect(reply.headers['set-cookie']).toMatch(/^duetide_session=; Max-Age=0/);
    expect(await statusWith(ada.cookie)).toBe(401);
  });

  it('answers for the session of somebody else as for none', async () => {
    const eve = await test.signUp();
    const [foreign] = await test.store.sessions.listByUser(eve.userId);
    const reply = await ada.api('DELETE', `auth/sessions/${foreign?.id}`);
    const unknown = await ada.api('DELETE', `auth/sessions/${crypto.randomUUID()}`);
    expect([reply.statusCode, unknown.statusCode]).toEqual([404, 404]);
    expect(reply.json().detail).toBe(unknown.json().detail);
    expect(await statusWith(eve.cookie)).toBe(200);
  });

  it('signs out: the cookie goes, and the token is worth nothing', async () => {
    const reply = await ada.api('POST', 'auth/sign-out');
    expect(reply.statusCode).toBe(204);
    expect(reply.headers['set-cookie']).toMatch(/^duetide_session=; Max-Age=0/);
    expect(await statusWith(ada.cookie)).toBe(401);
    expect((await test.api('POST', 'auth/sign-out')).statusCode).toBe(204);
  });

  it('begins a new session at sign-in and ends the one the browser still had', async () => {
    const { email, password } = ada;
    const reply = await ada.api('POST', 'auth/sign-in', { email, password });
    const fresh = cookieOf(reply);
    expect(fresh).not.toBe(ada.cookie);
    expect(await statusWith(fresh)).toBe(200);
    expect(await statusWith(ada.cookie)).toBe(401);
  });

  it('takes no token that somebody else chose', async () => {
    const chosen = `duetide_session=${'A'.repeat(43)}`;
    const { email, password } = ada;
    const reply = await test.api('POST', 'auth/sign-in', { email, password }, { cookie: chosen });
    expect(cookieOf(reply)).not.toBe(chosen);
    expect(await statusWith(chosen)).toBe(401);
  });

  it('knows the household as it is after a change', async () => {
    await ada.api('GET', 'household');
    await ada.api('PATCH', 'household', { timeZone: 'Europe/Berlin' });
    const { household } = (await ada.api('GET', 'auth/session')).json();
    expect(household.timeZone).toBe('Europe/Berlin');
  });

  it('believes what it remembers for half a minute: another process may have ended the session', async () => {
    expect(await statusWith(ada.cookie)).toBe(200);
    await test.store.sessions.deleteByUser(ada.userId);
    test.clock.advance(30_001);
    expect((await ada.api('GET', 'household')).statusCode).toBe(401);
  });

  it('forgets in the purge what has ended', async () => {
    await signInAgain();
    test.clock.advance(14 * DAY + 1);
    await test.wired.purge();
    expect(await test.store.sessions.listByUser(ada.userId)).toEqual([]);
  });
});
