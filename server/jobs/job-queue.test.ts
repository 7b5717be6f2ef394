import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { sampleHousehold, sampleId } from '#tests/support/sample-records.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { defineJob } from './job-definition.ts';
import type { JobEvent } from './job-events.ts';
import { createJobQueue } from './job-queue.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const LATER = '2026-11-21T07:30:00.000Z';
const HOME = sampleHousehold().id;
const greeting = defineJob({ name: 'greet', payload: z.strictObject({ name: z.string() }) });

async function setUp() {
  const store = await openMemoryStore();
  await store.households.insert(sampleHousehold());
  const events: JobEvent[] = [];
  const wakes: string[] = [];
  let ids = 0;
  const queue = createJobQueue({
    jobs: store.jobs,
    clock: createSetClock(NOW),
    newId: () => `id-${++ids}`,
    events: { emit: (event) => events.push(event) },
    wakeAt: (instant) => wakes.push(instant),
  });
  return { store, queue, events, wakes };
}

describe('adding jobs', () => {
  it('stores them before it resolves, and says what is due when', async () => {
    const { store, queue, events, wakes } = await setUp();
    const payload = { name: 'Ada' };
    expect(await queue.add(greeting, null, [{ payload }, { payload, at: LATER }])).toBe(2);
    expect(await store.jobs.find('greet::id-1')).toMatchObject({
      householdId: null,
      kind: 'greet',
      payload: '{"name":"Ada"}',
      state: 'waiting',
      scheduledFor: NOW,
      createdAt: NOW,
    });
    expect((await store.jobs.find('greet::id-2'))?.scheduledFor).toBe(LATER);
    expect(events).toEqual([{ type: 'added', kind: 'greet', count: 2 }]);
    expect(wakes).toEqual([NOW, LATER]);
  });

  it('adds what has the same key once, in each household', async () => {
    const { store, queue, wakes } = await setUp();
    const job = { payload: { name: 'Ada' }, key: 'birthday:2026' };
    expect(await queue.add(greeting, HOME, [job])).toBe(1);
    expect(await queue.add(greeting, HOME, [{ ...job, payload: { name: 'Eve' } }])).toBe(0);
    expect(await queue.add(greeting, null, [job])).toBe(1);
    expect((await store.jobs.find(`greet:${HOME}:birthday:2026`))?.payload).toBe('{"name":"Ada"}');
    expect(wakes).toHaveLength(2);
  });

  it('refuses a payload that cannot be, and a household that is not there', async () => {
    const { store, queue, events } = await setUp();
    const payload = { name: 5 } as unknown as { name: string };
    await expect(queue.add(greeting, HOME, [{ payload }])).rejects.toThrow(z.ZodError);
    const unknown = queue.add(greeting, sampleId(9), [{ payload: { name: 'Ada' } }]);
    await expect(unknown).rejects.toMatchObject({ code: 'conflict' });
    expect(await store.jobs.count()).toEqual([]);
    expect(events).toEqual([]);
  });
});
