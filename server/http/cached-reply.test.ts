import { setImmediate } from 'node:timers/promises';
import type { InjectOptions } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ReplyCache } from '#server/adapters/cache/cache.ts';
import { createGraceCache } from '#server/adapters/cache/grace-cache.ts';
import { createMemoryCache } from '#server/adapters/cache/memory-cache.ts';
import { createNoCache } from '#server/adapters/cache/no-cache.ts';
import { createToday } from '#server/today.ts';
import { AppError } from '#shared/app-error.ts';
import { openHttpApp } from '#tests/support/http-app.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import type { App } from './app-instance.ts';
import { serveFromCache } from './cached-reply.ts';
import { type Member, memberOf } from './request-context.ts';

const ADA: Member = {
  userId: 'ada',
  sessionId: 's',
  userRole: 'user',
  householdId: 'home',
  role: 'member',
  timeZone: 'UTC',
  baseCurrency: 'EUR',
};
const members: Record<string, Member> = {
  ada: ADA,
  grace: { ...ADA, userId: 'grace', role: 'viewer' },
  eve: { ...ADA, userId: 'eve', householdId: 'elsewhere' },
  abroad: { ...ADA, baseCurrency: 'JPY' },
};

const clock = createSetClock('2026-11-20T23:59:00.000Z');
/** What is stored, and how often it was read. */
let stored: Record<string, number>;
let computed: number;
/** Of what all households share. */
let version: string;
/** What the handler waits for before and after reading. */
let pause: () => Promise<unknown>;
let app: App;

async function open(cache: ReplyCache = createMemoryCache({ maxBytes: 1_000_000 })): Promise<App> {
  const opened = await openHttpApp({
    logLevel: 'silent',
    sessions: {
      peek: (request) => members[String(request.headers['x-as'])] ?? null,
      load: async () => null,
    },
    registerRoutes(api) {
      serveFromCache(api, { cache, today: createToday(clock), sharedVersion: () => version });
      const read = async (householdId: string) => {
        computed += 1;
        await pause();
        const value = stored[householdId] ?? 0;
        await pause();
        return { value };
      };
      api.get(
        '/value',
        {
          config: { isCached: true },
          schema: {
            querystring: z.strictObject({ a: z.string().optional(), b: z.string().optional() }),
          },
        },
        (request) => read(memberOf(request).householdId),
      );
      api.get('/resource', { config: { isCached: true } }, () => ({ id: 'x', version: 7 }));
      api.get('/uncached', (request) => read(memberOf(request).householdId));
      api.get('/missing', { config: { isCached: true } }, () => {
        computed += 1;
        throw new AppError('not-found');
      });
      api.post('/value', async (request) => {
        const { householdId } = memberOf(request);
        await pause();
        const value = (stored[householdId] ?? 0) + 1;
        stored[householdId] = value;
        return { value };
      });
      api.delete('/value', async (request) => {
        stored[memberOf(request).householdId] = 0;
        throw new Error('after the fact');
      });
    },
  });
  await opened.app.ready();
  return opened.app;
}

const ask = (url: string, as = 'ada', headers: Record<string, string> = {}, method = 'GET') =>
  app.inject({
    method: method as InjectOptions['method'] & string,
    url,
    headers: { 'x-as': as, ...headers },
  });
const write = (as = 'ada', method = 'POST') => ask('/value', as, {}, method);

beforeEach(async () => {
  clock.set('2026-11-20T23:59:00.000Z');
  stored = {};
  computed = 0;
  version = 'a';
  pause = async () => {};
  app = await open();
});
afterEach(() => app.close());

describe('a cached route', () => {
  it('computes anew once that changed which all households share', async () => {
    await ask('/value');
    await ask('/value');
    expect(computed).toBe(1);
    version = 'b';
    await ask('/value');
    await ask('/value');
    expect(computed).toBe(2);
  });

  it('computes once and answers the same again', async () => {
    const first = await ask('/value');
    const second = await ask('/value');
    expect(computed).toBe(1);
    expect(first.json()).toEqual({ value: 0 });
    expect(second.body).toBe(first.body);
    for (const name of ['etag', 'content-type', 'content-length', 'cache-control']) {
      expect(second.headers[name], name).toBe(first.headers[name]);
    }
    expect(second.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    });
  });

  it('answers 304 to whoever has it, the first time as well as later', async () => {
    const etag = String((await ask('/value')).headers.etag);
    const later = await ask('/value', 'ada', { 'if-none-match': etag });
    expect([later.statusCode, later.body, later.headers.etag]).toEqual([304, '', etag]);
    await write('eve');
    app = await open();
    const anew = await ask('/value', 'ada', { 'if-none-match': `W/${etag}` });
    expect([anew.statusCode, computed]).toEqual([304, 2]);
    await write();
    expect((await ask('/value', 'ada', { 'if-none-match': etag })).statusCode).toBe(200);
  });

  it('answers HEAD like GET, without the body', async () => {
    const whole = await ask('/value');
    const head = await ask('/value', 'ada', {}, 'HEAD');
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(whole.headers['content-length']);
    expect(head.headers.etag).toBe(whole.headers.etag);
    expect(computed).toBe(1);
  });

  it('puts the version of a resource into its tag', async () => {
    expect((await ask('/resource')).headers.etag).toMatch(/^"7-/);
  });

  it('is shared by a household, and by nobody else', async () => {
    stored = { home: 1, elsewhere: 2 };
    const answers = await Promise.all(['ada', 'eve', 'grace'].map((as) => ask('/value', as)));
    expect(answers.map((answer) => answer.json().value)).toEqual([1, 2, 1]);
    expect((await ask('/value', 'eve')).json()).toEqual({ value: 2 });
    expect(computed).toBe(2);
  });

  it('needs a session, also for what is kept', async () => {
    await ask('/value');
    expect((await ask('/value', 'nobody')).statusCode).toBe(401);
  });

  it('is computed anew on the next day', async () => {
    await ask('/value');
    clock.set('2026-11-21T00:00:00.000Z');
    await ask('/value');
    expect(computed).toBe(2);
  });

  it('keeps answers in different base currencies apart', async () => {
    await ask('/value');
    await ask('/value', 'abroad');
    expect(computed).toBe(2);
  });

  it('keeps each address apart, and lets the schema refuse unknown parameters', async () => {
    await ask('/value?a=1&b=2');
    await ask('/value?b=2&a=1');
    await ask('/value?a=1');
    expect(computed).toBe(3);
    for (let count = 0; count < 2; count += 1) {
      expect((await ask('/value?c=1')).statusCode).toBe(422);
    }
    expect(computed).toBe(3);
  });

  it('does not keep an error', async () => {
    await ask('/missing');
    const again = await ask('/missing');
    expect([again.statusCode, computed]).toEqual([404, 2]);
  });

  it('computes once for all who ask at the same time', async () => {
    pause = setImmediate;
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask('/value')));
    expect(computed).toBe(1);
    expect(answers.every((answer) => answer.json().value === 0)).toBe(true);
  });

  it('leaves routes alone that are not marked', async () => {
    await ask('/uncached');
    await ask('/uncached');
    expect(computed).toBe(2);
  });

  it('works the same without keeping anything', async () => {
    app = await open(createNoCache());
    const first = await ask('/value');
    const again = await ask('/value', 'ada', { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, computed]).toEqual([304, 2]);
  });
});

describe('row 13: while the store is away', () => {
  it('answers 200 with what was true last, marked as stale, and 503 where nothing was', async () => {
    const near = createMemoryCache({ maxBytes: 1_000_000 });
    app = await open(createGraceCache(near, { clock, maxBytes: 1_000_000 }));
    expect((await ask('/value')).headers).not.toHaveProperty('cache-status');
    await near.invalidate('home');
    pause = () => Promise.reject(new AppError('unavailable', { retryAfter: 2 }));
    clock.advance(30_000);
    const stale = await ask('/value');
    expect([stale.statusCode, stale.json()]).toEqual([200, { value: 0 }]);
    expect(stale.headers['cache-status']).toBe('Duetide; hit; ttl=-30');
    expect((await ask('/value', 'eve')).statusCode).toBe(503);
  });

  it('leaves no mark with what a browser keeps, which may be true again unchanged', async () => {
    const near = createMemoryCache({ maxBytes: 1_000_000 });
    app = await open(createGraceCache(near, { clock, maxBytes: 1_000_000 }));
    const { etag } = (await ask('/value')).headers;
    await near.invalidate('home');
    pause = () => Promise.reject(new AppError('unavailable'));
    const stale = await ask('/value', 'ada', { 'if-none-match': String(etag) });
    expect([stale.statusCode, stale.headers['cache-control']]).toEqual([200, 'private, no-store']);
    pause = async () => {};
    const fresh = await ask('/value', 'ada', { 'if-none-match': String(etag) });
    expect([fresh.statusCode, fresh.headers['cache-control']]).toEqual([304, 'private, no-cache']);
    expect(fresh.headers).not.toHaveProperty('cache-status');
  });
});

describe('a write', () => {
  it('is seen by whoever reads after it', async () => {
    await ask('/value');
    expect((await write()).json()).toEqual({ value: 1 });
    expect((await ask('/value')).json()).toEqual({ value: 1 });
  });

  it('is seen also when its answer was an error', async () => {
    stored = { home: 5 };
    await ask('/value');
    expect((await write('ada', 'DELETE')).statusCode).toBe(500);
    expect((await ask('/value')).json()).toEqual({ value: 0 });
  });

  it('ends what others are computing from before it', async () => {
    const gate = Promise.withResolvers<void>();
    let pauses = 0;
    pause = async () => {
      pauses += 1;
      if (pauses === 2) await gate.promise;
    };
    const early = ask('/value');
    await setImmediate();
    await write();
    gate.resolve();
    expect((await early).json()).toEqual({ value: 0 });
    expect((await ask('/value')).json()).toEqual({ value: 1 });
  });

  it('leaves the answers of other households where they are', async () => {
    await ask('/value');
    await write('eve');
    await ask('/value');
    expect(computed).toBe(1);
  });

  it('is never missing from what its writer reads next, however many read and write', async () => {
    let turn = 0;
    pause = async () => {
      turn += 1;
      if (turn % 3 === 0) await setImmediate();
    };
    const client = async () => {
      for (let round = 0; round < 25; round += 1) {
        const written = (await write()).json<{ value: number }>().value;
        const read = (await ask('/value')).json<{ value: number }>().value;
        expect(read).toBeGreaterThanOrEqual(written);
      }
    };
    await Promise.all(Array.from({ length: 20 }, client));
  });
});
