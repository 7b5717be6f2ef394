import { expect, it, onTestFinished } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import type { OwnFigures } from '#shared/schemas/history-schemas.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { createTestApp } from '#tests/support/test-app.ts';

async function open(config: Record<string, string>) {
  const server = await createTestApp({ config });
  onTestFinished(() => server.close());
  const operator = await server.signUp();
  const figures = async () => {
    const reply = await operator.api('GET', 'operator/instances/own');
    expect(reply.statusCode, reply.body).toBe(200);
    return reply.json<OwnFigures>();
  };
  return { server, operator, figures };
}

it('an instance tells what it counted itself, without a history', async () => {
  const { server, operator, figures } = await open({ HISTORY: 'off' });
  const begun = await figures();
  expect(begun).toMatchObject({
    isRecorded: false,
    instance: { id: 'a1b2c3d4e5f6', name: 'test-host' },
    lastMinute: { seconds: 0, errors: 0, requests: expect.any(Number) },
  });
  server.clock.advance(60_000);
  await figures();
  for (let request = 0; request < 20; request += 1) await operator.api('GET', 'categories');
  server.clock.advance(60_000);
  const { lastMinute, lastQuarter } = await figures();
  // The look before is one of them.
  expect(lastMinute).toMatchObject({ seconds: 60, requests: 21, errors: 0 });
  expect(lastMinute.p95).toBeGreaterThan(0);
  expect(lastQuarter).toMatchObject({ seconds: 120, requests: begun.lastQuarter.requests + 22 });
  server.clock.advance(20 * 60_000);
  await figures();
  server.clock.advance(60_000);
  const later = await figures();
  expect(later.lastMinute).toMatchObject({ seconds: 60, requests: 1 });
  expect(later.lastQuarter).toMatchObject({ seconds: 900 });
});

it('and that it is recorded, where it is; whoever is no operator is not told', async () => {
  const { server, figures } = await open({});
  expect(await figures()).toMatchObject({ isRecorded: true });
  const other = await server.signUp();
  expect((await other.api('GET', 'operator/instances/own')).statusCode).toBe(403);
});

it('also while the database is away, to an operator who was there before', async () => {
  const real = await openMemoryStore();
  let isAway = false;
  const refuse = async () => {
    throw new AppError('unavailable', { retryAfter: 1 });
  };
  const awayable = <Repository extends object>(repository: Repository): Repository =>
    new Proxy(repository, {
      get: (target, name) => (isAway ? refuse : Reflect.get(target, name)),
    });
  const store = {
    ...real,
    sessions: awayable(real.sessions),
    users: awayable(real.users),
    history: awayable(real.history),
    instances: awayable(real.instances),
  };
  const server = await createTestApp({ parts: { store } });
  onTestFinished(() => server.close());
  const operator = await server.signUp();
  await operator.api('GET', 'operator/instances/own');
  isAway = true;
  server.clock.advance(20 * 60_000);
  expect((await operator.api('GET', 'operator/instances')).statusCode).toBe(503);
  const reply = await operator.api('GET', 'operator/instances/own');
  expect(reply.statusCode).toBe(200);
  expect(reply.json<OwnFigures>().lastQuarter.errors).toBe(1);
});
