import { describe, expect, it } from 'vitest';
import { newToken } from '#server/secrets/secret-token.ts';
import { createSessionCookie } from './session-cookie.ts';

describe('createSessionCookie', () => {
  const token = newToken();

  it('sets what no script can read and no other site sends', () => {
    expect(createSessionCookie(false).set(token, 60)).toBe(
      `duetide_session=${token}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax`,
    );
  });

  it('is bound to this host and to TLS over https', () => {
    expect(createSessionCookie(true).set(token, 60)).toBe(
      `__Host-duetide_session=${token}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure`,
    );
  });

  it('clears what it set', () => {
    expect(createSessionCookie(false).clear()).toMatch(/^duetide_session=; Max-Age=0; Path=\//);
  });

  it.each([
    ['alone', `duetide_session=${token}`],
    ['among others', `theme=dark; duetide_session=${token}; lang=en`],
    ['without spaces', `theme=dark;duetide_session=${token};lang=en`],
    [
      'after a name that ends alike',
      `x_duetide_session=${'x'.repeat(43)}; duetide_session=${token}`,
    ],
    ['after one that is cut off', `duetide_session=abc; duetide_session=${token}`],
  ])('finds the token %s', (_where, header) => {
    expect(createSessionCookie(false).read(header)).toBe(token);
  });

  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['another name that ends alike', `x_duetide_session=${token}`],
    ['a token that is too short', 'duetide_session=abc'],
    ['a token that is too long', `duetide_session=${token}x`],
    ['the name that https would have', `__Host-duetide_session=${token}`],
  ])('finds none in %s', (_what, header) => {
    expect(createSessionCookie(false).read(header)).toBeUndefined();
  });

  it('does not believe over https in a cookie that a subdomain could have set', () => {
    expect(createSessionCookie(true).read(`duetide_session=${token}`)).toBeUndefined();
  });
});
