import { hash, randomBytes } from 'node:crypto';

const FORM = /^[\w-]{43}$/;

/** 256 random bits that only their holder knows: sessions, links in mails, calendar addresses. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether it can be a token at all: anything else need not be looked up. */
export function isToken(value: string): boolean {
  return FORM.test(value);
}

/** What is stored of a token. It is random, so that a plain hash suffices. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}
