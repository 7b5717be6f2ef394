import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/app-error.ts';
import type { Problem } from '#shared/problems.ts';
import { type HttpApp, openHttpApp } from '#tests/support/http-app.ts';
import type { AppOptions } from './app.ts';

const bodySchema = z.strictObject({
  name: z.string().min(1, 'must not be empty'),
  'a/b~c': z.array(z.strictObject({ every: z.number() })).optional(),
});

const registerRoutes: AppOptions['registerRoutes'] = (app) => {
  const config = { access: 'public' } as const;
  app.post('/api/things', { config, schema: { body: bodySchema } }, async ({ body }) => body);
  app.get(
    '/api/things/:id',
    {
      config,
      schema: {
        params: z.strictObject({ id: z.uuid('must be an id') }),
        querystring: z.strictObject({
          limit: z.coerce.number().max(200, 'at most 200').default(5),
        }),
      },
    },
    async ({ query }) => query,
  );
  app.post('/api/things/:id/act', { config }, async (request) => ({ id: request.resourceId }));
  app.get('/api/v1/plain', { config }, async () => ({}));
  app.get('/api/broken', { config }, async () => {
    throw new Error('SQLITE_CORRUPT: secret detail', { cause: new Error('driver') });
  });
  app.get('/api/busy', { config }, async () => {
    throw new AppError('unavailable', { detail: 'Come back', retryAfter: 7 });
  });
};

describe('the app', () => {
  let opened: HttpApp;
  const open = async (options: Partial<AppOptions> = {}) => {
    opened = await openHttpApp({ registerRoutes, ...options });
    return opened.app;
  };
  afterEach(() => opened.app.close());

  const post = async (payload: string, headers: Record<string, string> = {}) =>
    (await open()).inject({
      method: 'POST',
      url: '/api/things',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });

  it('answers a problem as RFC 9457 describes it, with the id of the request', async () => {
    const app = await open();
    const reply = await app.inject({
      url: '/api/busy?secret=1',
      headers: { 'x-request-id': 'trace-4711' },
    });
    expect(reply.statusCode).toBe(503);
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect(reply.headers['retry-after']).toBe('7');
    expect(reply.headers['x-request-id']).toBe('trace-4711');
    expect(reply.json()).toEqual({
      type: '/problems/unavailable',
      code: 'unavailable',
      title: 'Not available at the moment',
      status: 503,
      detail: 'Come back',
      instance: '/api/busy',
      requestId: 'trace-4711',
    });
  });

  it('keeps the insides of a failure to itself and tells them to the log', async () => {
    const app = await open();
    const reply = await app.inject('/api/broken');
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toMatch(/SQLITE|secret|driver|at .*\.ts/);
    expect(reply.json<Problem>().code).toBe('internal-error');
    const failure = opened.logged.find(({ msg }) => msg === 'request failed');
    expect(failure).toMatchObject({ level: 'error', requestId: reply.json<Problem>().requestId });
    expect(JSON.stringify(failure)).toMatch(/SQLITE_CORRUPT.*app\.test\.ts/);
  });

  it.each(['short', 'has space in it', 'x'.repeat(65), 'evil\u00e9vil-id', ''])(
    'makes an id of its own instead of %j',
    async (given) => {
      const app = await open();
      const reply = await app.inject({ url: '/api/busy', headers: { 'x-request-id': given } });
      expect(reply.headers['x-request-id']).not.toBe(given);
      expect(reply.headers['x-request-id']).toMatch(/^[\w-]{8,}$/);
    },
  );

  it('points at every faulty field, and at unknown ones by their own name', async () => {
    const reply = await post('{"name": "", "a/b~c": [{"every": "x", "odd": 1}], "extra": 1}');
    expect(reply.statusCode).toBe(422);
    expect(reply.json<Problem>()).toMatchObject({ code: 'invalid-input' });
    expect(reply.json<Problem>().errors).toEqual([
      { pointer: '/name', detail: 'must not be empty' },
      { pointer: '/a~1b~0c/0/every', detail: 'must be a number' },
      { pointer: '/a~1b~0c/0/odd', detail: 'is not a known field' },
      { pointer: '/extra', detail: 'is not a known field' },
    ]);
  });

  it.each([
    ['{}', [{ pointer: '/name', detail: 'is required' }]],
    ['[]', [{ pointer: '', detail: 'must be an object' }]],
    ['null', [{ pointer: '', detail: 'must be an object' }]],
    ['', [{ pointer: '', detail: 'must be an object' }]],
    ['{"name":"x","__proto__":{}}', [{ pointer: '/__proto__', detail: 'is not a known field' }]],
  ])('refuses the body %s', async (payload, errors) => {
    const reply = await post(payload);
    expect(reply.json<Problem>()).toMatchObject({ status: 422, errors });
  });

  it('points at parameters and at the query', async () => {
    const app = await open();
    const reply = await app.inject('/api/things/nonsense?limit=201');
    expect(reply.json<Problem>().errors).toEqual([
      { pointer: '/params/id', detail: 'must be an id' },
    ]);
    const second = await app.inject(`/api/things/${crypto.randomUUID()}?limit=201&x=1`);
    expect(second.json<Problem>().errors).toEqual([
      { pointer: '/query/limit', detail: 'at most 200' },
      { pointer: '/query/x', detail: 'is not a known field' },
    ]);
  });

  it('refuses any query where none is taken', async () => {
    const app = await open();
    expect((await app.inject('/api/v1/plain')).statusCode).toBe(200);
    const reply = await app.inject('/api/v1/plain?x=1');
    expect(reply.json<Problem>()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/query/x', detail: 'is not a known field' }],
    });
  });

  it.each([
    ['broken JSON', '{"name": ', {}, 400, 'malformed-json'],
    [
      'another content type',
      'name=x',
      { 'content-type': 'text/plain' },
      415,
      'unsupported-media-type',
    ],
    [
      'a form',
      'a=b',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported-media-type',
    ],
    ['nonsense as content type', '{}', { 'content-type': ';;' }, 415, 'unsupported-media-type'],
    ['more than 1 MiB', `{"name":"${'x'.repeat(1_048_576)}"}`, {}, 413, 'body-too-large'],
  ])('refuses %s', async (_what, payload, headers, status, code) => {
    const reply = await post(payload, headers);
    expect(reply.statusCode).toBe(status);
    expect(reply.json<Problem>()).toMatchObject({ status, code, type: `/problems/${code}` });
  });

  it('takes a body of almost 1 MiB', async () => {
    const reply = await post(`{"name":"${'x'.repeat(1_048_576 - 20)}"}`);
    expect(reply.statusCode).toBe(200);
  });

  it.each([
    ['GET', '/api/nowhere', 404, undefined],
    ['GET', '/api/things', 405, 'POST'],
    ['PUT', '/api/things/x', 405, 'GET, HEAD'],
    ['DELETE', '/api/things/x/act', 405, 'POST'],
    ['QUERY', '/api/things', 405, 'POST'],
    ['GET', `/api/things/${'x'.repeat(201)}`, 404, undefined],
    ['GET', '/api/%E0%A4%A', 400, undefined],
  ])('answers %s %s with %i', async (method, url, status, allow) => {
    const app = await open();
    const reply = await app.inject({ method: method as 'GET', url });
    expect(reply.statusCode).toBe(status);
    expect(reply.headers.allow).toBe(allow);
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect(reply.headers['x-request-id']).toBeTruthy();
  });

  it.each([
    ['broken JSON', '{', 'application/json'],
    ['a content type that no route takes', 'a=b', 'application/x-www-form-urlencoded'],
    ['more than 1 MiB', 'x'.repeat(1_048_577), 'application/json'],
  ])('says that there is nothing, whatever is sent there: %s', async (_what, payload, type) => {
    const app = await open();
    const send = (url: string) =>
      app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });
    expect((await send('/api/nowhere')).json()).toMatchObject({ status: 404, code: 'not-found' });
    expect((await send('/api/broken')).json()).toMatchObject({ code: 'method-not-allowed' });
  });

  it('gives a request that changes something an id for what it makes', async () => {
    const app = await open();
    const reply = await app.inject({ method: 'POST', url: '/api/things/x/act' });
    expect(reply.json().id).toMatch(/^[\da-f-]{14}7[\da-f-]+$/);
  });

  it('carries the constant headers, and HSTS only over https', async () => {
    const app = await open();
    const { headers } = await app.inject('/api/nowhere');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
    await app.close();
    const secure = await open({ publicUrl: 'https://duetide.example' });
    expect((await secure.inject('/api/nowhere')).headers).toHaveProperty(
      'strict-transport-security',
    );
  });
});
