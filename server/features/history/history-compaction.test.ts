import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '#server/adapters/store/store.ts';
import { createHistoryRig, DURATION, HEAP, REQUESTS } from '#tests/support/history-rig.ts';
import type { HistoryLevel } from './history-repository.ts';
import { unpackRollup } from './rollup-codec.ts';

const BEGIN = '2026-11-20T12:00:00.000Z';
const AT = Date.parse(BEGIN);
const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000] as const;
const FAR = AT + 1_000 * DAY;

async function setUp(change?: (store: Store) => Store) {
  const rig = await createHistoryRig(BEGIN, change);
  onTestFinished(() => rig.close());
  const stored = async (level: HistoryLevel, view = 'summary') =>
    (await rig.store.history.list(level, view, 0, FAR)).map(({ content, ...facts }) => ({
      ...facts,
      ...unpackRollup(content),
    }));
  const total = (rows: Awaited<ReturnType<typeof stored>>) =>
    rows.reduce((sum, { counters }) => sum + (counters[`${REQUESTS}\t2xx`] ?? 0), 0);
  return { ...rig, stored, total };
}

describe('ten seconds become minutes, hours and days', () => {
  it('of all instances, with everything in them, however often it runs', async () => {
    const { instance, time, compaction, stored, total } = await setUp();
    const both = [instance('one'), instance('two')];
    for (const each of both) each.recorder.start();
    for (let step = 0; step < 20; step += 1) {
      for (const [at, each] of both.entries()) {
        each.answer([0.1 * (at + 1)]);
        each.heap = step * (at + 1);
      }
      await time.pass(10 * SECOND);
      if (step % 7 === 3) await compaction.run();
    }
    await compaction.run();
    const once = await Promise.all((['1m', '1h', '7d'] as const).map((level) => stored(level)));
    for (let again = 0; again < 3; again += 1) await compaction.run();
    const twice = await Promise.all((['1m', '1h', '7d'] as const).map((level) => stored(level)));
    expect(twice).toEqual(once);
    expect(once.map(total)).toEqual([40, 40, 40]);
    const [minutes = [], hours = [], days = []] = once;
    expect(minutes.map(({ at, weight }) => [at - AT, weight])).toEqual([
      [0, 12],
      [MINUTE, 12],
      [2 * MINUTE, 12],
      [3 * MINUTE, 4],
    ]);
    expect(hours.map(({ at, weight, instanceId }) => [at - AT, weight, instanceId])).toEqual([
      [0, 40, ''],
    ]);
    expect(days).toHaveLength(1);
    const [perInstance] = await stored('1h', 'instances');
    expect(perInstance?.gauges).toEqual({
      [`${HEAP}\tone\tused`]: [0, 19, 19],
      [`${HEAP}\ttwo\tused`]: [0, 38, 38],
    });
  });

  it('the same after it was killed anywhere in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 5 }),
        async (kills) => {
          let left = Number.POSITIVE_INFINITY;
          const { instance, time, compaction, stored, total } = await setUp((store) => ({
            ...store,
            history: {
              ...store.history,
              async put(rollups) {
                if (rollups.some(({ level }) => level !== '10s')) left -= 1;
                if (left < 0) throw new Error('killed');
                await store.history.put(rollups);
              },
            },
          }));
          const one = instance('one');
          one.recorder.start();
          for (const kill of kills) {
            one.answer([0.1]);
            await time.pass(25 * MINUTE);
            left = kill;
            await compaction.run().catch(() => {});
            left = Number.POSITIVE_INFINITY;
          }
          await compaction.run();
          for (const level of ['1m', '10m', '1h', '1d', '7d'] as const) {
            expect(total(await stored(level))).toBe(kills.length);
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  it('with what an instance stores late, as it had to wait for the database', async () => {
    let isAway = false;
    const { instance, time, compaction, stored, total } = await setUp((store) => ({
      ...store,
      history: {
        ...store.history,
        async put(rollups) {
          if (isAway && rollups.some(({ instanceId }) => instanceId === 'late')) {
            throw new Error('away');
          }
          await store.history.put(rollups);
        },
      },
    }));
    const [one, late] = [instance('one'), instance('late')];
    one.recorder.start();
    late.recorder.start();
    isAway = true;
    for (let minute = 0; minute < 20; minute += 1) {
      one.answer([0.1]);
      late.answer([0.1]);
      await time.pass(MINUTE);
      if (minute % 5 === 4) await compaction.run();
    }
    expect(total(await stored('1m'))).toBe(20);
    isAway = false;
    await time.pass(10 * SECOND);
    await compaction.run();
    for (const level of ['1m', '10m', '1h', '1d', '7d'] as const) {
      expect(total(await stored(level))).toBe(40);
    }
  });

  it('also after days in which it did not run', async () => {
    const { instance, time, compaction, stored, total } = await setUp();
    const one = instance('one');
    for (let hour = 0; hour < 40; hour += 1) {
      one.answer([0.1]);
      await one.recorder.record();
      await time.pass(HOUR);
    }
    await compaction.run();
    expect(total(await stored('1h'))).toBe(40);
    expect(total(await stored('1d'))).toBe(40);
  });

  it('and two at once come to the same', async () => {
    const { instance, time, compaction, stored, total } = await setUp();
    const one = instance('one');
    one.recorder.start();
    one.answer([0.1, 0.2]);
    await time.pass(10 * MINUTE);
    await Promise.all([compaction.run(), compaction.run()]);
    expect(total(await stored('1m'))).toBe(2);
    expect(total(await stored('1d'))).toBe(2);
  });
});

describe('what is old is forgotten', () => {
  it('after 2 days, 30 days and 13 months, and what is longer stays', async () => {
    const { instance, time, compaction, stored, total, store, reader } = await setUp();
    const one = instance('one');
    one.answer([0.1, 0.2]);
    await one.recorder.record();
    await compaction.run();
    const counts = async () => {
      await compaction.run();
      const levels = ['10s', '1m', '1h', '1d'] as const;
      return Promise.all(levels.map(async (level) => total(await stored(level))));
    };
    await time.pass(47 * HOUR);
    expect(await counts()).toEqual([2, 2, 2, 2]);
    await time.pass(2 * HOUR);
    expect(await counts()).toEqual([0, 2, 2, 2]);
    await time.pass(29 * DAY);
    expect(await counts()).toEqual([0, 0, 2, 2]);
    expect(await reader.count(DURATION, {}, AT - DAY, AT + 40 * DAY)).toBe(2);
    await time.pass(360 * DAY);
    expect(await counts()).toEqual([0, 0, 2, 2]);
    expect(await store.instances.list(BEGIN, 9)).toHaveLength(1);
    await time.pass(20 * DAY);
    expect(await counts()).toEqual([0, 0, 0, 0]);
    expect(await store.instances.list(BEGIN, 9)).toEqual([]);
  });

  it('and it stops between two steps when it is told to', async () => {
    const { instance, compaction, stored } = await setUp();
    const one = instance('one');
    one.answer([0.1]);
    await one.recorder.record();
    await expect(compaction.run(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    expect(await stored('1m')).toEqual([]);
  });
});
