import { describe, expect, it, onTestFinished } from 'vitest';
import type { HistoryAnswer } from '#shared/schemas/history-schemas.ts';
import { createHistoryRig, DURATION, HEAP, REQUESTS } from '#tests/support/history-rig.ts';
import { createTestApp } from '#tests/support/test-app.ts';

const BEGIN = '2026-11-20T12:00:00.000Z';
const AT = Date.parse(BEGIN);
const iso = (seconds: number) => new Date(AT + seconds * 1_000).toISOString();

async function setUp() {
  const rig = await createHistoryRig(BEGIN);
  const server = await createTestApp({ now: BEGIN, parts: { store: rig.store, clock: rig.clock } });
  onTestFinished(() => server.close());
  const operator = await server.signUp();
  const history = async (query: string) => {
    const reply = await operator.api('GET', `operator/history?${query}`);
    expect(reply.statusCode, reply.body).toBe(200);
    return reply.json<HistoryAnswer>();
  };
  return { ...rig, server, operator, history };
}

describe('the history of a metric', () => {
  it('says what a counter grew by, null where nobody recorded and zero where nothing happened', async () => {
    const { instance, time, history } = await setUp();
    const one = instance('one');
    await time.pass(20_000);
    one.recorder.start();
    one.answer([0.1, 0.1]);
    await time.pass(10_000);
    await time.pass(10_000);
    const found = await history(`metric=${REQUESTS}&from=${BEGIN}&to=${iso(50)}`);
    expect(found).toEqual({
      metric: REQUESTS,
      type: 'counter',
      across: 'sum',
      step: 10,
      at: [0, 10, 20, 30, 40].map(iso),
      series: [{ labels: {}, values: [null, null, 2, 0, null] }],
      seriesLeftOut: 0,
    });
  });

  it('is by labels and of matching series only, the busiest first', async () => {
    const { instance, time, history } = await setUp();
    const one = instance('one');
    one.recorder.start();
    one.answer([0.1], { route: '/a' });
    one.answer([0.1], { route: '/a', status: '5xx' });
    one.answer([0.1, 0.2, 0.3], { route: '/b' });
    await time.pass(10_000);
    const time0 = `from=${BEGIN}&to=${iso(10)}`;
    const labelled = await history(`metric=${REQUESTS}&${time0}&by=route&by=method`);
    expect(labelled.series).toEqual([
      { labels: { route: '/b', method: 'GET' }, values: [3] },
      { labels: { route: '/a', method: 'GET' }, values: [2] },
    ]);
    const failed = await history(`metric=${REQUESTS}&${time0}&by=route&match=status:5xx`);
    expect(failed.series).toEqual([{ labels: { route: '/a' }, values: [1] }]);
    const none = await history(`metric=${REQUESTS}&${time0}&match=status:3xx`);
    expect(none.series).toEqual([{ labels: {}, values: [0] }]);
  });

  it('has quantiles of all instances in seconds, also of the whole time as one', async () => {
    const { instance, time, history } = await setUp();
    const both = [instance('one'), instance('two')];
    for (const each of both) each.recorder.start();
    both[0]?.answer(Array.from({ length: 98 }, () => 0.01));
    both[1]?.answer([2, 2]);
    await time.pass(10_000);
    both[1]?.answer([0.5]);
    await time.pass(10_000);
    const time0 = `from=${BEGIN}&to=${iso(20)}`;
    const { series, step } = await history(`metric=${DURATION}&${time0}`);
    expect([step, series[0]?.values]).toEqual([10, [100, 1]]);
    expect(series[0]?.quantiles?.p50[0]).toBeCloseTo(0.01, 3);
    expect(series[0]?.quantiles?.p99[0]).toBeGreaterThan(1.98);
    expect(series[0]?.quantiles?.p95[1]).toBeCloseTo(0.5, 2);
    expect(series[0]?.sums?.[0]).toBeCloseTo(4.98);
    const whole = await history(`metric=${DURATION}&${time0}&points=1`);
    expect([whole.at.length, whole.series[0]?.values]).toEqual([1, [101]]);
  });

  it('has the greatest value of a gauge, and of each instance where that is asked for', async () => {
    const { instance, time, history } = await setUp();
    const [one, two] = [instance('one'), instance('two')];
    for (const each of [one, two]) each.recorder.start();
    [one.heap, two.heap] = [5, 7];
    await time.pass(10_000);
    const query = `metric=${HEAP}&match=kind:used&from=${BEGIN}&to=${iso(20)}`;
    const greatest = await history(query);
    expect(greatest.across).toBe('max');
    expect(greatest.series).toEqual([{ labels: {}, values: [7, null], lows: [5, null] }]);
    expect((await history(`${query}&by=instance`)).series).toEqual([
      { labels: { instance: 'two' }, values: [7, null], lows: [7, null] },
      { labels: { instance: 'one' }, values: [5, null], lows: [5, null] },
    ]);
  });

  it('is never more than 400 points, and loses nothing where steps are longer or merged', async () => {
    const { instance, time, history, compaction } = await setUp();
    const one = instance('one');
    one.recorder.start();
    for (let minute = 0; minute < 90; minute += 1) {
      one.answer([0.1]);
      await time.pass(60_000);
      if (minute === 30 || minute === 70) await compaction.run();
    }
    for (const [seconds, step] of [
      [3_600, 10],
      [5_400, 20],
      [24 * 3_600, 300],
      [7 * 86_400, 1_800],
      [390 * 86_400, 86_400],
    ] as const) {
      const found = await history(
        `metric=${REQUESTS}&from=${iso(5_400 - seconds)}&to=${iso(5_400)}`,
      );
      expect(found.step).toBe(step);
      expect(found.at.length).toBeLessThanOrEqual(400);
      const sum = found.series[0]?.values.reduce<number>((all, value) => all + (value ?? 0), 0);
      expect([seconds, sum]).toEqual([seconds, seconds === 3_600 ? 60 : 90]);
    }
  });

  it('refuses what is not kept, in words', async () => {
    const { operator } = await setUp();
    const time0 = `from=${BEGIN}&to=${iso(20)}`;
    for (const [query, pointer] of [
      [`metric=duetide_moods_total&${time0}`, '/query/metric'],
      [`metric=${REQUESTS}&${time0}&by=weather`, '/query/by'],
      [`metric=${REQUESTS}&${time0}&match=weather:fine`, '/query/match'],
      [`metric=${REQUESTS}&${time0}&match=status`, '/query/match'],
      [`metric=${REQUESTS}&from=${iso(20)}&to=${BEGIN}`, '/query/to'],
      [`metric=${REQUESTS}&${time0}&points=401`, '/query/points'],
    ] as const) {
      const reply = await operator.api('GET', `operator/history?${query}`);
      expect([query, reply.statusCode]).toEqual([query, 422]);
      expect(reply.json().errors).toMatchObject([{ pointer }]);
    }
  });
});

describe('instances', () => {
  it('are told while they run and after, with their starts, stops and deploys', async () => {
    const { instance, time, operator, store } = await setUp();
    await store.instances.put({
      id: 'old',
      name: 'host',
      version: '0.9.0',
      node: '26.0.0',
      pid: 7,
      startedAt: iso(-7_200),
      lastSeenAt: iso(-3_600),
      stoppedAt: null,
    });
    const [one, two] = [instance('one'), instance('two')];
    one.recorder.start();
    await time.pass(20_000);
    two.recorder.start();
    await time.pass(10_000);
    await one.recorder.stop();
    const { items } = (await operator.api('GET', 'operator/instances')).json();
    const alive = items.map(({ id, isAlive }: { id: string; isAlive: boolean }) => [id, isAlive]);
    expect(alive).toEqual([
      // It answers, and so it is there, although it has not recorded that it is.
      ['a1b2c3d4e5f6', true],
      ['two', true],
      ['one', false],
      ['old', false],
    ]);
    expect(items[2]).toMatchObject({ stoppedAt: iso(30), name: 'host-one', version: '1.0.0' });
    const marks = await operator.api(
      'GET',
      `operator/history/marks?from=${iso(-5_000)}&to=${iso(60)}`,
    );
    expect(
      marks
        .json()
        .items.map((mark: Record<string, unknown>) => [
          mark.at,
          mark.kind,
          mark.instanceId,
          mark.isDeploy,
        ]),
    ).toEqual([
      [iso(-3_600), 'stop', 'old', false],
      [iso(0), 'start', 'one', true],
      [iso(0), 'start', 'two', false],
      [iso(0), 'start', 'a1b2c3d4e5f6', true],
      [iso(30), 'stop', 'one', false],
    ]);
  });

  it('and all of it is for the operator alone', async () => {
    const { server } = await setUp();
    const owner = await server.signUp();
    for (const path of [
      `history?metric=${REQUESTS}&from=${BEGIN}&to=${iso(9)}`,
      `history/marks?from=${BEGIN}&to=${iso(9)}`,
      'instances',
      'live',
    ]) {
      expect((await server.api('GET', `operator/${path}`)).statusCode).toBe(401);
      expect((await owner.api('GET', `operator/${path}`)).statusCode).toBe(403);
    }
  });
});
