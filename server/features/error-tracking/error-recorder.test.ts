import { expect, it, onTestFinished } from 'vitest';
import { createIdSource } from '#server/ids.ts';
import { createErrorReporting } from '#server/observability/errors/error-reporting.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { createManualTime } from '#tests/support/manual-time.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { readDetails } from './error-details.ts';
import { createErrorRecorder } from './error-recorder.ts';
import { createErrorService } from './error-service.ts';

class Broken extends Error {
  override name = 'Broken';
}

async function setUp() {
  const time = createManualTime('2026-11-20T12:00:00.000Z');
  const store = await openMemoryStore();
  onTestFinished(() => store.close());
  const metrics = createMetrics();
  const logged: unknown[] = [];
  let isAway = false;
  const groups: typeof store.errorGroups = {
    ...store.errorGroups,
    find: (id) => (isAway ? Promise.reject(new Error('away')) : store.errorGroups.find(id)),
  };
  const tools = {
    timers: time.timers,
    metrics,
    log: { warn: (fields: object) => logged.push(fields) },
  };
  const newId = createIdSource(time.clock);
  const reporting = createErrorReporting({ clock: time.clock, newId, metrics, release: '1.2.3' });
  const recorder = createErrorRecorder({ groups, ...tools });
  reporting.tell(recorder.record, recorder.flush);
  const list = (state: 'open' | 'resolved') => store.errorGroups.list({ state, limit: 200 });
  const setAway = (value: boolean) => {
    isAway = value;
  };
  const service = createErrorService({ groups: store.errorGroups, clock: time.clock });
  return { time, store, metrics, reporting, recorder, logged, list, setAway, service };
}

function totalOf(metrics: ReturnType<typeof createMetrics>, name: string): number {
  const samples = [...metrics.families()].flatMap((family) => [...family.samples()]);
  return samples
    .filter((sample) => sample.name === name)
    .reduce((sum, { value }) => sum + value, 0);
}

it('writes a thousand of one kind as one, with whom it hit and the last five times', async () => {
  const { time, store, reporting, list } = await setUp();
  for (let number = 0; number < 1_000; number += 1) {
    const householdId = `01990000-0000-7000-8000-${String(number).padStart(12, '0')}`;
    reporting.report(new Broken(`at ${number}`), { requestId: `request-${number}`, householdId });
  }
  expect(await list('open')).toEqual([]);
  await time.pass(1_000);
  const [group, ...others] = await list('open');
  expect(others).toEqual([]);
  expect(group).toMatchObject({
    ...{ type: 'Broken', count: 1_000, householdCount: 100, release: '1.2.3', version: 1 },
    place: expect.stringMatching(/^server\/features\/error-tracking\/error-recorder\.test\.ts/),
  });
  const found = await store.errorGroups.find(group?.id ?? '');
  const { events } = readDetails(found?.details ?? '');
  expect(events.map(({ context }) => context.requestId)).toEqual(
    [999, 998, 997, 996, 995].map((number) => `request-${number}`),
  );
});

it('tells nothing of people', async () => {
  const { time, store, reporting, list } = await setUp();
  reporting.report(new Broken('no mail to ada@example.com at https://a.example/?token=abc'), {
    requestId: 'request-1',
    userId: 'Ada Lovelace',
    route: '/reset?token=secret',
  });
  await time.pass(1_000);
  const [group] = await list('open');
  const stored = JSON.stringify(await store.errorGroups.find(group?.id ?? ''));
  expect(stored).toContain('request-1');
  expect(stored).not.toMatch(/ada|Lovelace|token|secret/i);
});

it('keeps what could not be written, and writes it later', async () => {
  const { time, reporting, list, setAway, logged } = await setUp();
  const throwIt = () => reporting.report(new Broken('again'), {});
  setAway(true);
  throwIt();
  await time.pass(1_000);
  throwIt();
  await time.pass(2_000);
  expect(logged).not.toEqual([]);
  setAway(false);
  await time.pass(10_000);
  expect((await list('open')).map(({ count }) => count)).toEqual([2]);
});

it('lets only so many different ones wait, and counts the others', async () => {
  const { time, reporting, metrics, list } = await setUp();
  const letters = (number: number) =>
    [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  for (let number = 0; number < 230; number += 1) {
    reporting.report(new Broken(`kind ${letters(number)}`), {});
  }
  await time.pass(1_000);
  expect(await list('open')).toHaveLength(200);
  expect(totalOf(metrics, 'duetide_errors_left_out_total')).toBe(30);
  expect(totalOf(metrics, 'duetide_errors_total')).toBe(230);
});

it('opens again what was resolved, and says so, but not for what came before', async () => {
  const { time, reporting, recorder, list, service } = await setUp();
  const throwIt = () => reporting.report(new Broken('again'), {});
  throwIt();
  await time.pass(1_000);
  const [{ id } = { id: '' }] = await list('open');
  throwIt();
  await time.pass(500);
  await service.resolve(id);
  await recorder.flush();
  expect((await list('resolved')).map(({ count }) => count)).toEqual([2]);
  await time.pass(60_000);
  throwIt();
  await recorder.flush();
  expect(await list('resolved')).toEqual([]);
  const [group] = await list('open');
  expect(group).toMatchObject({
    count: 3,
    resolvedAt: '2026-11-20T12:00:01.500Z',
    reopenedAt: '2026-11-20T12:01:01.500Z',
  });
  expect((await service.reopen(id)).reopenedAt).toBe('2026-11-20T12:01:01.500Z');
  expect((await service.resolve(id)).reopenedAt).toBeNull();
});

it('loses nothing where several instances write the same at once', async () => {
  const { time, store, reporting, list } = await setUp();
  const others = Array.from({ length: 4 }, () =>
    createErrorRecorder({
      groups: store.errorGroups,
      timers: time.timers,
      metrics: createMetrics(),
      log: { warn() {} },
    }),
  );
  for (const { record, flush } of others) reporting.tell(record, flush);
  for (let round = 0; round < 3; round += 1) {
    reporting.report(new Broken('shared'), {});
    await Promise.all(others.map(({ flush }) => flush()));
  }
  await time.pass(1_000);
  expect((await list('open')).map(({ count }) => count)).toEqual([15]);
});

it('never throws, whatever is reported', async () => {
  const { time, reporting, list } = await setUp();
  const hostile = new Proxy(new Error('x'), {
    get() {
      throw new Error('no');
    },
  });
  for (const thrown of [hostile, null, 'text', { message: 'no error' }]) {
    expect(() => reporting.report(thrown, {})).not.toThrow();
  }
  await time.pass(1_000);
  expect((await list('open')).map(({ type }) => type).sort()).toEqual(['object', 'string']);
});

it('forgets what was not seen for 90 days', async () => {
  const { time, reporting, list, service } = await setUp();
  reporting.report(new Broken('old'), {});
  await time.pass(1_000);
  await time.pass(90 * 86_400_000 - 2_000);
  await service.purge();
  expect(await list('open')).toHaveLength(1);
  await time.pass(2_000);
  await service.purge();
  expect(await list('open')).toEqual([]);
});
