import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Store } from '#server/adapters/store/store.ts';
import { CircuitOpenError } from '#server/observability/circuit-breaker.ts';
import { AppError } from '#shared/app-error.ts';
import { openHttpApp } from '#tests/support/http-app.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { sampleHousehold } from '#tests/support/sample-records.ts';
import { createSetClock, type SetClock } from '#tests/support/set-clock.ts';
import type { App } from './app-instance.ts';
import { answerOnce } from './idempotency.ts';
import type { IdempotencyRepository } from './idempotency-repository.ts';
import { type Member, memberOf } from './request-context.ts';

const HOUSEHOLD = sampleHousehold();
const ADA: Member = {
  userId: 'ada',
  sessionId: 's',
  userRole: 'user',
  householdId: HOUSEHOLD.id,
  role: 'member',
  timeZone: 'UTC',
  baseCurrency: 'EUR',
};
const members: Record<string, Member> = { ada: ADA, grace: { ...ADA, userId: 'grace' } };

let store: Store;
let clock: SetClock;
let app: App;
/** What was made, by id: making the same id again changes nothing. */
let made: Map<string, string>;
/** What the handler does after it has stored its thing. */
let afterwards: () => Promise<void>;
/** Whether its records answer, do as they are told without a word, are not reached, or not asked. */
let records: 'answer' | 'silent' | 'away' | 'refused';
/** What was left to do later. */
let later: (() => Promise<void>)[];

beforeEach(async () => {
  clock = createSetClock('2026-11-20T12:00:00.000Z');
  store = await openMemoryStore();
  await store.households.insert(HOUSEHOLD);
  made = new Map();
  afterwards = async () => {};
  records = 'answer';
  later = [];
  app = await open();
});
afterEach(async () => {
  await app.close();
  await store.close();
});

async function open(): Promise<App> {
  const opened = await openHttpApp({
    logLevel: 'silent',
    newId: () => crypto.randomUUID(),
    sessions: {
      peek: (request) => members[String(request.headers['x-as'])] ?? null,
      load: async () => null,
    },
    registerRoutes(api) {
      answerOnce(api, {
        records: unreliable(store.idempotency),
        clock,
        inBackground: (_name, task) => later.push(task),
      });
      api.post(
        '/things',
        { schema: { body: z.strictObject({ name: z.string().min(1) }) } },
        async (request, reply) => {
          memberOf(request);
          if (!made.has(request.resourceId)) made.set(request.resourceId, request.body.name);
          await afterwards();
          reply.header('location', `/things/${request.resourceId}`).header('etag', '"1"');
          return reply.code(201).send({ id: request.resourceId });
        },
      );
      api.post('/nothing', (_request, reply) => reply.code(204).send());
      api.put('/things', () => ({ times: made.size }));
      api.post('/open', { config: { access: 'public' } }, () => ({ id: crypto.randomUUID() }));
    },
  });
  await opened.app.ready();
  return opened.app;
}

const refusal = new CircuitOpenError('database', 1_000);

function unreliable(repository: IdempotencyRepository): IdempotencyRepository {
  return new Proxy(repository, {
    get:
      (_repository, name: keyof IdempotencyRepository) =>
      async (...given: unknown[]) => {
        const state = records;
        const call = repository[name] as (...all: unknown[]) => Promise<unknown>;
        if (state === 'refused') throw new AppError('unavailable', { cause: refusal });
        const result = state === 'away' ? null : await call(...given);
        if (state !== 'answer') throw new AppError('unavailable', { retryAfter: 1 });
        return result;
      },
  });
}

const post = (
  payload: unknown = { name: 'a' },
  { key = 'key-1', url = '/things', as = 'ada' }: { key?: string; url?: string; as?: string } = {},
) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'x-as': as, 'idempotency-key': key, 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  });

describe('a POST with an Idempotency-Key', () => {
  it('gives the first answer again and does nothing', async () => {
    const first = await post();
    const again = await post();
    expect(first.statusCode).toBe(201);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again.statusCode).toBe(201);
    expect(again.body).toBe(first.body);
    for (const name of ['location', 'etag', 'content-type']) {
      expect(again.headers[name], name).toBe(first.headers[name]);
    }
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(made.size).toBe(1);
  });

  it('gives it again after a restart', async () => {
    const first = await post();
    await app.close();
    app = await open();
    expect((await post()).body).toBe(first.body);
    expect(made.size).toBe(1);
  });

  it('gives an answer without a body again', async () => {
    await post({}, { url: '/nothing' });
    const again = await post({}, { url: '/nothing' });
    expect([again.statusCode, again.body]).toEqual([204, '']);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('that was refused may be put right under the same key', async () => {
    expect((await post({ name: '' })).statusCode).toBe(422);
    const right = await post();
    expect([right.statusCode, right.headers['idempotency-replayed']]).toEqual([201, undefined]);
    expect((await post()).headers['idempotency-replayed']).toBe('true');
  });

  it('refuses the key with another body or another address', async () => {
    await post();
    for (const other of [
      await post({ name: 'b' }),
      await post({ name: 'a' }, { url: '/nothing' }),
      await post({ name: 'a' }, { url: '/things?again' }),
    ]) {
      expect(other.statusCode).toBe(422);
      expect(other.json().code).toBe('idempotency-key-reused');
    }
    expect(made.size).toBe(1);
  });

  it('does not care how the same body is spaced', async () => {
    const first = await post();
    const again = await app.inject({
      method: 'POST',
      url: '/things',
      headers: { 'x-as': 'ada', 'idempotency-key': 'key-1', 'content-type': 'application/json' },
      payload: '{ "name" :\n"a" }',
    });
    expect(again.body).toBe(first.body);
  });

  it('keeps keys apart, and the keys of one member from those of another', async () => {
    await post();
    await post({ name: 'a' }, { key: 'key-2' });
    await post({ name: 'a' }, { as: 'grace' });
    expect(made.size).toBe(3);
  });

  it('is known for 24 hours, and not longer', async () => {
    await post();
    clock.advance(24 * 60 * 60 * 1_000 - 1);
    await post();
    expect(made.size).toBe(1);
    clock.advance(1);
    const later = await post();
    expect(later.headers['idempotency-replayed']).toBeUndefined();
    expect(made.size).toBe(2);
    expect((await post()).body).toBe(later.body);
  });

  it.for([
    ['empty', ''],
    ['too long', 'k'.repeat(256)],
    ['with a space', 'a b'],
    ['not ASCII', 'schlüssel'],
  ])('refuses a key that is %s', async ([, key]) => {
    const reply = await post({ name: 'a' }, { key });
    expect(reply.statusCode).toBe(422);
    expect(reply.json().errors).toEqual([
      expect.objectContaining({ pointer: '/headers/idempotency-key' }),
    ]);
    expect(made.size).toBe(0);
  });

  it('takes a key of 255 characters', async () => {
    expect((await post({ name: 'a' }, { key: 'k'.repeat(255) })).statusCode).toBe(201);
  });

  it('means nothing on other methods and on open routes', async () => {
    const headers = { 'x-as': 'ada', 'idempotency-key': 'key-1' };
    await app.inject({ method: 'PUT', url: '/things', headers });
    made.set('x', 'x');
    expect((await app.inject({ method: 'PUT', url: '/things', headers })).json()).toEqual({
      times: 1,
    });
    const [one, two] = await Promise.all([
      app.inject({ method: 'POST', url: '/open', headers }),
      app.inject({ method: 'POST', url: '/open', headers }),
    ]);
    expect(one.body).not.toBe(two.body);
  });
});

describe('a POST that comes again while the first is being worked on', () => {
  it('is told when to come back, and then gets the answer', async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    afterwards = () => {
      reached.resolve();
      return gate.promise;
    };
    const first = post();
    await reached.promise;
    clock.advance(10_000);
    const meanwhile = await post();
    expect(meanwhile.statusCode).toBe(409);
    expect(meanwhile.json().code).toBe('request-in-progress');
    expect(meanwhile.headers['retry-after']).toBe('50');
    gate.resolve();
    expect((await post()).body).toBe((await first).body);
    expect(made.size).toBe(1);
  });

  it('makes one thing for many at once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => post()));
    const statuses = replies.map((reply) => reply.statusCode);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(made.size).toBe(1);
  });
});

describe('a POST whose first attempt died', () => {
  /** The process stores its thing and is gone before it answers. */
  async function die(): Promise<void> {
    await new Promise<void>((reached) => {
      afterwards = () => {
        reached();
        return new Promise(() => {});
      };
      void post();
    });
    expect(made.size).toBe(1);
    afterwards = async () => {};
  }

  it('is left alone for a minute, then taken up with the same id', async () => {
    await die();
    clock.advance(59_999);
    expect((await post()).statusCode).toBe(409);
    clock.advance(1);
    const resumed = await post();
    expect(resumed.statusCode).toBe(201);
    expect(resumed.headers['idempotency-replayed']).toBeUndefined();
    expect([...made.keys()]).toEqual([resumed.json().id]);
    expect((await post()).body).toBe(resumed.body);
  });

  it('is taken up by one of those who try', async () => {
    await die();
    clock.advance(60_000);
    const gate = Promise.withResolvers<void>();
    afterwards = () => gate.promise;
    let refused = 0;
    const attempt = async () => {
      const { statusCode } = await post();
      if (statusCode === 409) refused += 1;
      if (refused === 2) gate.resolve();
      return statusCode;
    };
    const statuses = await Promise.all([attempt(), attempt(), attempt()]);
    expect(statuses.sort()).toEqual([201, 409, 409]);
    expect(made.size).toBe(1);
  });

  it('still wants the same body', async () => {
    await die();
    clock.advance(60_000);
    expect((await post({ name: 'b' })).statusCode).toBe(422);
  });
});

describe('a POST that failed', () => {
  it('may be tried again at once, with the same id, when the fault was ours', async () => {
    afterwards = () => Promise.reject(new Error('broken'));
    expect((await post()).statusCode).toBe(500);
    afterwards = async () => {};
    const again = await post();
    expect(again.statusCode).toBe(201);
    expect([...made.keys()]).toEqual([again.json().id]);
  });

  it('may be tried again when it was asked to come back later', async () => {
    afterwards = () => Promise.reject(new AppError('conflict', { retryAfter: 1 }));
    expect((await post()).statusCode).toBe(409);
    afterwards = async () => {};
    expect((await post()).statusCode).toBe(201);
  });

  it('lets be tried again what was refused', async () => {
    afterwards = () => Promise.reject(new AppError('conflict'));
    expect((await post()).statusCode).toBe(409);
    afterwards = async () => {};
    expect((await post()).statusCode).toBe(201);
  });
});

describe('row 33, while the database keeps nobody waiting: a POST', () => {
  const finishLater = async () => {
    records = 'answer';
    for (const task of later.splice(0)) await task();
  };

  it('that was done is answered, and gives that answer again once it could be noted', async () => {
    afterwards = async () => {
      records = 'away';
    };
    const first = await post();
    expect(first.statusCode).toBe(201);
    expect(later).toHaveLength(1);
    await finishLater();
    const again = await post();
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
    expect(made.size).toBe(1);
  });

  it('that failed says so, and may be tried again with the same id once that could be noted', async () => {
    afterwards = async () => {
      records = 'away';
      throw new AppError('unavailable', { retryAfter: 1 });
    };
    const first = await post();
    expect([first.statusCode, first.headers['retry-after']]).toEqual([503, '1']);
    afterwards = async () => {};
    await finishLater();
    const again = await post();
    expect(again.statusCode).toBe(201);
    expect([...made.keys()]).toEqual([again.json().id]);
  });

  it('whose key could not be taken in time may be tried again without waiting for a minute', async () => {
    records = 'silent';
    expect((await post()).statusCode).toBe(503);
    expect(made.size).toBe(0);
    await finishLater();
    expect((await post()).statusCode).toBe(201);
  });

  it('whose key was never sent leaves nothing to do: an outage must not become a storm', async () => {
    records = 'refused';
    expect((await post()).statusCode).toBe(503);
    expect(later).toEqual([]);
  });

  it('that was to come back later does not take its key from whoever did', async () => {
    afterwards = async () => {
      records = 'away';
      throw new AppError('conflict', { retryAfter: 1 });
    };
    expect((await post()).statusCode).toBe(409);
    records = 'answer';
    clock.advance(60_000);
    const [gate, reached] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    afterwards = () => {
      reached.resolve();
      return gate.promise;
    };
    const second = post();
    await reached.promise;
    await finishLater();
    const third = await post();
    expect([third.statusCode, third.json().code]).toEqual([409, 'request-in-progress']);
    gate.resolve();
    expect((await second).statusCode).toBe(201);
    expect(made.size).toBe(1);
  });
});
