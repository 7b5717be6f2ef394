import { describe, expect, it } from 'vitest';
import { createManualTime } from '#tests/support/manual-time.ts';
import { keepLease } from './lease-keeper.ts';
import { pause } from './timers.ts';

const LEASE = 30_000;

function keep(renew: () => Promise<boolean>) {
  const time = createManualTime('2026-11-20T12:00:00.000Z');
  const renewals: number[] = [];
  const losses: number[] = [];
  const now = () => time.timers.monotonic();
  const stop = keepLease({
    lease: LEASE,
    timers: time.timers,
    renew() {
      renewals.push(now());
      return renew();
    },
    onLost: () => losses.push(now()),
  });
  return { time, renewals, losses, stop };
}

describe('keeping a lease', () => {
  it('renews three times in its length until it is told to stop', async () => {
    const { time, renewals, losses, stop } = keep(async () => true);
    await time.pass(60_000);
    expect(renewals).toEqual([10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
    stop();
    await time.pass(600_000);
    expect([renewals.length, losses]).toEqual([6, []]);
  });

  it('is over at once when somebody else has it', async () => {
    let isOurs = true;
    const { time, renewals, losses } = keep(async () => isOurs);
    await time.pass(15_000);
    isOurs = false;
    await time.pass(600_000);
    expect(renewals).toEqual([10_000, 20_000]);
    expect(losses).toEqual([20_000]);
  });

  it('survives a store that is away for less than a lease, asking every second', async () => {
    let isAway = true;
    const { time, renewals, losses } = keep(async () => {
      if (isAway) throw new Error('away');
      return true;
    });
    await time.pass(25_000);
    expect(renewals.slice(0, 3)).toEqual([10_000, 11_000, 12_000]);
    isAway = false;
    await time.pass(100_000);
    expect(losses).toEqual([]);
  });

  it('is lost before it ends where the store stays away', async () => {
    const { time, losses } = keep(() => Promise.reject(new Error('away')));
    await time.pass(600_000);
    expect(losses).toHaveLength(1);
    expect(losses[0]).toBeLessThanOrEqual(LEASE);
    expect(losses[0]).toBeGreaterThan(LEASE - 2_000);
  });

  it('is lost when it would end where the store does not answer at all', async () => {
    const { time, losses } = keep(() => new Promise(() => {}));
    await time.pass(600_000);
    expect(losses).toEqual([LEASE]);
  });

  it('knows nothing of the system’s time', async () => {
    const { time, renewals, losses } = keep(async () => true);
    time.jump(3_600_000);
    await time.pass(10_000);
    time.jump(-7_200_000);
    await time.pass(10_000);
    expect([renewals, losses]).toEqual([[10_000, 20_000], []]);
  });

  it('asks also after a pause of the whole machine in which it would have ended', async () => {
    const time = createManualTime('2026-11-20T12:00:00.000Z');
    let late = 0;
    const losses: unknown[] = [];
    keepLease({
      lease: LEASE,
      timers: { ...time.timers, monotonic: () => time.timers.monotonic() + late },
      async renew() {
        await pause(time.timers, 200);
        return true;
      },
      onLost: () => losses.push('lost'),
    });
    late = 3_600_000;
    await time.pass(60_000);
    expect(losses).toEqual([]);
  });
});
