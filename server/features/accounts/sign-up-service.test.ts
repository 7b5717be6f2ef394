import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const NOON = '2026-11-20T12:00:00.000Z';

describe('signing up', () => {
  let test: TestApp;
  afterEach(() => test.close());

  const bodyOf = (who: string) => ({
    name: `${who} Person`,
    email: `${who}@example.com`,
    password: 'correct horse battery',
  });
  const signUp = (who: string) => test.api('POST', 'auth/sign-up', bodyOf(who));
  const options = async () => (await test.api('GET', 'auth/options')).json();

  it('makes a household with what the browser guessed', async () => {
    test = await createTestApp();
    const household = { name: 'The Ada’s', baseCurrency: 'JPY', timeZone: 'Asia/Tokyo' };
    const reply = await test.api('POST', 'auth/sign-up', { ...bodyOf('ada'), household });
    expect(reply.statusCode).toBe(201);
    expect(reply.json().household).toMatchObject({ ...household, role: 'owner', version: 1 });
  });

  it('makes one from nothing as well, with the categories that everybody starts with', async () => {
    test = await createTestApp();
    const reply = await signUp('grace');
    const { household } = reply.json();
    expect(household).toMatchObject({
      name: 'grace’s household',
      baseCurrency: 'EUR',
      timeZone: 'UTC',
    });
    const categories = await test.store.categories.list(household.id);
    expect(categories).toHaveLength(10);
    expect(categories.map(({ name }) => name)).toContain('Music');
  });

  it('takes an address once, whatever its case', async () => {
    test = await createTestApp();
    await signUp('ada');
    const reply = await test.api('POST', 'auth/sign-up', {
      ...bodyOf('other'),
      email: 'ADA@example.com',
    });
    expect(reply.statusCode).toBe(409);
    expect(reply.json().code).toBe('email-taken');
    expect(reply.headers).not.toHaveProperty('set-cookie');
  });

  it('makes one account of the same sign-up sent twice at the same moment', async () => {
    test = await createTestApp();
    const replies = await Promise.all([signUp('ada'), signUp('ada')]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const [made] = replies.filter(({ statusCode }) => statusCode === 201);
    expect(made?.json().user.role).toBe('operator');
  });

  describe('SIGN_UP=first-user', () => {
    const config = { SIGN_UP: 'first-user' };

    it('takes the operator and then nobody', async () => {
      test = await createTestApp({ config });
      expect(await options()).toEqual({ signUp: 'first-user', isFirstUser: true });
      expect((await signUp('ada')).json().user.role).toBe('operator');
      expect(await options()).toEqual({ signUp: 'first-user', isFirstUser: false });
      const second = await signUp('eve');
      expect(second.statusCode).toBe(403);
      expect(second.json().code).toBe('sign-up-closed');
      expect(await test.store.users.findByEmail('eve@example.com')).toBeNull();
    });

    it('takes exactly one of ten at the same moment', async () => {
      test = await createTestApp({ config });
      const people = Array.from({ length: 10 }, (_, index) => `person${index}`);
      const replies = await Promise.all(people.map(signUp));
      const made = replies.filter(({ statusCode }) => statusCode === 201);
      expect(made).toHaveLength(1);
      expect(made[0]?.json().user.role).toBe('operator');
      for (const reply of replies) expect([201, 403]).toContain(reply.statusCode);
      const stored = await Promise.all(
        people.map((who) => test.store.users.findByEmail(`${who}@example.com`)),
      );
      expect(stored.filter(Boolean)).toHaveLength(1);
    });

    it('takes exactly one of several processes over one database', async () => {
      const store = await openMemoryStore();
      test = await createTestApp({ config, parts: { store } });
      const others = await Promise.all(
        [1, 2, 3].map(() => createTestApp({ config, parts: { store } })),
      );
      const replies = await Promise.all(
        [test, ...others].map(({ api }, index) =>
          api('POST', 'auth/sign-up', bodyOf(`person${index}`)),
        ),
      );
      expect(replies.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
      await Promise.all(others.map(({ app }) => app.close()));
    });

    it('waits a minute for somebody who is just signing up elsewhere, then takes over', async () => {
      test = await createTestApp({ config });
      const vanished = crypto.randomUUID();
      await test.store.users.claimFirst(vanished, NOON);
      test.clock.advance(59_999);
      const early = await signUp('ada');
      expect(early.statusCode).toBe(403);
      expect(early.json().detail).toContain('wait a minute');
      expect(early.headers['retry-after']).toBe('60');
      test.clock.advance(1);
      expect((await signUp('ada')).json().user.role).toBe('operator');
      expect((await signUp('eve')).statusCode).toBe(403);
    });

    it('lets nobody take over twice', async () => {
      test = await createTestApp({ config });
      await test.store.users.claimFirst(crypto.randomUUID(), NOON);
      test.clock.advance(60_000);
      const replies = await Promise.all(['ada', 'bob', 'eve'].map(signUp));
      expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([201, 403, 403]);
    });
  });

  describe('SIGN_UP=open', () => {
    it('takes everybody, the first as operator', async () => {
      test = await createTestApp({ config: { SIGN_UP: 'open' } });
      const roles = [];
      for (const who of ['ada', 'bob', 'eve']) roles.push((await signUp(who)).json().user.role);
      expect(roles).toEqual(['operator', 'user', 'user']);
      expect(await options()).toEqual({ signUp: 'open', isFirstUser: false });
    });

    it('has exactly one operator among ten at the same moment', async () => {
      test = await createTestApp({ config: { SIGN_UP: 'open' } });
      const people = Array.from({ length: 10 }, (_, index) => `person${index}`);
      const replies = await Promise.all(people.map(signUp));
      const roles = replies.map((reply) => reply.json().user.role);
      expect(roles.filter((role) => role === 'operator')).toHaveLength(1);
      expect(roles.filter((role) => role === 'user')).toHaveLength(9);
      const households = new Set(replies.map((reply) => reply.json().household.id));
      expect(households.size).toBe(10);
    });
  });

  it('takes nobody with SIGN_UP=closed', async () => {
    test = await createTestApp({ config: { SIGN_UP: 'closed' } });
    expect(await options()).toEqual({ signUp: 'closed', isFirstUser: true });
    expect((await signUp('ada')).statusCode).toBe(403);
    expect(await test.store.users.isEmpty()).toBe(true);
  });

  describe('interrupted after the account was stored', () => {
    /** A store whose next call of that method fails, as if the process had died there. */
    async function signUpUntil(repository: 'households' | 'categories', method: string) {
      const store = await openMemoryStore();
      const target = store[repository] as unknown as Record<string, (...all: unknown[]) => unknown>;
      const real = target[method];
      if (!real) throw new Error(`No ${method}`);
      let isBroken = true;
      const broken = {
        ...target,
        [method]: (...all: unknown[]) => {
          if (isBroken) throw new Error('The power went out');
          return real(...all);
        },
      };
      test = await createTestApp({
        parts: {
          store: { ...store, [repository]: broken },
          logOf: () => pino({ level: 'silent' }),
        },
      });
      const reply = await signUp('ada');
      isBroken = false;
      return reply;
    }

    it.each([
      ['households', 'insert'],
      ['categories', 'insert'],
      ['households', 'addMember'],
    ] as const)('at %s.%s, is made up for at the next sign-in', async (repository, method) => {
      expect((await signUpUntil(repository, method)).statusCode).toBe(500);
      const { email, password } = bodyOf('ada');
      expect((await signUp('ada')).json().code).toBe('email-taken');
      const reply = await test.api('POST', 'auth/sign-in', { email, password });
      expect(reply.statusCode).toBe(200);
      const { household, user } = reply.json();
      expect(user.role).toBe('operator');
      expect(household.role).toBe('owner');
      expect(await test.store.categories.list(household.id)).toHaveLength(10);
      expect(await test.store.households.listMembers(household.id)).toHaveLength(1);
      const again = await test.api('POST', 'auth/sign-in', { email, password });
      expect(again.json().household.id).toBe(household.id);
      expect(await test.store.categories.list(household.id)).toHaveLength(10);
    });
  });
});
