import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createJobRig } from '#tests/support/job-rig.ts';
import { defineJob } from './job-definition.ts';
import { handleJob } from './job-kind.ts';

const nothing = z.strictObject({});
const schedule = { cron: '0 3 * * *', timeZone: 'Europe/Berlin', missed: 'skip' } as const;
const tidy = defineJob({ name: 'tidy', payload: nothing, schedule });
const send = defineJob({ name: 'send', payload: z.strictObject({ to: z.string() }) });

async function setUp() {
  const ran: string[] = [];
  const rig = await createJobRig({
    kinds: [tidy, send].map((definition) =>
      handleJob<object>(definition, async ({ id }) => void ran.push(id)),
    ),
  });
  return { ...rig, ran };
}

describe('the desk of jobs', () => {
  it('has a schedule run once more, by whoever is free, and leaves its next run alone', async () => {
    const { desk, worker, time, ran, store } = await setUp();
    worker.start();
    await time.settle();
    const { id } = await desk.runNow('tidy');
    await time.settle();
    expect(ran).toEqual([id]);
    expect(await store.jobs.find(id)).toMatchObject({ state: 'done' });
    expect(await store.jobs.find('tidy::2026-11-21T02:00:00.000Z')).toMatchObject({
      state: 'waiting',
    });
    const again = await desk.runNow('tidy');
    expect(again.id).not.toBe(id);
  });

  it('shows when the next run is, and none where there is no schedule', async () => {
    const { desk } = await setUp();
    expect((await desk.list()).map(({ name, nextRunAt }) => [name, nextRunAt])).toEqual([
      ['send', null],
      ['tidy', '2026-11-21T02:00:00.000Z'],
    ]);
  });

  it('cannot have run what needs to be given something, or what nobody knows', async () => {
    const { desk, store } = await setUp();
    await expect(desk.runNow('send')).rejects.toMatchObject({ code: 'conflict' });
    await expect(desk.runNow('sing')).rejects.toMatchObject({ code: 'not-found' });
    expect(await store.jobs.count()).toEqual([]);
  });

  it('has tried again what was given up, under the name that it has', async () => {
    const { desk, worker, queue, time, ran, store } = await setUp();
    await queue.add(send, null, [{ payload: { to: 'Ada' }, key: 'a' }]);
    const now = new Date(time.clock.now()).toISOString();
    await store.jobs.claim({ kinds: ['send'], holder: 'h', now, until: now });
    await store.jobs.finish('send::a', 'h', { state: 'dead', endedAt: now, error: 'x' });
    await expect(desk.retry('tidy', 'send::a')).rejects.toMatchObject({ code: 'not-found' });
    await expect(desk.retry('sing', 'send::a')).rejects.toMatchObject({ code: 'not-found' });
    worker.start();
    await time.settle();
    await desk.retry('send', 'send::a');
    await time.settle();
    expect(ran).toEqual(['send::a']);
  });
});
