import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail } from '#server/adapters/mail/mail.ts';
import { createBackground } from '#server/resilience/background.ts';
import { hashToken } from '#server/secrets/secret-token.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const NEW_PASSWORD = 'battery staple horse';
const MINUTE = 60_000;

describe('a forgotten password', () => {
  let test: TestApp;
  let ada: TestMember;

  beforeEach(async () => {
    test = await createTestApp({ config: { PUBLIC_URL: 'https://duetide.example' } });
    ada = await test.signUp();
  });
  afterEach(() => test.close());

  const forget = (email: string) => test.api('POST', 'auth/forgot-password', { email });
  const redeem = (token: string, newPassword = NEW_PASSWORD) =>
    test.api('POST', 'auth/reset-password', { token, newPassword });
  const statusOfSignIn = async (password: string) =>
    (await test.api('POST', 'auth/sign-in', { email: ada.email, password })).statusCode;

  async function requestToken(): Promise<string> {
    await forget(ada.email);
    await test.settled();
    const link = /https:\/\/duetide\.example\/reset-password#([\w-]{43})\n/;
    return link.exec(test.mail.outbox.at(-1)?.text ?? '')?.[1] ?? '';
  }

  it('is replaced through the link of a mail, which ends every session', async () => {
    const token = await requestToken();
    expect(test.mail.outbox).toHaveLength(1);
    expect(test.mail.outbox[0]).toMatchObject({
      to: ada.email,
      subject: 'Choose a new password for Duetide',
    });
    const reply = await redeem(token);
    expect(reply.statusCode).toBe(204);
    expect(reply.headers).not.toHaveProperty('set-cookie');
    expect((await ada.api('GET', 'auth/session')).statusCode).toBe(401);
    expect(await statusOfSignIn(ada.password)).toBe(401);
    expect(await statusOfSignIn(NEW_PASSWORD)).toBe(200);
  });

  it('is written to about it in the language of the browser, as text and as page', async () => {
    const german = { 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' };
    await test.api('POST', 'auth/forgot-password', { email: ada.email }, german);
    await test.settled();
    const [mail] = test.mail.outbox;
    expect(mail?.subject).toBe('Ein neues Passwort für Duetide wählen');
    const link = /https:\/\/duetide\.example\/reset-password#[\w-]{43}/.exec(mail?.text ?? '')?.[0];
    expect(mail?.html).toContain(`href="${link}"`);
    expect(mail?.html).toContain('<html lang="de">');
  });

  it('has a link that works once', async () => {
    const token = await requestToken();
    await redeem(token);
    const again = await redeem(token, 'yet another password');
    expect(again.statusCode).toBe(410);
    expect(again.json().code).toBe('link-expired');
    expect(await statusOfSignIn(NEW_PASSWORD)).toBe(200);
  });

  it('has a link that works once, also for two at the same moment', async () => {
    const token = await requestToken();
    const replies = await Promise.all([redeem(token, 'first password'), redeem(token)]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([204, 410]);
  });

  it('has a link that works for 30 minutes', async () => {
    const late = await requestToken();
    test.clock.advance(30 * MINUTE);
    expect((await redeem(late)).statusCode).toBe(410);
    const timely = await requestToken();
    test.clock.advance(30 * MINUTE - 1);
    expect((await redeem(timely)).statusCode).toBe(204);
  });

  it('has one link: the newest', async () => {
    const first = await requestToken();
    const second = await requestToken();
    expect((await redeem(first)).statusCode).toBe(410);
    expect((await redeem(second)).statusCode).toBe(204);
  });

  it.each(['x', 'x'.repeat(43), '../../etc/passwd'])('has no link %j', async (token) => {
    await requestToken();
    expect((await redeem(token)).statusCode).toBe(410);
    expect(await statusOfSignIn(ada.password)).toBe(200);
  });

  it('does not use up the link for a password that is refused', async () => {
    const token = await requestToken();
    expect((await redeem(token, 'short')).statusCode).toBe(422);
    expect((await redeem(token)).statusCode).toBe(204);
  });

  it('has no link any more once the account is gone', async () => {
    const token = await requestToken();
    await ada.api('DELETE', 'auth/account', { password: ada.password });
    expect((await redeem(token)).statusCode).toBe(410);
  });

  it('stores the hash of the token only', async () => {
    const token = await requestToken();
    const stored = await test.store.passwordResets.take(hashToken(token));
    expect(stored).toMatchObject({ userId: ada.userId, expiresAt: '2026-11-20T12:30:00.000Z' });
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('answers alike whether or not the account exists, and mails nobody else', async () => {
    const known = await forget(ada.email);
    const unknown = await forget('nobody@example.com');
    await test.settled();
    for (const reply of [known, unknown]) {
      expect(reply.statusCode).toBe(202);
      expect(reply.body).toBe('');
    }
    expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(known.headers).sort());
    expect(test.mail.outbox.map(({ to }) => to)).toEqual([ada.email]);
  });

  it('writes to the store as often for an address that nobody has', async () => {
    const written: string[] = [];
    const { passwordResets } = test.store;
    const put = passwordResets.put.bind(passwordResets);
    passwordResets.put = async (reset) => {
      written.push(reset.userId);
      await put(reset);
    };
    await forget(ada.email);
    await forget('nobody@example.com');
    await forget('nobody.else@example.com');
    await test.settled();
    expect(written).toHaveLength(3);
    expect(written[0]).toBe(ada.userId);
    // One row for all of them, however many somebody tries.
    expect(written[1]).toBe(written[2]);
  });

  it('answers before anything is looked up', async () => {
    const happened: string[] = [];
    const { users } = test.store;
    const findByEmail = users.findByEmail.bind(users);
    users.findByEmail = (email) => {
      happened.push('looked up');
      return findByEmail(email);
    };
    await test.app.inject({
      method: 'POST',
      url: '/api/v1/auth/forgot-password',
      payload: { email: ada.email },
    });
    happened.push('answered');
    await test.settled();
    expect(happened).toEqual(['answered', 'looked up']);
  });
});

it('answers although the mail server is down, and says so in the log', async () => {
  const logged: object[] = [];
  const mail: Mail = {
    send: () => Promise.reject(new Error('connection refused')),
    close: async () => {},
  };
  const background = createBackground({ error: (fields) => logged.push(fields) });
  const test = await createTestApp({ parts: { background, mail } });
  const ada = await test.signUp();
  const reply = await test.api('POST', 'auth/forgot-password', { email: ada.email });
  await test.settled();
  expect(reply.statusCode).toBe(202);
  expect(logged).toEqual([expect.objectContaining({ task: 'send password link' })]);
  await test.close();
});
