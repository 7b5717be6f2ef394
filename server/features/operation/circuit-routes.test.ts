import { expect, it, onTestFinished } from 'vitest';
import { createCircuitBoard } from '#server/observability/circuit-board.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createTestApp } from '#tests/support/test-app.ts';

it('the circuits of an instance are shown to the operator, and to nobody else', async () => {
  const clock = createSetClock('2026-11-21T12:00:00Z');
  const circuits = createCircuitBoard({ clock, log: { info() {}, warn() {} } });
  const database = createCircuitBreaker({ name: 'database', consecutiveFailures: 1 });
  circuits.watch(database);
  await database.run(() => Promise.reject(new TypeError('refused'))).catch(() => {});
  const server = await createTestApp({ parts: { circuits } });
  onTestFinished(() => server.close());
  const operator = await server.signUp();
  const owner = await server.signUp();
  expect((await server.api('GET', 'operator/circuits')).statusCode).toBe(401);
  expect((await owner.api('GET', 'operator/circuits')).statusCode).toBe(403);
  const reply = await operator.api('GET', 'operator/circuits');
  expect(reply.json()).toEqual({
    items: [
      {
        name: 'database',
        state: 'open',
        since: '2026-11-21T12:00:00.000Z',
        transitions: { closed: 0, open: 1, 'half-open': 0, isolated: 0 },
        lastChange: {
          at: '2026-11-21T12:00:00.000Z',
          cause: 'consecutive-failures',
          fault: 'TypeError',
        },
      },
    ],
    nextCursor: null,
  });
});
