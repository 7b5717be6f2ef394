import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashToken } from '#server/secrets/secret-token.ts';
import type { NewCalendarFeed } from '#shared/schemas/import-schemas.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const NETFLIX = {
  name: 'Netflix; the, one\\',
  anchor: '2026-01-31',
  cycle: { every: 1, unit: 'month' },
  prices: [{ amount: '15.49', currency: 'USD' }],
};

let server: TestApp;
let member: TestMember;

beforeEach(async () => {
  server = await createTestApp({ config: { PUBLIC_URL: 'https://duetide.example' } });
  member = await server.signUp();
});
afterEach(() => server.close());

async function createFeed(): Promise<URL> {
  const reply = await member.api('POST', 'calendar-feed');
  expect(reply.statusCode).toBe(201);
  return new URL(reply.json<NewCalendarFeed>().url);
}

function fetchFeed({ pathname }: URL, headers: Record<string, string> = {}) {
  return server.api('GET', pathname, undefined, headers);
}

describe('the calendar feed', () => {
  test('is off until asked for, then on, then off', async () => {
    const status = async () => (await member.api('GET', 'calendar-feed')).json();
    expect(await status()).toEqual({ isActive: false, createdAt: null });
    await createFeed();
    expect(await status()).toEqual({ isActive: true, createdAt: '2026-11-20T12:00:00.000Z' });
    const revoked = await member.api('DELETE', 'calendar-feed');
    expect([revoked.statusCode, revoked.body]).toEqual([204, '']);
    expect(await status()).toEqual({ isActive: false, createdAt: null });
    expect((await member.api('DELETE', 'calendar-feed')).statusCode).toBe(204);
  });

  test('lives at a secret address of which only the digest is stored', async () => {
    const url = await createFeed();
    expect(url.origin).toBe('https://duetide.example');
    const token = /^\/calendar\/([\w-]{43})\.ics$/.exec(url.pathname)?.[1] ?? '';
    const stored = await server.store.calendarFeeds.find(member.householdId);
    expect(stored?.tokenHash).toBe(hashToken(token));
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test('is read without a session, by any calendar', async () => {
    await member.api('POST', 'subscriptions', NETFLIX);
    const reply = await fetchFeed(await createFeed());
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
    });
    expect(reply.headers['set-cookie']).toBeUndefined();
    const calendar = new ICAL.Component(ICAL.parse(reply.body));
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Home · Duetide');
    const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    expect(events).toHaveLength(12);
    expect(events[0]?.summary).toBe('Netflix; the, one\\ · $15.49');
    expect(events.map(({ startDate }) => startDate.toString()).slice(0, 4)).toEqual([
      '2026-11-30',
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
    ]);
  });

  test('holds every charge of what is charged daily', async () => {
    for (const name of ['One', 'Two']) {
      const cycle = { every: 1, unit: 'day' };
      await member.api('POST', 'subscriptions', { ...NETFLIX, name, cycle });
    }
    const { body } = await fetchFeed(await createFeed());
    const uids = new Set(body.match(/^UID:.*$/gm));
    expect(uids.size).toBe(2 * 365);
    expect(body.match(/^END:VEVENT\r$/gm)).toHaveLength(2 * 365);
  });

  test('shows a change at once, and the next day tomorrow', async () => {
    const url = await createFeed();
    expect((await fetchFeed(url)).body).not.toContain('VEVENT');
    const { id } = (await member.api('POST', 'subscriptions', NETFLIX)).json();
    expect((await fetchFeed(url)).body).toContain(`UID:${id}-2026-11-30@duetide`);
    server.clock.set('2026-12-01T00:00:00.000Z');
    expect((await fetchFeed(url)).body).not.toContain(`UID:${id}-2026-11-30@duetide`);
    await member.api('DELETE', `subscriptions/${id}`);
    expect((await fetchFeed(url)).body).not.toContain('VEVENT');
  });

  test('answers 304 while nothing changed', async () => {
    await member.api('POST', 'subscriptions', NETFLIX);
    const url = await createFeed();
    const { etag } = (await fetchFeed(url)).headers;
    expect(etag).toMatch(/^".+"$/);
    const again = await fetchFeed(url, { 'if-none-match': String(etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await member.api('PATCH', 'household', { name: 'Cottage' });
    const changed = await fetchFeed(url, { 'if-none-match': String(etag) });
    expect(changed.statusCode).toBe(200);
    expect(changed.body).toContain('X-WR-CALNAME:Cottage · Duetide');
  });

  test('answers 404 once revoked or replaced, and for what is no token', async () => {
    const first = await createFeed();
    const second = await createFeed();
    expect(second.href).not.toBe(first.href);
    expect((await fetchFeed(first)).statusCode).toBe(404);
    expect((await fetchFeed(second)).statusCode).toBe(200);
    await member.api('DELETE', 'calendar-feed');
    for (const path of [second.pathname, `/calendar/${'A'.repeat(43)}.ics`, '/calendar/x.ics']) {
      const reply = await server.api('GET', path);
      expect(reply.statusCode).toBe(404);
      expect(reply.json()).toMatchObject({ code: 'not-found' });
    }
  });

  test('shows one household only', async () => {
    const neighbour = await server.signUp();
    await neighbour.api('POST', 'subscriptions', NETFLIX);
    expect((await fetchFeed(await createFeed())).body).not.toContain('VEVENT');
  });

  test('is given out only to members who may write', async () => {
    expect((await server.api('POST', 'calendar-feed')).statusCode).toBe(401);
    expect((await server.api('GET', 'calendar-feed')).statusCode).toBe(401);
    const reply = await member.api('POST', 'calendar-feed', { surprise: true });
    expect(reply.statusCode).toBe(422);
    expect(await server.store.calendarFeeds.find(member.householdId)).toBeNull();
  });
});
