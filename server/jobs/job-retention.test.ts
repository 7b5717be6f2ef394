import { expect, it } from 'vitest';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { sampleJob } from '#tests/support/sample-records.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { purgeJobs } from './job-retention.ts';

const BEGUN = '2026-11-01T12:00:00.000Z';
const DAY = 86_400_000;

it('forgets what ended after a week, what was given up after a month, and nothing that waits', async () => {
  const { jobs } = await openMemoryStore();
  const states = ['done', 'skipped', 'dead'] as const;
  const ids = [...states, 'waiting'];
  const rows = ids.map((id) => sampleJob({ id, kind: id, scheduledFor: BEGUN }));
  await jobs.insertMany(null, rows);
  for (const state of states) {
    await jobs.claim({ kinds: [state], holder: 'a', now: BEGUN, until: BEGUN });
    await jobs.finish(state, 'a', { state, endedAt: BEGUN, error: null });
  }
  const clock = createSetClock(BEGUN);
  const leftAfter = async (days: number) => {
    clock.set(BEGUN);
    clock.advance(days * DAY + 1);
    await purgeJobs(jobs, clock);
    const found = await Promise.all(ids.map((id) => jobs.find(id)));
    return found.flatMap((job) => job?.id ?? []);
  };
  expect(await leftAfter(6)).toEqual(ids);
  expect(await leftAfter(7)).toEqual(['dead', 'waiting']);
  expect(await leftAfter(29)).toEqual(['dead', 'waiting']);
  expect(await leftAfter(30)).toEqual(['waiting']);
});
