import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';
import { claimOperator } from './operator-claim.ts';
import { createSessionCache, type KnownSession } from './session-cache.ts';
import type { User } from './user-repository.ts';

const NEW_PASSWORD = 'battery staple horse';

/** What happens when somebody else acts between two steps. */
describe('in the same moment', () => {
  let test: TestApp;
  let ada: TestMember;

  beforeEach(async () => {
    test = await createTestApp();
    ada = await test.signUp();
  });
  afterEach(() => test.close());

  async function storeHash(passwordHash: string): Promise<User> {
    const user = await test.store.users.find(ada.userId);
    if (!user) throw new Error('Nobody there');
    await test.store.users.replace({ ...user, passwordHash }, user.version);
    return user;
  }

  it('a sign-in with a password that was just replaced gets no session', async () => {
    const { sessions } = test.store;
    const insert = sessions.insert.bind(sessions);
    sessions.insert = async (session) => {
      sessions.insert = insert;
      await insert(session);
      await storeHash('$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA');
    };
    const { email, password } = ada;
    const before = await sessions.listByUser(ada.userId);
    const reply = await test.api('POST', 'auth/sign-in', { email, password });
    expect(reply.statusCode).toBe(401);
    expect(reply.json().code).toBe('wrong-credentials');
    expect(await sessions.listByUser(ada.userId)).toEqual(before);
  });

  it('a change of a password that was just replaced changes nothing', async () => {
    const { users } = test.store;
    const replace = users.replace.bind(users);
    const other = '$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA';
    users.replace = async () => {
      users.replace = replace;
      await storeHash(other);
      return false;
    };
    const body = { currentPassword: ada.password, newPassword: NEW_PASSWORD };
    const reply = await ada.api('POST', 'auth/change-password', body);
    expect(reply.statusCode).toBe(403);
    expect((await users.find(ada.userId))?.passwordHash).toBe(other);
  });

  it('a new name survives that something else about the account changed', async () => {
    const { users } = test.store;
    const replace = users.replace.bind(users);
    users.replace = async () => {
      users.replace = replace;
      await storeHash('elsewhere');
      return false;
    };
    expect((await ada.api('PATCH', 'auth/account', { name: 'Countess' })).statusCode).toBe(200);
    expect(await users.find(ada.userId)).toMatchObject({
      name: 'Countess',
      passwordHash: 'elsewhere',
    });
  });

  it.each([
    ['GET', 'auth/session', undefined],
    ['DELETE', 'auth/account', { password: 'correct horse battery' }],
  ])('%s %s finds out that another process deleted the account', async (method, url, body) => {
    await ada.api('GET', 'household');
    await test.store.users.delete(ada.userId);
    expect((await ada.api(method, url, body)).statusCode).toBe(401);
  });

  it('the session that another process ended is not described any more', async () => {
    await ada.api('GET', 'household');
    await test.store.sessions.deleteByUser(ada.userId);
    expect((await ada.api('GET', 'auth/session')).statusCode).toBe(401);
  });
});

describe('claimOperator', () => {
  const clock = createSetClock('2026-11-20T12:00:00.000Z');
  const claimedBy = (userId: string, claimedAt: string) => async () => ({ userId, claimedAt });

  function usersWith(overrides: object) {
    return {
      isEmpty: async () => true,
      claimFirst: claimedBy('other', '2026-11-20T11:00:00.000Z'),
      reassignFirst: async () => true,
      ...overrides,
    } as unknown as Parameters<typeof claimOperator>[0]['users'];
  }

  it('is taken where the holder has finished since', async () => {
    const answers = [true, false];
    const users = usersWith({ isEmpty: async () => answers.shift() });
    expect(await claimOperator({ users, clock }, 'me')).toBe('taken');
  });

  it('is pending where somebody else was quicker to take over', async () => {
    const users = usersWith({ reassignFirst: async () => false });
    expect(await claimOperator({ users, clock }, 'me')).toBe('pending');
  });

  it('is mine where the holder never finished', async () => {
    expect(await claimOperator({ users: usersWith({}), clock }, 'me')).toBe('mine');
  });
});

describe('createSessionCache', () => {
  const known = { member: { householdId: 'home' } } as KnownSession;
  const trusted = () => true;

  it.each([
    ['a session was revoked', (cache: ReturnType<typeof createSessionCache>) => cache.drop(['a'])],
    [
      'the household changed',
      (cache: ReturnType<typeof createSessionCache>) => cache.dropHousehold('home'),
    ],
  ])('does not keep what was loaded while %s', async (_what, drop) => {
    const cache = createSessionCache(10);
    const load = async () => {
      await drop(cache);
      return known;
    };
    await cache.fill('a', load, trusted);
    expect(cache.get('a')).toBeUndefined();
    await cache.fill('a', async () => known, trusted);
    expect(cache.get('a')).toBe(known);
  });

  it('drops the sessions of one household only', async () => {
    const cache = createSessionCache(10);
    const neighbour = { member: { householdId: 'next door' } } as KnownSession;
    await cache.fill('a', async () => known, trusted);
    await cache.fill('b', async () => neighbour, trusted);
    await cache.dropHousehold('home');
    expect(cache.get('a')).toBeUndefined();
    expect(cache.get('b')).toBe(neighbour);
  });

  it('keeps no more than it may, and nothing that is not there', async () => {
    const cache = createSessionCache(2);
    for (const name of ['a', 'b', 'c']) await cache.fill(name, async () => known, trusted);
    expect(['a', 'b', 'c'].map((name) => cache.get(name) !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
    expect(await cache.fill('d', async () => null, trusted)).toBeNull();
    expect(cache.get('d')).toBeUndefined();
  });
});
