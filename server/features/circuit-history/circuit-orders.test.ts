import { expect, it } from 'vitest';
import { createCircuitBoard } from '#server/observability/circuit-board.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createCircuitOrders } from './circuit-orders.ts';

const MINUTE = 60_000;

async function createCluster() {
  const clock = createSetClock('2026-11-21T12:00:00Z');
  const store = await openMemoryStore();
  const startInstance = () => {
    const circuits = createCircuitBoard({ clock, log: { info() {}, warn() {} } });
    const [mail, database] = ['mail', 'database'].map((name) =>
      createCircuitBreaker({ name, consecutiveFailures: 1, openFor: 60 * MINUTE }),
    ) as [ReturnType<typeof createCircuitBreaker>, ReturnType<typeof createCircuitBreaker>];
    circuits.watch(mail);
    circuits.watch(database);
    const orders = createCircuitOrders({ events: store.circuitEvents, circuits, clock });
    return { mail, orders };
  };
  return { clock, store, startInstance };
}

it('an isolation holds in every instance, also in one that starts later, and ends by itself', async () => {
  const { clock, startInstance } = await createCluster();
  const [here, there] = [startInstance(), startInstance()];
  await here.orders.isolate('mail', 30);
  expect([here.mail.state.kind, there.mail.state.kind]).toEqual(['isolated', 'closed']);
  await there.orders.follow();
  clock.advance(MINUTE);
  const late = startInstance();
  await late.orders.follow();
  expect([there, late].map(({ mail }) => mail.state.kind)).toEqual(['isolated', 'isolated']);
  expect(late.orders.heldUntil('mail')).toBe('2026-11-21T12:30:00.000Z');
  clock.advance(29 * MINUTE);
  for (const { orders, mail } of [here, there, late]) {
    await orders.follow();
    expect([mail.state.kind, orders.heldUntil('mail')]).toEqual(['half-open', null]);
  }
  const last = startInstance();
  await last.orders.follow();
  expect(last.mail.state.kind).toBe('closed');
});

it('an isolation that is renewed is not interrupted', async () => {
  const { clock, startInstance } = await createCluster();
  const { mail, orders } = startInstance();
  const states: string[] = [];
  mail.onTransition(({ to }) => states.push(to));
  await orders.isolate('mail', 10);
  await orders.isolate('mail', 60);
  clock.advance(30 * MINUTE);
  await orders.follow();
  expect(states).toEqual(['isolated']);
  expect(orders.heldUntil('mail')).toBe('2026-11-21T13:00:00.000Z');
  await orders.reset('mail');
  expect(states).toEqual(['isolated', 'half-open']);
});

it('a reset ends an isolation, and lets what was open be asked, once in each instance', async () => {
  const { clock, startInstance } = await createCluster();
  const [here, there] = [startInstance(), startInstance()];
  await here.orders.isolate('mail', 30);
  await there.mail.run(() => Promise.reject(new Error('away'))).catch(() => {});
  clock.advance(1_000);
  await here.orders.reset('mail');
  await there.orders.follow();
  for (const { mail } of [here, there]) {
    expect(mail.state.kind).toBe('half-open');
    await mail.run(() => Promise.reject(new Error('away'))).catch(() => {});
  }
  await there.orders.follow();
  expect(there.mail.state.kind).toBe('open');
  // The order is from before it started: what is open here was opened after that.
  clock.advance(1_000);
  const late = startInstance();
  await late.mail.run(() => Promise.reject(new Error('away'))).catch(() => {});
  await late.orders.follow();
  expect(late.mail.state.kind).toBe('open');
});

it('an isolation ends also while the database is away', async () => {
  const { clock, store, startInstance } = await createCluster();
  const { mail, orders } = startInstance();
  await orders.isolate('mail', 10);
  await store.close();
  clock.advance(10 * MINUTE);
  await expect(orders.follow()).rejects.toThrow();
  expect(mail.state.kind).toBe('half-open');
});

it('what nothing works without cannot be isolated, and what nobody knows neither', async () => {
  const { startInstance } = await createCluster();
  const { orders } = startInstance();
  await expect(orders.isolate('database', 1)).rejects.toMatchObject({ code: 'conflict' });
  await expect(orders.isolate('other', 1)).rejects.toMatchObject({ code: 'not-found' });
  await expect(orders.reset('other')).rejects.toMatchObject({ code: 'not-found' });
  await orders.reset('database');
});
