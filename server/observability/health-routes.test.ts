import { afterEach, describe, expect, it } from 'vitest';
import type { App } from '#server/http/app-instance.ts';
import { AppError } from '#shared/app-error.ts';
import { openHttpApp } from '#tests/support/http-app.ts';
import { type HealthDeps, registerHealthRoutes } from './health-routes.ts';

describe('health', () => {
  let app: App;
  afterEach(() => app.close());

  async function ask(which: 'live' | 'ready', deps: Partial<HealthDeps> = {}) {
    ({ app } = await openHttpApp({
      registerRoutes: (api) =>
        registerHealthRoutes(api, {
          pingStore: async () => {},
          isDraining: () => false,
          ...deps,
        }),
    }));
    return app.inject(`/api/health/${which}`);
  }

  it.each(['live', 'ready'] as const)('says that it is %s, to everybody', async (which) => {
    const reply = await ask(which);
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({ status: 'ok' });
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('is alive but not ready while shutting down', async () => {
    expect((await ask('ready', { isDraining: () => true })).statusCode).toBe(503);
    expect((await app.inject('/api/health/live')).statusCode).toBe(200);
  });

  it('is alive but not ready without its database', async () => {
    const pingStore = () => Promise.reject(new AppError('unavailable'));
    const reply = await ask('ready', { pingStore });
    expect(reply.statusCode).toBe(503);
    expect(reply.json().code).toBe('unavailable');
    expect((await app.inject('/api/health/live')).statusCode).toBe(200);
  });

  it('does not wait for ever for a database that hangs', async () => {
    const reply = await ask('ready', { pingStore: () => new Promise(() => {}), pingLimit: 10 });
    expect(reply.statusCode).toBe(503);
    expect(reply.json().detail).toBe('The database does not answer');
  });
});
