import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHttpApp } from '#tests/support/http-app.ts';
import type { App } from './app-instance.ts';

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

describe('requests that a foreign page may have caused', () => {
  let app: App;
  let changes: number;

  async function open(publicUrl: string | null): Promise<void> {
    changes = 0;
    ({ app } = await openHttpApp({
      publicUrl,
      registerRoutes(api) {
        api.route({
          method: [...METHODS],
          url: '/api/things',
          config: { access: 'public' },
          handler: async () => {
            changes += 1;
            return {};
          },
        });
        api.get('/api/things', { config: { access: 'public' } }, async () => ({}));
      },
    }));
  }
  beforeEach(() => open(null));
  afterEach(() => app.close());

  const send = async (headers: Record<string, string>, method: (typeof METHODS)[number] = 'POST') =>
    app.inject({ method, url: '/api/things', headers: { host: 'duetide.local:3000', ...headers } });

  it.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbouring subdomain', { 'sec-fetch-site': 'same-site' }],
    ['a browser that says something new', { 'sec-fetch-site': 'somewhere' }],
    [
      'another site that claims our origin',
      { 'sec-fetch-site': 'cross-site', origin: 'http://duetide.local:3000' },
    ],
    ['another origin', { origin: 'https://evil.example' }],
    ['our name at another port', { origin: 'http://duetide.local:4000' }],
    ['our name inside another', { origin: 'http://duetide.local:3000.evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['an origin that is none', { origin: 'duetide.local:3000' }],
    ['an empty origin', { origin: '' }],
  ])('refuses %s', async (_who, headers) => {
    const reply = await send(headers);
    expect(reply.statusCode).toBe(403);
    expect(reply.json()).toMatchObject({ code: 'foreign-origin', status: 403 });
    expect(changes).toBe(0);
  });

  it.each(METHODS)('refuses %s', async (method) => {
    expect((await send({ 'sec-fetch-site': 'cross-site' }, method)).statusCode).toBe(403);
    expect((await send({ 'sec-fetch-site': 'same-origin' }, method)).statusCode).toBe(200);
  });

  it.each([
    ['our own pages', { 'sec-fetch-site': 'same-origin', origin: 'http://duetide.local:3000' }],
    ['what a person typed', { 'sec-fetch-site': 'none' }],
    ['an older browser on our own pages', { origin: 'http://duetide.local:3000' }],
    ['a program, which no page can steer', {}],
  ])('takes %s', async (_who, headers) => {
    expect((await send(headers)).statusCode).toBe(200);
    expect(changes).toBe(1);
  });

  it('takes the public address behind a proxy that does not pass the host on', async () => {
    await app.close();
    await open('https://duetide.example');
    expect((await send({ origin: 'https://duetide.example' })).statusCode).toBe(200);
    expect((await send({ origin: 'http://duetide.example' })).statusCode).toBe(403);
  });

  it('lets everybody read', async () => {
    const reply = await app.inject({
      url: '/api/things',
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    });
    expect(reply.statusCode).toBe(200);
  });
});
