import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWaitingBudgets, type WaitingBudget } from '#server/resilience/waiting-budget.ts';
import { openHttpApp } from '#tests/support/http-app.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import type { Member } from './request-context.ts';

const ADA: Member = {
  userId: 'ada',
  sessionId: 's',
  userRole: 'user',
  householdId: 'h',
  role: 'owner',
  timeZone: 'UTC',
  baseCurrency: 'EUR',
};

/** Notes on which budget each part of a request runs. */
async function open({ isSessionKnown = false } = {}) {
  const clock = createSetClock('2026-11-20T12:00:00.000Z');
  const budgets = createWaitingBudgets({ limit: 1_500, monotonic: clock.now });
  const seen: { at: string; budget: WaitingBudget | undefined; left: number | undefined }[] = [];
  const look = (at: string) => {
    const budget = budgets.current();
    seen.push({ at, budget, left: budget?.left });
  };
  const { app } = await openHttpApp({
    logLevel: 'silent',
    waitingBudgets: budgets,
    sessions: {
      peek: () => (isSessionKnown ? ADA : undefined),
      async load() {
        look('session');
        await sleep(1);
        // Others may be those who ask: no call of this request's own.
        clock.advance(400);
        return ADA;
      },
    },
    registerRoutes(api) {
      api.post('/things', async (_request, reply) => {
        look('handler');
        await sleep(1);
        look('handler, later');
        return reply.send({});
      });
      api.get('/cached', {
        onRequest(_request, reply) {
          look('cache');
          reply.send({});
        },
        handler: () => ({}),
      });
    },
  });
  onTestFinished(() => app.close());
  return { app, seen };
}

const post = { method: 'POST', url: '/things', payload: { name: 'a' } } as const;

describe('row 33: a request', () => {
  it('has one budget, for its session and all that its handler does', async () => {
    const { app, seen } = await open();
    expect((await app.inject(post)).statusCode).toBe(200);
    const [first] = seen;
    expect(seen.map(({ at, left }) => [at, left])).toEqual([
      ['session', 1_500],
      ['handler', 1_100],
      ['handler, later', 1_100],
    ]);
    expect(seen.every(({ budget }) => budget === first?.budget)).toBe(true);
    expect(first?.budget?.isClosed).toBe(true);
  });

  it('keeps it while its body arrives in pieces', async () => {
    const { app, seen } = await open();
    const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    const pieces = new ReadableStream<Uint8Array>({
      async start(controller) {
        for (const piece of ['{"na', 'me":', '"a"}']) {
          controller.enqueue(new TextEncoder().encode(piece));
          await sleep(20);
        }
        controller.close();
      },
    });
    const reply = await fetch(new URL('/things', address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: pieces,
      duplex: 'half',
    });
    expect(reply.status).toBe(200);
    expect(new Set(seen.map(({ budget }) => budget)).size).toBe(1);
    expect(seen[0]?.budget).toBeDefined();
  });

  it('shares it with no other', async () => {
    const { app, seen } = await open();
    await Promise.all([app.inject(post), app.inject(post), app.inject(post)]);
    expect(new Set(seen.map(({ budget }) => budget)).size).toBe(3);
  });

  it('gets none where it is answered before the store is asked', async () => {
    const { app, seen } = await open({ isSessionKnown: true });
    expect((await app.inject('/cached')).statusCode).toBe(200);
    expect(seen).toEqual([{ at: 'cache', budget: undefined, left: undefined }]);
  });
});
