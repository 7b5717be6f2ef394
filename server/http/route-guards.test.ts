import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { ROLES, type Role } from '#shared/households.ts';
import { openHttpApp } from '#tests/support/http-app.ts';
import type { AppOptions } from './app.ts';
import type { App } from './app-instance.ts';
import { type Member, memberOf } from './request-context.ts';
import type { SessionCheck } from './route-guards.ts';

function memberAs(role: Role): Member {
  return {
    userId: 'user',
    sessionId: 'session',
    userRole: 'user',
    householdId: 'household',
    role,
    timeZone: 'UTC',
    baseCurrency: 'EUR',
  };
}

const registerRoutes: AppOptions['registerRoutes'] = (api) => {
  api.get('/api/plain', async (request) => ({ role: memberOf(request).role }));
  api.post('/api/plain', async () => ({}));
  api.patch('/api/admin', { config: { access: 'admin' } }, async () => ({}));
  api.get('/api/owner', { config: { access: 'owner' } }, async () => ({}));
  api.delete('/api/viewer', { config: { access: 'viewer' } }, async () => ({}));
  api.get('/api/public', { config: { access: 'public' } }, async (request) => ({
    isMember: request.member !== null,
  }));
  api.get('/api/careless', { config: { access: 'public' } }, async (request) => memberOf(request));
};

describe('who may do what', () => {
  let app: App;
  afterEach(() => app.close());

  async function open(sessions: SessionCheck): Promise<void> {
    ({ app } = await openHttpApp({
      sessions,
      registerRoutes,
    }));
  }
  const openAs = (role: Role | null) => {
    const member = role && memberAs(role);
    return open({ peek: () => member, load: async () => member });
  };
  const statusOf = async (request: string) => {
    const [method, url = ''] = request.split(' ');
    return (await app.inject({ method: method as 'GET', url })).statusCode;
  };

  // The least role, by route.
  it.each([
    ['GET /api/plain', 'viewer'],
    ['HEAD /api/plain', 'viewer'],
    ['POST /api/plain', 'member'],
    ['PATCH /api/admin', 'admin'],
    ['GET /api/owner', 'owner'],
    ['DELETE /api/viewer', 'viewer'],
  ] as const)('%s needs to be %s', async (request, needed) => {
    await openAs(null);
    expect(await statusOf(request)).toBe(401);
    for (const role of ROLES) {
      await app.close();
      await openAs(role);
      const isAllowed = ROLES.indexOf(role) >= ROLES.indexOf(needed);
      expect(await statusOf(request), role).toBe(isAllowed ? 200 : 403);
    }
  });

  it('says that the role is too low', async () => {
    await openAs('viewer');
    const reply = await app.inject({ method: 'POST', url: '/api/plain' });
    expect(reply.json()).toMatchObject({ code: 'role-too-low', status: 403 });
  });

  it('asks nobody on public routes', async () => {
    const fail = () => {
      throw new Error('Asked');
    };
    await open({ peek: fail, load: fail });
    const reply = await app.inject('/api/public');
    expect(reply.json()).toEqual({ isMember: false });
  });

  it('asks the store only where memory does not know', async () => {
    let loads = 0;
    await open({
      peek: () => undefined,
      load: async () => {
        loads += 1;
        return memberAs('owner');
      },
    });
    expect((await app.inject('/api/plain')).json()).toEqual({ role: 'owner' });
    expect(loads).toBe(1);
  });

  it('lets nobody in while the store cannot be asked', async () => {
    await open({
      peek: () => undefined,
      load: () => Promise.reject(new AppError('unavailable')),
    });
    expect(await statusOf('GET /api/plain')).toBe(503);
  });

  it('fails loudly where a public route takes a member for granted', async () => {
    await openAs('owner');
    expect(await statusOf('GET /api/careless')).toBe(500);
  });
});
