import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';
import { createSessionCache } from './session-cache.ts';
import { createSessionService, type SessionService } from './session-service.ts';

describe('createSessionService', () => {
  let test: TestApp;
  let ada: TestMember;
  let service: SessionService;
  let started: string[];

  beforeEach(async () => {
    test = await createTestApp();
    ada = await test.signUp();
    started = [];
    service = createSessionService({
      users: test.store.users,
      sessions: test.store.sessions,
      homes: {
        settle: async () => (await ada.api('GET', 'household')).json(),
        leaveAll: async () => {},
      },
      cache: createSessionCache(10),
      clock: test.clock,
      newId: () => crypto.randomUUID(),
      inBackground: (name) => started.push(name),
    });
  });
  afterEach(() => test.close());

  it('knows nobody without a token', async () => {
    expect(service.peek(undefined)).toBeNull();
    expect(await service.check(undefined)).toBeNull();
    await expect(service.revokeToken(undefined)).resolves.toBeUndefined();
  });

  it('remembers who it is once the store has said so', async () => {
    const { token, session } = await service.issue(ada.userId, undefined);
    expect(session.userAgent).toBeNull();
    expect(service.peek(token)).toBeUndefined();
    const member = await service.check(token);
    expect(member).toEqual({
      userId: ada.userId,
      sessionId: session.id,
      userRole: 'operator',
      householdId: ada.householdId,
      role: 'owner',
      timeZone: 'UTC',
      baseCurrency: 'EUR',
    });
    expect(service.peek(token)).toBe(member);
    expect(Object.isFrozen(member)).toBe(true);
  });

  it('counts what checks found: it was known, the store was asked, or was away', async () => {
    const tally = { hits: 0, misses: 0, stale: 0 };
    const { users, sessions } = test.store;
    let isAway = false;
    const counted = createSessionService({
      users,
      sessions: {
        ...sessions,
        async findByTokenHash(tokenHash) {
          if (isAway) throw new AppError('unavailable');
          return sessions.findByTokenHash(tokenHash);
        },
      },
      homes: {
        settle: async () => (await ada.api('GET', 'household')).json(),
        leaveAll: async () => {},
      },
      cache: createSessionCache(10),
      clock: test.clock,
      newId: () => crypto.randomUUID(),
      inBackground: () => {},
      tally,
    });
    const { token } = await counted.issue(ada.userId, undefined);
    expect(counted.peek(undefined)).toBeNull();
    expect(counted.peek(token)).toBeUndefined();
    expect(tally).toEqual({ hits: 0, misses: 0, stale: 0 });
    await counted.check(token);
    expect(tally).toEqual({ hits: 0, misses: 1, stale: 0 });
    counted.peek(token);
    expect(tally).toEqual({ hits: 1, misses: 1, stale: 0 });
    isAway = true;
    test.clock.advance(60_000);
    expect(counted.peek(token)).toBeUndefined();
    expect(await counted.check(token)).toMatchObject({ userId: ada.userId });
    expect(tally).toEqual({ hits: 1, misses: 1, stale: 1 });
    test.clock.advance(3_600_000);
    await expect(counted.check(token)).rejects.toThrow();
    expect(tally).toEqual({ hits: 1, misses: 2, stale: 1 });
  });

  it('leaves the note of its use for after the answer, once', async () => {
    const { token } = await service.issue(ada.userId, 'Firefox');
    await service.check(token);
    // Remembered for half a minute, noted every five: asked in between from memory.
    for (let second = 0; second <= 300; second += 20) {
      test.clock.advance(20_000);
      if (service.peek(token) === undefined) await service.check(token);
    }
    for (let count = 0; count < 100; count += 1) service.peek(token);
    expect(started.length).toBeGreaterThan(0);
    expect(new Set(started)).toEqual(new Set(['touch session']));
    expect(started.length).toBeLessThanOrEqual(2);
  });

  it('asks the store again where memory is half a minute old', async () => {
    const { token } = await service.issue(ada.userId, 'Firefox');
    const member = await service.check(token);
    test.clock.advance(30_000);
    expect(service.peek(token)).toBe(member);
    test.clock.advance(1);
    expect(service.peek(token)).toBeUndefined();
  });

  it('does not remember what was revoked', async () => {
    const { token, session } = await service.issue(ada.userId, 'Firefox');
    await service.check(token);
    expect(await service.revoke(ada.userId, session.id)).toBe(true);
    expect(service.peek(token)).toBeUndefined();
    expect(await service.check(token)).toBeNull();
    expect(await service.revoke(ada.userId, session.id)).toBe(false);
  });

  it('knows none of a person after all of them were revoked', async () => {
    const { token } = await service.issue(ada.userId, 'Firefox');
    await service.check(token);
    await service.revokeAll(ada.userId);
    expect(service.peek(token)).toBeUndefined();
    expect(await service.check(token)).toBeNull();
  });
});
