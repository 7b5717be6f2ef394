import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#shared/households.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

describe('the household', () => {
  let test: TestApp;
  let ada: TestMember;

  beforeEach(async () => {
    test = await createTestApp();
    ada = await test.signUp();
  });
  afterEach(() => test.close());

  const patch = (body: unknown, headers?: Record<string, string>) =>
    ada.api('PATCH', 'household', body, headers);
  const stored = () => test.store.households.find(ada.householdId);

  it('is what the person signed up with', async () => {
    const reply = await ada.api('GET', 'household');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers.etag).toBeTruthy();
    expect(reply.json()).toEqual({
      id: ada.householdId,
      version: 1,
      name: 'Home',
      baseCurrency: 'EUR',
      timeZone: 'UTC',
      role: 'owner',
      createdAt: '2026-11-20T12:00:00.000Z',
      updatedAt: '2026-11-20T12:00:00.000Z',
    });
  });

  it('changes what is named and nothing else', async () => {
    test.clock.advance(60_000);
    const reply = await patch({ name: ' Sea view ', timeZone: 'Pacific/Auckland' });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({
      version: 2,
      name: 'Sea view',
      baseCurrency: 'EUR',
      timeZone: 'Pacific/Auckland',
      updatedAt: '2026-11-20T12:01:00.000Z',
    });
    expect((await ada.api('GET', 'household')).json()).toEqual(reply.json());
  });

  it('counts the days in its time zone from the change on', async () => {
    test.clock.set('2026-11-20T23:30:00.000Z');
    expect((await ada.api('GET', 'summary')).json().today).toBe('2026-11-20');
    await patch({ timeZone: 'Pacific/Auckland' });
    expect((await ada.api('GET', 'summary')).json().today).toBe('2026-11-21');
  });

  it('sees totals in its base currency from the change on', async () => {
    expect((await ada.api('GET', 'summary')).json().baseCurrency).toBe('EUR');
    await patch({ baseCurrency: 'JPY' });
    expect((await ada.api('GET', 'summary')).json().baseCurrency).toBe('JPY');
  });

  it('does not overwrite what somebody else changed meanwhile', async () => {
    const tag = String((await ada.api('GET', 'household')).headers.etag);
    const first = await patch({ name: 'First' }, { 'if-match': tag });
    expect(first.statusCode).toBe(200);
    expect(first.headers.etag).not.toBe(tag);
    const stale = await patch({ name: 'Second' }, { 'if-match': tag });
    expect(stale.statusCode).toBe(412);
    expect(stale.json().code).toBe('version-mismatch');
    expect((await stored())?.name).toBe('First');
    const fresh = await patch({ name: 'Third' }, { 'if-match': String(first.headers.etag) });
    expect(fresh.statusCode).toBe(200);
    expect((await patch({ name: 'Fourth' })).statusCode).toBe(200);
  });

  it('loses no change of ten at the same moment', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `Name ${index}`);
    const replies = await Promise.all(names.map((name) => patch({ name })));
    const done = replies.filter(({ statusCode }) => statusCode === 200);
    expect((await stored())?.version).toBe(1 + done.length);
    expect(new Set(done.map((reply) => reply.json().version)).size).toBe(done.length);
  });

  it.each([
    ['name', [1, null, '', '  ', 'x'.repeat(101), 'a\u0000b']],
    ['baseCurrency', [1, null, '', 'eur', 'XXY']],
    ['timeZone', [1, null, '', 'Mars/Phobos', 'utc+1']],
    ['version', [7]],
    ['id', ['0192']],
  ])('refuses %s where it is wrong', async (field, values) => {
    for (const value of values) {
      const reply = await patch({ [field]: value });
      expect(reply.statusCode, JSON.stringify(value)).toBe(422);
      expect(reply.json().errors[0].pointer).toBe(`/${field}`);
    }
    expect((await stored())?.version).toBe(1);
  });

  it('refuses a change of nothing', async () => {
    expect((await patch({})).statusCode).toBe(422);
  });

  it.each([
    ['viewer', 403],
    ['member', 403],
    ['admin', 200],
    ['owner', 200],
  ] as const)('lets a %s who changes it get %i', async (role: Role, status) => {
    const { householdId } = ada;
    const eve = await test.signUp();
    await test.store.households.removeMember(eve.householdId, eve.userId);
    const createdAt = '2026-11-20T12:00:00.000Z';
    await test.store.households.addMember({ householdId, userId: eve.userId, role, createdAt });
    expect((await eve.api('GET', 'household')).json()).toMatchObject({ id: householdId, role });
    expect((await eve.api('PATCH', 'household', { name: 'Mine' })).statusCode).toBe(status);
    expect((await stored())?.name).toBe(status === 200 ? 'Mine' : 'Home');
  });
});
