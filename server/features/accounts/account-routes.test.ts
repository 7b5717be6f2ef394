import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { cookieOf, createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';
import { createPasswordHasher } from './password-hasher.ts';

const NEW_PASSWORD = 'battery staple horse';

describe('accounts', () => {
  let test: TestApp;
  let ada: TestMember;

  beforeEach(async () => {
    test = await createTestApp();
    ada = await test.signUp();
  });
  afterEach(() => test.close());

  const signIn = (email: string, password: string) =>
    test.api('POST', 'auth/sign-in', { email, password });
  const isSignedIn = async (cookie: string) =>
    (await test.api('GET', 'auth/session', undefined, { cookie })).statusCode === 200;

  describe('signing in', () => {
    it('answers who signed in, with the session in a cookie', async () => {
      const reply = await signIn(ada.email, ada.password);
      expect(reply.statusCode).toBe(200);
      expect(reply.json().user).toMatchObject({ id: ada.userId, email: ada.email });
      expect(reply.headers['set-cookie']).toMatch(
        /^duetide_session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      expect(await isSignedIn(cookieOf(reply))).toBe(true);
    });

    it('does not care about the case of the address, nor about blanks around it', async () => {
      expect((await signIn(` ${ada.email.toUpperCase()} `, ada.password)).statusCode).toBe(200);
    });

    it('answers alike for a wrong password and for an address that nobody has', async () => {
      const wrong = await signIn(ada.email, 'wrong password');
      const unknown = await signIn('nobody@example.com', 'wrong password');
      expect(wrong.statusCode).toBe(401);
      const shapeOf = (reply: typeof wrong) => ({ ...reply.json(), requestId: '' });
      expect(shapeOf(unknown)).toEqual(shapeOf(wrong));
      expect(shapeOf(wrong)).toMatchObject({ code: 'wrong-credentials' });
      const names = (reply: typeof wrong) => Object.keys(reply.headers).sort();
      expect(names(unknown)).toEqual(names(wrong));
      expect(wrong.headers).not.toHaveProperty('set-cookie');
    });

    it('hashes anew when the cost has changed since', async () => {
      const weak = createPasswordHasher({ memory: 32, passes: 1, parallelism: 1 });
      const user = await test.store.users.find(ada.userId);
      if (!user) throw new Error('Nobody there');
      const passwordHash = await weak.hash(ada.password);
      await test.store.users.replace({ ...user, passwordHash }, user.version);
      expect((await signIn(ada.email, ada.password)).statusCode).toBe(200);
      const stored = (await test.store.users.find(ada.userId))?.passwordHash;
      expect(stored).toContain('$m=64,t=1,p=1$');
      expect((await signIn(ada.email, ada.password)).statusCode).toBe(200);
    });

    it('gives no session to a password that was changed in the same moment', async () => {
      const [signedIn, changed] = await Promise.all([
        signIn(ada.email, ada.password),
        ada.api('POST', 'auth/change-password', {
          currentPassword: ada.password,
          newPassword: NEW_PASSWORD,
        }),
      ]);
      expect(changed.statusCode).toBe(204);
      if (signedIn.statusCode === 200) expect(await isSignedIn(cookieOf(signedIn))).toBe(false);
      expect(await isSignedIn(cookieOf(changed))).toBe(true);
      expect(await test.store.sessions.listByUser(ada.userId)).toHaveLength(1);
    });
  });

  describe('changing the password', () => {
    const change = (currentPassword: string, newPassword = NEW_PASSWORD) =>
      ada.api('POST', 'auth/change-password', { currentPassword, newPassword });

    it('ends every session and goes on with a new one', async () => {
      const phone = cookieOf(await signIn(ada.email, ada.password));
      const reply = await change(ada.password);
      expect(reply.statusCode).toBe(204);
      expect(await isSignedIn(cookieOf(reply))).toBe(true);
      expect(await isSignedIn(phone)).toBe(false);
      expect(await isSignedIn(ada.cookie)).toBe(false);
      expect((await signIn(ada.email, ada.password)).statusCode).toBe(401);
      expect((await signIn(ada.email, NEW_PASSWORD)).statusCode).toBe(200);
    });

    it('asks for the present one', async () => {
      const reply = await change('not my password');
      expect(reply.statusCode).toBe(403);
      expect(reply.json().code).toBe('wrong-password');
      expect(await isSignedIn(ada.cookie)).toBe(true);
      expect((await signIn(ada.email, ada.password)).statusCode).toBe(200);
    });

    it('happens once where it is asked for twice at the same moment', async () => {
      const replies = await Promise.all([
        change(ada.password, 'first new password'),
        change(ada.password, 'second new password'),
      ]);
      expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([204, 403]);
    });

    it('makes a link of a mail worthless', async () => {
      await test.api('POST', 'auth/forgot-password', { email: ada.email });
      await test.settled();
      const [, token] = /#([\w-]{43})/.exec(test.mail.outbox[0]?.text ?? '') ?? [];
      await change(ada.password);
      const body = { token, newPassword: 'from an old mail' };
      expect((await test.api('POST', 'auth/reset-password', body)).statusCode).toBe(410);
    });

    it('is for somebody who is signed in', async () => {
      const body = { currentPassword: ada.password, newPassword: NEW_PASSWORD };
      expect((await test.api('POST', 'auth/change-password', body)).statusCode).toBe(401);
    });
  });

  describe('changing the name', () => {
    it('answers the account as it is now', async () => {
      const reply = await ada.api('PATCH', 'auth/account', { name: ' Countess of Lovelace ' });
      expect(reply.statusCode).toBe(200);
      expect(reply.json().user.name).toBe('Countess of Lovelace');
      const again = await ada.api('GET', 'auth/session');
      expect(again.json().user.name).toBe('Countess of Lovelace');
    });

    it('refuses an empty one and everything else', async () => {
      const reply = await ada.api('PATCH', 'auth/account', { name: ' ', role: 'operator' });
      expect(reply.statusCode).toBe(422);
      expect(reply.json().errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([
        '/name',
        '/role',
      ]);
    });
  });

  describe('deleting the account', () => {
    const remove = (password: string) => ada.api('DELETE', 'auth/account', { password });

    it('takes the person and the household with everything in it', async () => {
      const phone = cookieOf(await signIn(ada.email, ada.password));
      const reply = await remove(ada.password);
      expect(reply.statusCode).toBe(204);
      expect(reply.headers['set-cookie']).toMatch(/^duetide_session=; Max-Age=0/);
      expect(await isSignedIn(ada.cookie)).toBe(false);
      expect(await isSignedIn(phone)).toBe(false);
      expect(await test.store.users.find(ada.userId)).toBeNull();
      expect(await test.store.households.find(ada.householdId)).toBeNull();
      expect(await test.store.categories.list(ada.householdId)).toEqual([]);
      expect((await signIn(ada.email, ada.password)).statusCode).toBe(401);
    });

    it('asks for the password', async () => {
      expect((await remove('not my password')).json().code).toBe('wrong-password');
      expect(await isSignedIn(ada.cookie)).toBe(true);
    });

    it('leaves the household to the others, if one of them owns it', async () => {
      const eve = await test.signUp();
      const { householdId } = ada;
      const membership = { householdId, userId: eve.userId, createdAt: '2026-11-20T12:00:00.000Z' };
      await test.store.households.addMember({ ...membership, role: 'member' });
      const refused = await remove(ada.password);
      expect(refused.statusCode).toBe(409);
      expect(refused.json().detail).toContain('owner');
      expect(await isSignedIn(ada.cookie)).toBe(true);

      await test.store.households.removeMember(householdId, eve.userId);
      await test.store.households.addMember({ ...membership, role: 'owner' });
      expect((await remove(ada.password)).statusCode).toBe(204);
      expect(await test.store.households.listMembers(householdId)).toEqual([
        { ...membership, role: 'owner' },
      ]);
    });

    it('changes nothing where one of several households would be left without owner', async () => {
      const eve = await test.signUp();
      const createdAt = '2026-11-20T12:00:00.000Z';
      const shared = { householdId: eve.householdId, createdAt };
      await test.store.households.removeMember(eve.householdId, eve.userId);
      await test.store.households.addMember({ ...shared, userId: ada.userId, role: 'owner' });
      await test.store.households.addMember({ ...shared, userId: eve.userId, role: 'viewer' });
      expect((await remove(ada.password)).statusCode).toBe(409);
      expect(await test.store.households.find(ada.householdId)).not.toBeNull();
      expect(await test.store.households.listMemberships(ada.userId)).toHaveLength(2);
    });

    it('leaves no household behind that another tab made anew in between', async () => {
      const store = await openMemoryStore();
      let another = async () => {};
      const households = {
        ...store.households,
        async delete(id: string) {
          await store.households.delete(id);
          await another();
        },
      };
      const config = { SESSION_CACHE: 'off' };
      const tested = await createTestApp({ config, parts: { store: { ...store, households } } });
      const eve = await tested.signUp();
      another = async () => {
        await eve.api('GET', 'household');
      };
      const reply = await eve.api('DELETE', 'auth/account', { password: eve.password });
      expect(reply.statusCode).toBe(204);
      expect(await store.households.find(eve.householdId)).toBeNull();
      await tested.close();
    });

    it('frees the address', async () => {
      await remove(ada.password);
      expect((await test.signUp({ email: ada.email })).userId).not.toBe(ada.userId);
    });
  });

  describe('bad input', () => {
    const long = 'x'.repeat(201);
    const good = { name: 'Eve', email: 'eve@example.com', password: 'a fine password' };
    it.each([
      ['name', [1, null, '', '  ', 'x'.repeat(101), 'a\u0007b']],
      [
        'email',
        [
          1,
          null,
          '',
          'eve',
          'eve@',
          'a@b',
          'eve@example.com, ada@example.com',
          `${'x'.repeat(250)}@example.com`,
          'eve@example.com\r\nBcc: a@b.de',
        ],
      ],
      ['password', [1, null, '', 'short', long]],
      ['household/baseCurrency', ['XXY', 'eur', '', 1]],
      ['household/timeZone', ['Mars/Phobos', '', 1]],
      ['household/name', ['', 1, 'x'.repeat(101)]],
      ['household/owner', ['me']],
      ['role', ['operator']],
    ])('refuses %s at sign-up', async (path, values) => {
      for (const value of values) {
        const [field = '', inner] = path.split('/');
        const body = { ...good, [field]: inner ? { [inner]: value } : value };
        const reply = await test.api('POST', 'auth/sign-up', body);
        expect(reply.statusCode, JSON.stringify(value)).toBe(422);
        expect(reply.json().errors[0].pointer).toBe(`/${path}`);
        expect(reply.headers).not.toHaveProperty('set-cookie');
      }
      expect(await test.store.users.findByEmail(good.email)).toBeNull();
    });

    it.each([
      ['sign-in', { email: 'x', password: '' }, ['/email', '/password']],
      [
        'sign-in',
        { email: ada, password: 1, remember: true },
        ['/email', '/password', '/remember'],
      ],
      ['forgot-password', {}, ['/email']],
      ['reset-password', { token: '', newPassword: 'short' }, ['/token', '/newPassword']],
      ['reset-password', { token: long, newPassword: long }, ['/token', '/newPassword']],
    ])('refuses it at %s', async (path, body, pointers) => {
      const reply = await test.api('POST', `auth/${path}`, body);
      expect(reply.statusCode).toBe(422);
      expect(reply.json().errors.map((fault: { pointer: string }) => fault.pointer)).toEqual(
        pointers,
      );
    });
  });
});
