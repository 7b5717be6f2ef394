import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Store } from '#server/adapters/store/store.ts';
import { createJobRig, type JobRig } from '#tests/support/job-rig.ts';
import type { ManualTime } from '#tests/support/manual-time.ts';
import { defineJob, type JobSchedule } from './job-definition.ts';
import { handleJob, type JobRun } from './job-kind.ts';
import type { JobRepository } from './job-repository.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const hourly: JobSchedule = { cron: '30 * * * *', timeZone: 'UTC', missed: 'run-once' };

interface Instance extends JobRig {
  runs: JobRun[];
}

/** At midday of 20 November 2026, or where another instance is. */
async function setUp(
  schedule: JobSchedule = hourly,
  beside: { store?: Store; time?: ManualTime; jobs?: JobRepository } = {},
  handler: (run: JobRun) => Promise<void> = async () => {},
): Promise<Instance> {
  const runs: JobRun[] = [];
  const definition = defineJob({
    name: 'count',
    payload: z.strictObject({}),
    schedule,
    retry: { attempts: 2, shortestWait: 90_000, longestWait: 90_000 },
  });
  const kind = handleJob(definition, async (run) => {
    runs.push(run);
    await handler(run);
  });
  return Object.assign(await createJobRig({ kinds: [kind], ...beside }), { runs });
}

const times = (instance: Instance) => instance.runs.map(({ scheduledFor }) => scheduledFor);

async function statesOf({ desk }: Instance): Promise<string[]> {
  const rows = await desk.runs({ kind: 'count', limit: 99 });
  return rows.map(({ scheduledFor, state }) => `${scheduledFor.slice(11, 16)} ${state}`).reverse();
}

describe('a schedule', () => {
  it('runs at its instants, and shows the next run before it is due', async () => {
    const instance = await setUp();
    instance.worker.start();
    await instance.time.settle();
    expect(await statesOf(instance)).toEqual(['12:30 waiting']);
    await instance.time.pass(30 * MINUTE - 1);
    expect(instance.runs).toHaveLength(0);
    await instance.time.pass(1);
    expect(await statesOf(instance)).toEqual(['12:30 done', '13:30 waiting']);
    await instance.time.pass(3 * HOUR);
    expect(times(instance)).toEqual([
      '2026-11-20T12:30:00.000Z',
      '2026-11-20T13:30:00.000Z',
      '2026-11-20T14:30:00.000Z',
      '2026-11-20T15:30:00.000Z',
    ]);
  });

  it('runs once for all instances, however often they tick', async () => {
    const first = await setUp();
    const { store, time } = first;
    const others = [await setUp(hourly, { store, time }), await setUp(hourly, { store, time })];
    const instances = [first, ...others];
    for (const { worker } of instances) worker.start();
    for (let tick = 0; tick < 300; tick += 1) {
      await time.pass(MINUTE);
      for (const { worker } of instances) worker.wakeAt('2026-11-20T12:00:00.000Z');
    }
    await time.settle();
    const runs = instances.flatMap(times).sort();
    expect(runs).toEqual([12, 13, 14, 15, 16].map((hour) => `2026-11-20T${hour}:30:00.000Z`));
  });

  it('runs once, late, for all that was missed while nobody was there', async () => {
    const before = await setUp();
    before.worker.start();
    await before.time.pass(HOUR);
    await before.worker.drain(0);
    await before.time.pass(24 * HOUR);
    const after = await setUp(hourly, before);
    after.worker.start();
    await after.time.settle();
    expect(times(after)).toEqual(['2026-11-21T12:30:00.000Z']);
    expect(await statesOf(after)).toEqual([
      '12:30 done',
      '13:30 skipped',
      '12:30 done',
      '13:30 waiting',
    ]);
    await after.time.pass(HOUR);
    expect(times(after)).toHaveLength(2);
  });

  it('is missed also by whoever died between a run and planning the next', async () => {
    const before = await setUp();
    before.worker.start();
    await before.time.pass(30 * MINUTE);
    // The run has ended; the next one was there before it began.
    expect(await statesOf(before)).toEqual(['12:30 done', '13:30 waiting']);
    await before.worker.drain(0);
    await before.time.pass(5 * HOUR);
    const after = await setUp(hourly, before);
    after.worker.start();
    await after.time.settle();
    expect(times(after)).toEqual(['2026-11-20T17:30:00.000Z']);
  });

  it('has planned the next run before one begins, also if that is due while it looks', async () => {
    const { store, time } = await setUp();
    const instance = await setUp(
      hourly,
      {
        store,
        time,
        jobs: {
          ...store.jobs,
          async insertMany(...rows) {
            const inserted = await store.jobs.insertMany(...rows);
            if (inserted > 0 && time.clock.now() < Date.parse('2026-11-20T12:30:00.000Z')) {
              time.jump(31 * MINUTE);
            }
            return inserted;
          },
        },
      },
      async () => {
        planned.push(...(await store.jobs.list({ kind: 'count', state: 'waiting', limit: 9 })));
      },
    );
    const planned: { scheduledFor: string }[] = [];
    instance.worker.start();
    await time.settle();
    expect(planned.map(({ scheduledFor }) => scheduledFor)).toEqual(['2026-11-20T13:30:00.000Z']);
  });

  it('tries a run again that failed, also when the next one has come meanwhile', async () => {
    const everyMinute = { ...hourly, cron: '* * * * *' };
    const instance = await setUp(everyMinute, {}, async ({ attempt, scheduledFor }) => {
      if (attempt === 1 && scheduledFor.includes('12:01')) throw new Error('no luck');
    });
    instance.worker.start();
    await instance.time.pass(4 * MINUTE);
    const tried = instance.runs.map((run) => `${run.scheduledFor.slice(11, 16)} ${run.attempt}`);
    expect(tried).toEqual(['12:01 1', '12:02 1', '12:01 2', '12:03 1', '12:04 1']);
  });

  it('skips what was missed where it says so, but not what is only a little late', async () => {
    const schedule = { ...hourly, missed: 'skip' } as const;
    const before = await setUp(schedule);
    before.worker.start();
    await before.time.pass(HOUR);
    await before.worker.drain(0);
    await before.time.pass(24 * HOUR);
    const after = await setUp(schedule, before);
    after.worker.start();
    await after.time.settle();
    expect(times(after)).toEqual([]);
    expect(await statesOf(after)).toEqual(['12:30 done', '13:30 skipped', '13:30 waiting']);
    await after.worker.drain(0);
    await after.time.pass(30 * MINUTE + 40_000);
    const late = await setUp(schedule, before);
    late.worker.start();
    await late.time.settle();
    expect(times(late)).toEqual(['2026-11-21T13:30:00.000Z']);
  });

  it('that was changed runs at its new instants, and once more at the old one that was planned', async () => {
    const before = await setUp();
    before.worker.start();
    await before.time.settle();
    await before.worker.drain(0);
    const after = await setUp({ ...hourly, cron: '45 * * * *' }, before);
    after.worker.start();
    await after.time.pass(2 * HOUR);
    expect(times(after).map((time) => time.slice(11, 16))).toEqual(['12:30', '12:45', '13:45']);
  });

  it('of a newer version runs as well where an older instance claims it', async () => {
    const newer = await setUp({ ...hourly, cron: '10 * * * *' });
    const older = await setUp(hourly, newer);
    newer.worker.start();
    await newer.time.settle();
    await newer.worker.drain(0);
    older.worker.start();
    await older.time.pass(HOUR);
    expect(times(older).map((time) => time.slice(11, 16))).toEqual(['12:10', '12:30']);
  });

  it('runs on local time in its zone, once a day, also when the clock is changed', async () => {
    const instance = await setUp({
      cron: '30 2 * * *',
      timeZone: 'Europe/Berlin',
      missed: 'run-once',
    });
    instance.time.jump(Date.parse('2027-03-26T12:00:00Z') - Date.parse('2026-11-20T12:00:00Z'));
    instance.worker.start();
    await instance.time.pass(4 * 24 * HOUR);
    expect(times(instance)).toEqual([
      '2027-03-27T01:30:00.000Z',
      '2027-03-28T01:00:00.000Z',
      '2027-03-29T00:30:00.000Z',
      '2027-03-30T00:30:00.000Z',
    ]);
  });
});

describe('a clock that jumps', () => {
  it('back: what has run does not run again', async () => {
    const instance = await setUp();
    instance.worker.start();
    await instance.time.pass(2 * HOUR);
    expect(instance.runs).toHaveLength(2);
    instance.time.jump(-2 * HOUR);
    await instance.time.pass(2 * HOUR);
    expect(instance.runs).toHaveLength(2);
    await instance.time.pass(HOUR);
    expect(times(instance).at(-1)).toBe('2026-11-20T14:30:00.000Z');
  });

  it('forward: one run for all that it left out, and then the usual ones', async () => {
    const instance = await setUp();
    instance.worker.start();
    await instance.time.pass(45 * MINUTE);
    instance.time.jump(10 * HOUR);
    await instance.time.pass(45 * MINUTE);
    expect(times(instance)).toEqual([
      '2026-11-20T12:30:00.000Z',
      '2026-11-20T22:30:00.000Z',
      '2026-11-20T23:30:00.000Z',
    ]);
  });
});
