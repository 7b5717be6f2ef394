import { afterEach, describe, expect, it } from 'vitest';
import type { LogLevel } from '#server/observability/log-levels.ts';
import { AppError } from '#shared/app-error.ts';
import { type HttpApp, openHttpApp } from '#tests/support/http-app.ts';
import type { AppOptions } from './app.ts';

const SECRET = 'a-secret-that-nobody-may-read';
const TOKEN = 'k3y-'.repeat(10).concat('_-9');

const registerRoutes: AppOptions['registerRoutes'] = (api) => {
  const config = { access: 'public' } as const;
  api.get('/api/things', { config }, async () => ({}));
  api.post('/api/things', { config }, async () => ({}));
  api.get('/api/gone', { config }, async () => {
    throw new AppError('not-found');
  });
  api.get('/calendar/:token.ics', { config }, async () => {
    throw new AppError('not-found');
  });
};

describe('the log of requests', () => {
  let opened: HttpApp;
  afterEach(() => opened.app.close());

  async function linesOf(logLevel: LogLevel, method: 'GET' | 'POST', url: string) {
    opened = await openHttpApp({ registerRoutes, logLevel });
    await opened.app.inject({
      method,
      url,
      headers: { 'x-request-id': 'trace-4711', cookie: SECRET, authorization: SECRET },
      ...(method === 'POST' ? { payload: { password: SECRET } } : {}),
    });
    return opened.logged;
  }

  it('has a line for what changed something', async () => {
    expect(await linesOf('info', 'POST', '/api/things?q=words')).toEqual([
      expect.objectContaining({
        level: 'info',
        module: 'http',
        msg: 'request',
        requestId: 'trace-4711',
        method: 'POST',
        route: '/api/things',
        status: 200,
        milliseconds: expect.any(Number),
      }),
    ]);
  });

  it('has a line for what failed', async () => {
    expect(await linesOf('info', 'GET', '/api/gone')).toEqual([
      expect.objectContaining({ level: 'info', route: '/api/gone', status: 404 }),
    ]);
  });

  it('has none for what was only read, unless it is asked for', async () => {
    expect(await linesOf('info', 'GET', '/api/things')).toEqual([]);
    await opened.app.close();
    expect(await linesOf('debug', 'GET', '/api/things')).toEqual([
      expect.objectContaining({ level: 'debug', status: 200 }),
    ]);
  });

  it('never has a secret', async () => {
    expect(JSON.stringify(await linesOf('debug', 'POST', '/api/things'))).not.toContain(SECRET);
    await opened.app.close();
    const lines = JSON.stringify(await linesOf('debug', 'GET', `/calendar/${SECRET}.ics`));
    expect(lines).not.toContain(SECRET);
    expect(lines).toContain('/calendar/:token');
  });

  it.each([
    ['POST', `/calendar/${TOKEN}.ics`, '/calendar/[secret].ics'],
    ['GET', `/calendar/${TOKEN}.ics/`, '/calendar/[secret].ics/'],
    ['GET', `/calender/${TOKEN}`, '/calender/[secret]'],
  ] as const)('never has the token of %s %s, which leads nowhere', async (method, url, path) => {
    expect(await linesOf('info', method, url)).toEqual([expect.objectContaining({ path })]);
  });

  it('has who asked, by their ids', async () => {
    const member = {
      userId: crypto.randomUUID(),
      householdId: crypto.randomUUID(),
      sessionId: 'nobody reads this',
      userRole: 'user',
      role: 'owner',
      timeZone: 'UTC',
      baseCurrency: 'EUR',
    } as const;
    opened = await openHttpApp({
      member,
      registerRoutes: (api) => {
        api.delete('/api/things/:id', async () => ({}));
      },
    });
    await opened.app.inject({ method: 'DELETE', url: '/api/things/4711' });
    const { userId, householdId } = member;
    expect(opened.logged).toEqual([
      expect.objectContaining({ userId, householdId, route: '/api/things/:id' }),
    ]);
    expect(JSON.stringify(opened.logged)).not.toContain('nobody reads this');
  });

  it('has all that fails, and of the rest what fits, and says how much did not', async () => {
    const room = [true, false, false, false, false, true];
    const config = { access: 'public' } as const;
    opened = await openHttpApp({
      mayLogRequest: () => room.shift() ?? false,
      registerRoutes(api) {
        api.post('/:status', { config }, async ({ params }, reply) => {
          return reply.code(Number((params as { status: string }).status)).send({});
        });
      },
    });
    for (const status of [201, 201, 201, 429, 500, 404, 201, 201]) {
      await opened.app.inject({ method: 'POST', url: `/${status}` });
    }
    expect(opened.logged.map(({ level, status, leftOut }) => [level, status, leftOut])).toEqual([
      ['info', 201, undefined],
      ['warn', 500, 3],
      ['info', 404, undefined],
      ['info', 201, 1],
    ]);
    expect(room).toEqual([]);
  });

  it('has ids as they are', async () => {
    const path = `/api/things/${crypto.randomUUID()}`;
    expect(await linesOf('info', 'GET', path)).toEqual([expect.objectContaining({ path })]);
  });
});
