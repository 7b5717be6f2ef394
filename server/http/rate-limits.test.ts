import { afterEach, describe, expect, it } from 'vitest';
import { openHttpApp } from '#tests/support/http-app.ts';
import { createSetValues } from '#tests/support/set-values.ts';
import type { AppOptions } from './app.ts';
import type { App } from './app-instance.ts';

const registerRoutes: AppOptions['registerRoutes'] = (api) => {
  const access = 'public' as const;
  api.get('/api/things', { config: { access } }, async () => ({}));
  api.get('/api/others', { config: { access } }, async () => ({}));
  api.get('/api/members', async () => ({}));
  api.post('/api/sign-in', { config: { access, rateLimitGroup: 'auth' } }, async () => ({}));
  api.get('/api/health', { config: { access, rateLimitGroup: 'health' } }, async () => ({}));
};

describe('rate limits', () => {
  let app: App;
  afterEach(() => app.close());

  async function open(options: Partial<AppOptions> = {}): Promise<void> {
    const rateLimits = { api: 3, auth: 1, health: 0 };
    ({ app } = await openHttpApp({ rateLimits, registerRoutes, ...options }));
  }
  const ask = (
    url: string,
    options: { remoteAddress?: string; headers?: Record<string, string> } = {},
  ) => app.inject({ method: url === '/api/sign-in' ? 'POST' : 'GET', url, ...options });
  const statuses = async (urls: string[]) => {
    const all = [];
    for (const url of urls) all.push((await ask(url)).statusCode);
    return all;
  };

  it('says how much is left, and then when to come back', async () => {
    await open();
    const first = await ask('/api/things');
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '2' });
    expect(Number(first.headers['ratelimit-reset'])).toBeGreaterThan(0);
    await ask('/api/things');
    await ask('/api/things');
    const refused = await ask('/api/things');
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: 'rate-limited', status: 429 });
    expect(refused.headers['content-type']).toBe('application/problem+json');
    expect(refused.headers['ratelimit-remaining']).toBe('0');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('counts the routes of a group together, and the groups apart', async () => {
    await open();
    expect(await statuses(['/api/things', '/api/others', '/api/things'])).toEqual([200, 200, 200]);
    expect(await statuses(['/api/others', '/api/sign-in', '/api/sign-in'])).toEqual([
      429, 200, 429,
    ]);
  });

  it('has no limit where it is 0', async () => {
    await open();
    const all = await statuses(Array.from({ length: 50 }, () => '/api/health'));
    expect(new Set(all)).toEqual(new Set([200]));
    expect((await ask('/api/health')).headers).not.toHaveProperty('ratelimit-limit');
  });

  it('counts before it asks who it is', async () => {
    let asked = 0;
    const sessions = {
      peek: () => {
        asked += 1;
        return null;
      },
      load: async () => null,
    };
    await open({ sessions });
    const all = await statuses(Array.from({ length: 5 }, () => '/api/members'));
    expect(all).toEqual([401, 401, 401, 429, 429]);
    expect(asked).toBe(3);
  });

  it('counts each client by itself', async () => {
    await open();
    await statuses(Array.from({ length: 3 }, () => '/api/things'));
    expect((await ask('/api/things')).statusCode).toBe(429);
    expect((await ask('/api/things', { remoteAddress: '10.0.0.7' })).statusCode).toBe(200);
  });

  describe('of several processes', () => {
    const others: App[] = [];
    afterEach(async () => {
      for (const other of others.splice(0)) await other.close();
    });

    async function openTwo() {
      const sharedValues = createSetValues();
      await open({ sharedValues });
      const rateLimits = { api: 3, auth: 1, health: 0 };
      const other = await openHttpApp({ rateLimits, registerRoutes, sharedValues });
      others.push(other.app);
      return { sharedValues, other: other.app };
    }
    const askBoth = async (other: App, url = '/api/things') => {
      const [one, two] = [await ask(url), await other.inject({ method: 'GET', url })];
      return [one.statusCode, two.statusCode];
    };

    it('are counted together, group by group', async () => {
      const { other } = await openTwo();
      expect(await askBoth(other)).toEqual([200, 200]);
      expect(await askBoth(other, '/api/others')).toEqual([200, 429]);
      const signIn = await other.inject({ method: 'POST', url: '/api/sign-in' });
      expect(signIn.statusCode).toBe(200);
      expect(signIn.headers['ratelimit-remaining']).toBe('0');
    });

    it('row 42: hold in each process while what they share is away', async () => {
      const { other, sharedValues } = await openTwo();
      sharedValues.isAway = true;
      const answers = [];
      for (let count = 0; count < 5; count += 1) answers.push(await askBoth(other));
      expect(answers).toEqual([
        [200, 200],
        [200, 200],
        [200, 200],
        [429, 429],
        [429, 429],
      ]);
      const refused = await ask('/api/things');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(await statuses(['/api/sign-in', '/api/sign-in'])).toEqual([200, 429]);
    });
  });

  it('believes who the client is only from a proxy that it was told to trust', async () => {
    const from = (client: string) => ({ headers: { 'x-forwarded-for': client } });
    await open();
    for (const client of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) await ask('/api/things', from(client));
    expect((await ask('/api/things', from('4.4.4.4'))).statusCode).toBe(429);

    await app.close();
    await open({ trustProxy: ['loopback'] });
    for (const client of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) await ask('/api/things', from(client));
    expect((await ask('/api/things', from('4.4.4.4'))).statusCode).toBe(200);
  });
});
