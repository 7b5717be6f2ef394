import { expect, it } from 'vitest';
import { createIdSource } from '#server/ids.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { createBackground } from '#server/resilience/background.ts';
import { createRecordKeepers } from '#server/resilience/record-keeper.ts';
import { openCircuits } from '#server/wiring/open-circuits.ts';
import { TRANSITION_CAUSES } from '#shared/schemas/operation-schemas.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { recordCircuits } from './circuit-recorder.ts';

/** As the server puts it together: one circuit on the board, one of a host that a member chose. */
async function createRig() {
  const clock = createSetClock('2026-11-21T12:00:00Z');
  const lines: Record<string, unknown>[] = [];
  const write = (fields: object) => lines.push({ ...fields });
  const metrics = createMetrics();
  const circuits = openCircuits({ clock, metrics, log: { info: write, warn: write } });
  const store = await openMemoryStore();
  const background = createBackground({ error: write });
  const keepers = createRecordKeepers({
    background,
    metrics,
    log: { error: write },
    isWorthwhile: () => true,
  });
  const keeper = keepers.of('circuit-events', store.circuitEvents.insertNew);
  const record = () =>
    recordCircuits({
      circuits,
      newId: createIdSource(clock),
      instanceId: 'a1',
      keep: (event) => void keeper.add(event),
    });
  const stored = async () => {
    await background.settled();
    const everything = { from: '2000', to: '2100', turnsOnly: false, limit: 1_000 };
    return (await store.circuitEvents.list(everything)).reverse();
  };
  const counted = () =>
    [...metrics.families()]
      .filter(({ name }) => name === 'duetide_circuit_changes_total')
      .flatMap((family) => [...family.samples()])
      .reduce((sum, { value }) => sum + value, 0);
  return { clock, circuits, lines, record, stored, counted };
}

const fail = (error: Error) => () => Promise.reject(error);

it('row 8: every kind of transition is a line, a count and a stored event, one for one', async () => {
  const { clock, circuits, lines, record, stored, counted } = await createRig();
  let now = 0;
  const breaker = createCircuitBreaker({
    name: 'mail',
    monotonic: () => now,
    consecutiveFailures: 3,
    minimumCalls: 4,
  });
  const ofHost = createCircuitBreaker({ name: 'channel-ntfy', consecutiveFailures: 1 });
  circuits.watch(breaker);
  circuits.follow(ofHost);
  const cause = Object.assign(new Error('connect ECONNREFUSED smtp://u:secret@mail.example:25'), {
    name: 'SocketError',
  });
  const error = new TypeError('Sending to ada@example.com failed', { cause });
  const run = async (call: () => Promise<unknown>) => {
    clock.advance(1_000);
    await breaker.run(call).catch(() => {});
  };
  const well = async () => {};

  // Before anybody listens: nothing is lost.
  for (let times = 0; times < 3; times += 1) await run(fail(error));
  record();
  now += 1_000;
  await run(fail(error));
  now += 2_000;
  await run(well);
  for (const call of [well, fail(error), well, fail(error)]) await run(call);
  breaker.reset();
  await run(well);
  breaker.isolate()();
  await run(well);
  await ofHost.run(fail(new Error('https://home.example/secret'))).catch(() => {});

  const events = await stored();
  const facts = events.map(({ circuit, fromState: from, toState: to, cause: why, fault }) => ({
    circuit,
    from,
    to,
    cause: why,
    ...(fault === null ? {} : { fault }),
  }));
  expect(facts).toEqual(lines);
  expect(events).toHaveLength(counted());
  expect(new Set(facts.map((each) => each.cause))).toEqual(new Set(TRANSITION_CAUSES));
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
  expect(events[0]).toMatchObject({
    at: '2026-11-21T12:00:03.000Z',
    instanceId: 'a1',
    fault: 'TypeError',
    words: 'Sending to [mail] failed: connect ECONNREFUSED smtp://mail.example:25',
    isTurn: true,
  });
  expect(events.filter(({ isTurn }) => isTurn).map(({ toState }) => toState)).toEqual([
    'open',
    'closed',
    'open',
    'closed',
    'isolated',
    'half-open',
    'closed',
  ]);
  // What a member's own server says is between them and it.
  expect(events.at(-1)).toMatchObject({ circuit: 'channel-ntfy', words: null, isTurn: false });
});
