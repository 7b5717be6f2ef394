import { expect, it, onTestFinished } from 'vitest';
import { createCircuitBoard } from '#server/observability/circuit-board.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { sampleCircuitEvent } from '#tests/support/sample-records.ts';
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
        heldUntil: null,
        mayIsolate: false,
      },
    ],
    nextCursor: null,
  });
});

/** With a mail circuit that has just failed at 12:00, as its operator sees it. */
async function createFailedMail() {
  const clock = createSetClock('2026-11-21T12:00:00Z');
  const circuits = createCircuitBoard({ clock, log: { info() {}, warn() {} } });
  const mail = createCircuitBreaker({ name: 'mail', consecutiveFailures: 1, openFor: 9e9 });
  circuits.watch(mail);
  const server = await createTestApp({ parts: { circuits, clock } });
  onTestFinished(() => server.close());
  const operator = await server.signUp();
  await mail.run(() => Promise.reject(new Error('connect ECONNREFUSED'))).catch(() => {});
  await server.settled();
  const history = async (query: string) => {
    const reply = await operator.api('GET', `operator/circuits/history?${query}`);
    return { status: reply.statusCode, ...reply.json() };
  };
  return { clock, mail, operator, server, history };
}

it('what happened is told as a timeline and as events, from what every instance stored', async () => {
  const { clock, mail, server, history } = await createFailedMail();
  clock.advance(60_000);
  mail.reset();
  await mail.run(async () => {});
  await server.settled();
  clock.advance(60_000);
  const day = 'from=2026-11-21T11:59:00Z&to=2026-11-22T12:00:00%2B01:00';
  const found = await history(day);
  expect(found).toMatchObject({
    from: '2026-11-21T11:59:00.000Z',
    to: '2026-11-21T12:02:00.000Z',
    knownFrom: '2026-11-21T11:59:00.000Z',
    timelines: [
      {
        name: 'mail',
        trips: 1,
        openSeconds: 60,
        isolatedSeconds: 0,
        spans: [
          { state: 'closed', to: '2026-11-21T12:00:00.000Z' },
          { state: 'open', to: '2026-11-21T12:01:00.000Z' },
          { state: 'closed', to: '2026-11-21T12:02:00.000Z' },
        ],
      },
    ],
    items: [
      { circuit: 'mail', to: 'closed', cause: 'probes-succeeded', fault: null, words: null },
      { to: 'open', fault: 'Error', words: 'connect ECONNREFUSED', instanceId: 'a1b2c3d4e5f6' },
    ],
    nextCursor: null,
  });
  expect((await history(`${day}&every=change`)).items).toHaveLength(3);
  expect(await history(`${day}&name=cache`)).toMatchObject({ timelines: [], items: [] });
  const first = await history(`${day}&every=change&limit=2`);
  const second = await history(`${day}&every=change&limit=2&cursor=${first.nextCursor}`);
  expect(second).toMatchObject({ timelines: [], items: [{ to: 'open' }], nextCursor: null });
  const since = await history('from=2026-11-21T12:00:30Z&to=2026-11-21T12:00:45Z');
  expect(since).toMatchObject({ items: [], timelines: [{ openSeconds: 15, trips: 0 }] });
  expect(await history('from=2026-11-21T13:00:00Z&to=2026-11-21T14:00:00Z')).toMatchObject({
    status: 422,
  });
  expect(await history(`${day}&cursor=x`)).toMatchObject({ status: 422 });
});

it('an operator isolates a circuit for a while, and resets it', async () => {
  const { mail, operator } = await createFailedMail();
  const isolated = await operator.api('POST', 'operator/circuits/mail/isolate', { minutes: 30 });
  expect(isolated.json()).toMatchObject({
    name: 'mail',
    state: 'isolated',
    heldUntil: '2026-11-21T12:30:00.000Z',
    mayIsolate: true,
  });
  const reset = await operator.api('POST', 'operator/circuits/mail/reset', {});
  expect(reset.json()).toMatchObject({ state: 'half-open', heldUntil: null });
  expect(mail.state.kind).toBe('half-open');
  const unknown = await operator.api('POST', 'operator/circuits/other/reset', {});
  expect(unknown.statusCode).toBe(404);
  const tooLong = await operator.api('POST', 'operator/circuits/mail/isolate', { minutes: 1_441 });
  expect(tooLong.statusCode).toBe(422);
});

it('a circuit is not open for ever where the instance ended that saw it fail', async () => {
  const { clock, server, history } = await createFailedMail();
  const { circuitEvents, instances } = server.store;
  const event = sampleCircuitEvent({ circuit: 'database', at: '2026-11-21T12:10:00.000Z' });
  const of = ['stopped', 'silent', 'alive'];
  await circuitEvents.insertNew(
    of.map((instanceId) => ({ ...event, id: instanceId, circuit: instanceId, instanceId })),
  );
  clock.advance(60 * 60_000);
  const seen = { stopped: '12:20', silent: '12:30', alive: '12:59' };
  for (const [id, time] of Object.entries(seen)) {
    const lastSeenAt = `2026-11-21T${time}:30.000Z`;
    const stoppedAt = id === 'stopped' ? lastSeenAt : null;
    const facts = { name: 'host', version: '1.0.0', node: '26.0.0', pid: 7 };
    await instances.put({ id, ...facts, startedAt: lastSeenAt, lastSeenAt, stoppedAt });
  }
  const { timelines } = await history('from=2026-11-21T12:00:00Z&to=2026-11-21T14:00:00Z');
  const openFor = (name: string) =>
    timelines.find((each: { name: string }) => each.name === name).openSeconds / 60;
  expect(of.map(openFor)).toEqual([10.5, 20.5, 50]);
});
