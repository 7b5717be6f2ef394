import { describe, expect, it } from 'vitest';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { AppError } from '#shared/app-error.ts';
import { createBackground } from './background.ts';
import { createRecordKeepers } from './record-keeper.ts';

/** A store that can be away, and time that passes when the test says so. */
function createRig(most?: number) {
  const stored: number[] = [];
  const batches: number[] = [];
  const waits: number[] = [];
  const errors: string[] = [];
  let fault: Error | null = null;
  let retry: (() => void) | null = null;
  const log = { error: (_fields: object, message: string) => errors.push(message) };
  const background = createBackground(log);
  const metrics = createMetrics();
  const keepers = createRecordKeepers({
    background,
    metrics,
    log,
    isWorthwhile: (error) => error instanceof AppError,
    schedule(task, milliseconds) {
      waits.push(milliseconds);
      retry = task;
      return () => {
        retry = null;
      };
    },
    ...(most === undefined ? {} : { most }),
  });
  const keeper = keepers.of<number>('things', async (rows) => {
    if (fault) throw fault;
    batches.push(rows.length);
    stored.push(...rows);
  });
  const read = (name: string) =>
    [...metrics.families()]
      .flatMap((family) => [...family.samples()])
      .find((sample) => sample.name === name)?.value;
  return {
    keeper,
    keepers,
    background,
    stored,
    batches,
    waits,
    errors,
    setFault: (error: Error | null) => {
      fault = error;
    },
    async passWait() {
      const task = retry;
      retry = null;
      task?.();
      await background.settled();
    },
    isWaiting: () => retry !== null,
    lost: () => read('duetide_records_lost_total'),
    waiting: () => read('duetide_records_waiting'),
  };
}

const away = new AppError('unavailable');
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('what happened', () => {
  it('is stored when it is said to be, in order', async () => {
    const rig = createRig();
    expect([rig.lost(), rig.waiting()]).toEqual([0, 0]);
    await rig.keeper.add(1);
    expect(rig.stored).toEqual([1]);
    await Promise.all([rig.keeper.add(2), rig.keeper.add(3)]);
    expect(rig.stored).toEqual([1, 2, 3]);
    expect([rig.lost(), rig.waiting()]).toEqual([0, 0]);
  });

  it('waits while the store is away, ever longer, and is stored once, in order, when it is back', async () => {
    const rig = createRig();
    rig.setFault(away);
    for (const number of numbers(250)) await rig.keeper.add(number);
    expect(rig.waiting()).toBe(250);
    for (let attempt = 0; attempt < 5; attempt += 1) await rig.passWait();
    expect(rig.waits).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    rig.setFault(null);
    await rig.passWait();
    expect(rig.stored).toEqual(numbers(250));
    expect(Math.max(...rig.batches)).toBeLessThanOrEqual(100);
    expect([rig.lost(), rig.waiting(), rig.isWaiting()]).toEqual([0, 0, false]);
    await rig.keeper.add(250);
    rig.setFault(away);
    await rig.keeper.add(251);
    expect(rig.waits.at(-1)).toBe(500);
  });

  it('takes no more memory than it may: the oldest is given up, and counted', async () => {
    const rig = createRig(10);
    rig.setFault(away);
    for (const number of numbers(25)) await rig.keeper.add(number);
    expect([rig.lost(), rig.waiting()]).toEqual([15, 10]);
    rig.setFault(null);
    await rig.passWait();
    expect(rig.stored).toEqual(numbers(25).slice(15));
  });

  it('holds nothing up that can be stored when it cannot be itself', async () => {
    const rig = createRig();
    rig.setFault(new TypeError('refused'));
    await rig.keeper.add(1);
    rig.setFault(null);
    await rig.keeper.add(2);
    expect(rig.stored).toEqual([2]);
    expect([rig.lost(), rig.errors]).toEqual([1, ['records could not be stored']]);
  });

  it('is tried a last time at the end, and counted if that fails', async () => {
    const rig = createRig();
    rig.setFault(away);
    await rig.keeper.add(1);
    rig.setFault(null);
    await rig.keepers.close();
    expect([rig.stored, rig.isWaiting()]).toEqual([[1], false]);

    const unlucky = createRig();
    unlucky.setFault(away);
    await unlucky.keeper.add(1);
    await unlucky.keepers.close();
    expect([unlucky.stored, unlucky.lost(), unlucky.isWaiting()]).toEqual([[], 1, false]);
  });

  it('is stored also when it is said at the moment when something else was stored', async () => {
    const { keepers, background } = createRig();
    const stored: string[] = [];
    let second: Promise<void> = Promise.resolve();
    for (let moments = 0; moments < 12; moments += 1) {
      const keeper = keepers.of<string>(`things ${moments}`, async (rows) => {
        stored.push(...rows);
        if (!rows.includes(`first ${moments}`)) return;
        second = (async () => {
          for (let moment = 0; moment < moments; moment += 1) await Promise.resolve();
          await keeper.add(`second ${moments}`);
        })();
      });
      await keeper.add(`first ${moments}`);
      await second;
      await background.settled();
      expect(stored.splice(0)).toEqual([`first ${moments}`, `second ${moments}`]);
    }
  });
});
