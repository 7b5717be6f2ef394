import { expect, it } from 'vitest';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createCircuitBoard } from './circuit-board.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';

it('row 8: counts every transition, and says since when and why', async () => {
  const clock = createSetClock('2026-11-21T12:00:00Z');
  const lines: string[] = [];
  const write = (_fields: object, message: string) => lines.push(message);
  const board = createCircuitBoard({ clock, log: { info: write, warn: write } });
  const cache = createCircuitBreaker({ name: 'cache', consecutiveFailures: 1, openFor: 0 });
  const mail = createCircuitBreaker({ name: 'mail' });
  board.watch(cache);
  board.watch(mail);
  clock.advance(1_000);
  const fail = () => cache.run(() => Promise.reject(new TypeError('secret'))).catch(() => {});
  await fail();
  await fail();
  clock.advance(1_000);
  await cache.run(async () => {});
  expect(board.list()).toEqual([
    {
      name: 'cache',
      state: 'closed',
      since: '2026-11-21T12:00:02.000Z',
      transitions: { closed: 1, open: 2, 'half-open': 2, isolated: 0 },
      lastChange: { at: '2026-11-21T12:00:02.000Z', cause: 'probes-succeeded', fault: null },
    },
    {
      name: 'mail',
      state: 'closed',
      since: '2026-11-21T12:00:00.000Z',
      transitions: { closed: 0, open: 0, 'half-open': 0, isolated: 0 },
      lastChange: null,
    },
  ]);
  expect(lines).toHaveLength(5);
  mail.isolate();
  expect(board.list()[1]).toMatchObject({ state: 'isolated', lastChange: { cause: 'isolated' } });
  await fail();
  expect(board.list()[0]?.lastChange).toMatchObject({ fault: 'TypeError' });
  expect(JSON.stringify(board.list())).not.toContain('secret');
});
