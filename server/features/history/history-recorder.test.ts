import { describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '#server/adapters/store/store.ts';
import { AppError } from '#shared/app-error.ts';
import { createHistoryRig, DURATION, HEAP, REQUESTS } from '#tests/support/history-rig.ts';

const BEGIN = '2026-11-20T12:00:00.000Z';
const AT = Date.parse(BEGIN);
const SECOND = 1_000;

async function setUp(change?: (store: Store) => Store) {
  const rig = await createHistoryRig(BEGIN, change);
  onTestFinished(() => rig.close());
  return rig;
}

describe('what an instance counts', () => {
  it('is stored every ten seconds of the clock, as what it grew by', async () => {
    const { instance, time, reader } = await setUp();
    const one = instance('one');
    one.recorder.start();
    one.answer([0.1]);
    await time.pass(10 * SECOND);
    one.answer([0.2, 0.3]);
    await time.pass(10 * SECOND);
    await time.pass(10 * SECOND);
    const sums = await Promise.all(
      [0, 10, 20].map((from) =>
        reader.sum(REQUESTS, {}, AT + from * SECOND, AT + (from + 10) * SECOND),
      ),
    );
    expect(sums).toEqual([1, 2, 0]);
    expect(await reader.count(DURATION, {}, AT, AT + 30 * SECOND)).toBe(3);
  });

  it('counts from zero, so that the first event after the start is there', async () => {
    const { instance, reader } = await setUp();
    const one = instance('one');
    one.answer([0.1], { status: '5xx' });
    await one.recorder.record();
    expect(await reader.sum(REQUESTS, { status: '5xx' }, AT - 10 * SECOND, AT)).toBe(1);
  });

  it('is told by the labels that are asked for, from the view that has them', async () => {
    const { instance, reader } = await setUp();
    const one = instance('one');
    one.answer([0.1, 0.1], { route: '/a' });
    one.answer([0.1], { route: '/b', status: '5xx' });
    await one.recorder.record();
    const sum = (match: Record<string, string>) => reader.sum(REQUESTS, match, AT - 10_000, AT);
    expect(await sum({})).toBe(3);
    expect(await sum({ status: '5xx' })).toBe(1);
    expect(await sum({ route: '/a' })).toBe(2);
    expect(await sum({ route: '/b', status: '2xx' })).toBe(0);
    expect(await sum({ instance: 'one' })).toBe(3);
    await expect(sum({ weather: 'fine' })).rejects.toThrow(TypeError);
    await expect(reader.sum('duetide_moods_total', {}, AT, AT)).rejects.toThrow(TypeError);
  });

  it('is what a gauge stood at last, in each instance', async () => {
    const { instance, time, reader } = await setUp();
    const [one, two] = [instance('one'), instance('two')];
    for (const each of [one, two]) each.recorder.start();
    [one.heap, two.heap] = [5, 7];
    await time.pass(10 * SECOND);
    one.heap = 4;
    await time.pass(10 * SECOND);
    await two.recorder.stop();
    one.heap = 3;
    await time.pass(10 * SECOND);
    expect(await reader.newest(HEAP, { kind: 'used' }, AT)).toEqual([
      { instanceId: 'one', at: AT + 20 * SECOND, value: 3 },
      { instanceId: 'two', at: AT + 20 * SECOND, value: 7 },
    ]);
    expect(await reader.newest(HEAP, { kind: 'limit' }, AT)).toEqual([]);
  });

  it('is stored to the last when it stops, with the end of the instance', async () => {
    const { instance, time, reader, store } = await setUp();
    const one = instance('one');
    one.recorder.start();
    await time.pass(10 * SECOND);
    one.answer([0.1]);
    await time.pass(2 * SECOND);
    await one.recorder.stop();
    expect(await reader.sum(REQUESTS, {}, AT, AT + 60 * SECOND)).toBe(1);
    const stoppedAt = '2026-11-20T12:00:12.000Z';
    expect(await store.instances.list(BEGIN, 9)).toMatchObject([{ id: 'one', stoppedAt }]);
    one.answer([0.1]);
    await time.pass(60 * SECOND);
    expect(await reader.sum(REQUESTS, {}, AT, AT + 90 * SECOND)).toBe(1);
  });

  it('waits while the clock that was put back comes to where it was', async () => {
    const { instance, time, reader } = await setUp();
    const one = instance('one');
    one.recorder.start();
    await time.pass(30 * SECOND);
    time.jump(-15 * SECOND);
    one.answer([0.1]);
    await time.pass(60 * SECOND);
    expect(await reader.sum(REQUESTS, {}, AT, AT + 90 * SECOND)).toBe(1);
  });
});

describe('while the database is away', () => {
  function awayStore() {
    const away = { is: false };
    const change = (store: Store): Store => ({
      ...store,
      history: {
        ...store.history,
        async put(rollups) {
          if (away.is) throw new AppError('unavailable');
          await store.history.put(rollups);
        },
      },
    });
    return { away, change };
  }

  it('rollups wait, and are stored at their time', async () => {
    const { away, change } = awayStore();
    const { instance, time, reader, warnings } = await setUp(change);
    const one = instance('one');
    one.recorder.start();
    away.is = true;
    for (let step = 0; step < 12; step += 1) {
      one.answer([0.1]);
      await time.pass(10 * SECOND);
    }
    expect(await reader.sum(REQUESTS, {}, AT, AT + 120 * SECOND)).toBe(0);
    expect(warnings).toEqual(['the history waits for the database']);
    away.is = false;
    await time.pass(10 * SECOND);
    expect(await reader.sum(REQUESTS, {}, AT, AT + 20 * SECOND)).toBe(2);
    expect(await reader.sum(REQUESTS, {}, AT, AT + 130 * SECOND)).toBe(12);
  });

  it('a server that ends does not wait for it', async () => {
    const { instance, warnings } = await setUp((store) => ({
      ...store,
      history: { ...store.history, put: () => new Promise(() => {}) },
    }));
    const one = instance('one');
    one.answer([0.1]);
    await one.recorder.stop();
    expect(warnings).toEqual(['the end of the history is not stored']);
  });

  it('the oldest are dropped after half an hour, which is counted', async () => {
    const { away, change } = awayStore();
    const { instance, time, store } = await setUp(change);
    const one = instance('one');
    one.recorder.start();
    away.is = true;
    await time.pass(3 * 60 * 60 * SECOND);
    away.is = false;
    await time.pass(10 * SECOND);
    const kept = await store.history.list('10s', 'instances', 0, AT + 1e9);
    expect(kept.length).toBeGreaterThanOrEqual(180);
    expect(kept.length).toBeLessThan(800);
    expect(kept.at(-1)?.at).toBe(AT + 3 * 60 * 60 * SECOND);
    const dropped = [...one.metrics.families()].find(
      ({ name }) => name === 'duetide_history_dropped_total',
    );
    expect([...(dropped?.series() ?? [])][0]?.value).toBeGreaterThan(0);
  });
});
