import { afterEach, beforeEach, expect, it } from 'vitest';
import type { App } from '#server/http/app-instance.ts';
import { AppError } from '#shared/app-error.ts';
import { eventually } from '#tests/support/eventually.ts';
import { openHttpApp } from '#tests/support/http-app.ts';
import { wakeReminders } from './wake-reminders.ts';

const MEMBER = {
  userId: 'ada',
  sessionId: 'session',
  userRole: 'user',
  householdId: 'home',
  role: 'admin',
  timeZone: 'UTC',
  baseCurrency: 'EUR',
} as const;

let app: App;
let events: string[];
let letWakeEnd: () => void;

beforeEach(async () => {
  events = [];
  ({ app } = await openHttpApp({
    member: MEMBER,
    registerRoutes(api) {
      let isFirst = true;
      const { promise, resolve } = Promise.withResolvers<void>();
      letWakeEnd = resolve;
      wakeReminders(api, async (householdId) => {
        events.push(`wake ${householdId}`);
        if (isFirst) await promise;
        isFirst = false;
        events.push('woken');
      });
      const handle = async () => {
        events.push('handled');
        return { isDone: true };
      };
      api.get('/things', handle);
      api.post('/things', handle);
      api.post('/refused', async () => {
        throw new AppError('conflict');
      });
    },
  }));
});
afterEach(() => app.close());

it('acknowledges no change before it is sure that the household is looked at', async () => {
  const answered = app.inject({ method: 'POST', url: '/things' }).then((reply) => {
    events.push('answered');
    return reply;
  });
  await eventually('the handler is done', 5_000, () => events.includes('handled'));
  letWakeEnd();
  expect((await answered).statusCode).toBe(200);
  expect(events.slice(0, 3)).toEqual(['wake home', 'handled', 'woken']);
});

it('wakes again after the answer, for what the first one came too early for', async () => {
  letWakeEnd();
  await app.inject({ method: 'POST', url: '/things' });
  await eventually('woken again', 5_000, () => events.length === 5);
  expect(events).toEqual(['wake home', 'woken', 'handled', 'wake home', 'woken']);
});

it('does not wake again for what was refused', async () => {
  letWakeEnd();
  expect((await app.inject({ method: 'POST', url: '/refused' })).statusCode).toBe(409);
  await app.inject('/things');
  expect(events).toEqual(['wake home', 'woken', 'handled']);
});

it('wakes nobody for reading', async () => {
  await app.inject('/things');
  await app.inject({ method: 'HEAD', url: '/things' });
  expect(events).toEqual(['handled', 'handled']);
});
