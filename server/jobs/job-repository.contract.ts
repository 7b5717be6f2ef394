import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import { sampleId, sampleInstant, sampleJob } from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';
import { giveTwoHouseholds } from '#tests/support/versioned-rows-cases.ts';
import type { JobRepository, NewJob, StoredJob } from './job-repository.ts';

const HOME = sampleId(100);
const NEIGHBOUR = sampleId(101);
const JOB = sampleJob();
/** When the sample is due. */
const DUE = sampleInstant(10);
const LATER = sampleInstant(11);
const LEASED = sampleInstant(40);

function example(
  name: string,
  run: (jobs: JobRepository, store: Store) => Promise<void>,
): StoreContractCase {
  return {
    name,
    async run(store) {
      await giveTwoHouseholds(store);
      await run(store.jobs, store);
    },
  };
}

/** `count` jobs, one due each second, with ids in the same order. */
function sampleJobs(count: number, changes: Partial<NewJob> = {}): NewJob[] {
  return Array.from({ length: count }, (_, number) =>
    sampleJob({ id: sampleId(700 + number), scheduledFor: sampleInstant(number), ...changes }),
  );
}

function claim(jobs: JobRepository, holder: string, now = LATER, kinds = [JOB.kind]) {
  return jobs.claim({ kinds, holder, now, until: LEASED });
}

const WAITING: StoredJob = {
  ...JOB,
  householdId: null,
  state: 'waiting',
  claimableAt: JOB.scheduledFor,
  attempt: 0,
  holder: null,
  startedAt: null,
  endedAt: null,
  error: null,
};
const RUNNING: StoredJob = {
  ...WAITING,
  state: 'running',
  claimableAt: LEASED,
  attempt: 1,
  holder: 'a',
  startedAt: LATER,
};
const DONE = { state: 'done', endedAt: sampleInstant(20), error: null } as const;
const ENDED: StoredJob = { ...RUNNING, ...DONE, claimableAt: null, holder: null };

export const jobRepositoryContract: StoreContract = {
  name: 'jobs',
  cases: [
    example('answers what is absent with null, false, nothing and zero', async (jobs) => {
      assert.equal(await jobs.find(JOB.id), null);
      assert.equal(await claim(jobs, 'a'), null);
      assert.equal(await jobs.renew(JOB.id, 'a', LEASED), false);
      assert.equal(await jobs.finish(JOB.id, 'a', DONE), false);
      assert.equal(
        await jobs.putBack(JOB.id, 'a', { claimableAt: DUE, attempt: 0, error: null }),
        false,
      );
      assert.equal(await jobs.revive(JOB.id, DUE), false);
      assert.equal(await jobs.endLeasesBeyond([JOB.kind], DUE, DUE), 0);
      assert.deepEqual(await jobs.list({ kind: JOB.kind, state: 'waiting', limit: 9 }), []);
      assert.deepEqual(await jobs.count(), []);
      assert.equal(await jobs.purge(LEASED, LEASED), 0);
      assert.equal(await jobs.insertMany(null, []), 0);
    }),

    example('returns what was inserted, waiting, of a household or of none', async (jobs) => {
      const theirs = sampleJob({ id: `tidy-up:${HOME}:2026-01-31`, payload: '["\\u0000", 1.5]' });
      assert.equal(await jobs.insertMany(null, [JOB]), 1);
      assert.equal(await jobs.insertMany(HOME, [theirs]), 1);
      assert.deepEqual(await jobs.find(JOB.id), WAITING);
      assert.deepEqual(await jobs.find(theirs.id), { ...WAITING, ...theirs, householdId: HOME });
    }),

    example('inserts those whose ids are new, whoever had the others', async (jobs) => {
      assert.equal(await jobs.insertMany(null, [JOB]), 1);
      await claim(jobs, 'a');
      const many = sampleJobs(250, { payload: '{}' });
      assert.equal(await jobs.insertMany(HOME, many), 249);
      assert.equal(await jobs.insertMany(NEIGHBOUR, many), 0);
      assert.deepEqual(await jobs.find(JOB.id), RUNNING);
      assert.equal((await jobs.find(sampleId(949)))?.householdId, HOME);
      await jobs.finish(JOB.id, 'a', DONE);
      assert.equal(await jobs.insertMany(null, [JOB]), 0);
      assert.deepEqual(await jobs.find(JOB.id), ENDED);
    }),

    example('refuses jobs of a household that is not there', async (jobs) => {
      await assertRefused(jobs.insertMany(sampleId(9), [JOB]), 'conflict');
      assert.equal(await jobs.find(JOB.id), null);
    }),

    example('forgets the jobs of a household with it, and no others', async (jobs, store) => {
      const [ours, theirs, general] = sampleJobs(3) as [NewJob, NewJob, NewJob];
      await jobs.insertMany(HOME, [ours]);
      await jobs.insertMany(NEIGHBOUR, [theirs]);
      await jobs.insertMany(null, [general]);
      assert.equal((await claim(jobs, 'a'))?.id, ours.id);
      await store.households.delete(HOME);
      assert.equal(await jobs.find(ours.id), null);
      assert.equal(await jobs.renew(ours.id, 'a', LEASED), false);
      assert.equal(await jobs.finish(ours.id, 'a', DONE), false);
      assert.equal((await jobs.find(theirs.id))?.state, 'waiting');
      assert.equal((await jobs.find(general.id))?.state, 'waiting');
    }),

    example('leases what is due, from the very instant on, and counts attempts', async (jobs) => {
      await jobs.insertMany(null, [JOB]);
      assert.equal(await claim(jobs, 'a', sampleInstant(9.999)), null);
      assert.deepEqual(await claim(jobs, 'a', DUE), { ...RUNNING, startedAt: DUE });
      assert.deepEqual(await jobs.find(JOB.id), { ...RUNNING, startedAt: DUE });
      assert.equal(await claim(jobs, 'b', sampleInstant(39.999)), null);
      assert.deepEqual(
        await jobs.claim({
          kinds: [JOB.kind],
          holder: 'b',
          now: LEASED,
          until: sampleInstant(70),
        }),
        {
          ...RUNNING,
          holder: 'b',
          attempt: 2,
          startedAt: LEASED,
          claimableAt: sampleInstant(70),
        },
      );
    }),

    example('leases the kinds that are asked for, the longest due first', async (jobs) => {
      const [first, second, third] = sampleJobs(3) as [NewJob, NewJob, NewJob];
      await jobs.insertMany(null, [third, { ...second, kind: 'send' }, first]);
      await jobs.insertMany(null, [sampleJob({ id: sampleId(690), kind: 'other' })]);
      assert.equal(await claim(jobs, 'a', LATER, ['none']), null);
      assert.equal((await claim(jobs, 'a', LATER, ['send']))?.id, second.id);
      await jobs.putBack(second.id, 'a', {
        claimableAt: second.scheduledFor,
        attempt: 0,
        error: null,
      });
      const ids: (string | undefined)[] = [];
      for (const holder of ['b', 'c', 'd', 'e']) {
        ids.push((await claim(jobs, holder, LATER, ['send', JOB.kind]))?.id);
      }
      assert.deepEqual(ids, [first.id, second.id, third.id, undefined]);
    }),

    example('gives each job to one of many who ask at once', async (jobs) => {
      await jobs.insertMany(null, sampleJobs(5));
      const claims = await Promise.all(
        Array.from({ length: 12 }, (_, number) => claim(jobs, `holder-${number}`)),
      );
      const claimed = claims.filter((job) => job !== null);
      assert.equal(claimed.length, 5);
      assert.equal(new Set(claimed.map(({ id }) => id)).size, 5);
      assert.ok(claimed.every(({ attempt }) => attempt === 1));
    }),

    example('renews a lease for its holder alone, also one that has ended', async (jobs) => {
      await jobs.insertMany(null, [JOB]);
      assert.equal(await jobs.renew(JOB.id, 'a', LEASED), false);
      await claim(jobs, 'a');
      assert.equal(await jobs.renew(JOB.id, 'b', sampleInstant(99)), false);
      assert.equal(await jobs.renew(JOB.id, 'a', sampleInstant(50)), true);
      assert.deepEqual(await jobs.find(JOB.id), { ...RUNNING, claimableAt: sampleInstant(50) });
      assert.equal(await claim(jobs, 'b', sampleInstant(49)), null);
      assert.equal((await claim(jobs, 'b', sampleInstant(51)))?.holder, 'b');
      assert.equal(await jobs.renew(JOB.id, 'a', sampleInstant(99)), false);
    }),

    example('ends a job for its holder alone, once', async (jobs) => {
      await jobs.insertMany(null, [JOB]);
      await claim(jobs, 'a');
      assert.equal(await jobs.finish(JOB.id, 'b', { ...DONE, state: 'dead' }), false);
      assert.deepEqual(await jobs.find(JOB.id), RUNNING);
      assert.equal(await jobs.finish(JOB.id, 'a', DONE), true);
      assert.equal(await jobs.finish(JOB.id, 'a', { ...DONE, state: 'dead' }), false);
      assert.equal(
        await jobs.putBack(JOB.id, 'a', { claimableAt: DUE, attempt: 0, error: null }),
        false,
      );
      assert.deepEqual(await jobs.find(JOB.id), ENDED);
      assert.equal(await claim(jobs, 'b', sampleInstant(999)), null);
    }),

    example('puts a job back for its holder alone', async (jobs) => {
      await jobs.insertMany(null, [JOB]);
      await claim(jobs, 'a');
      const wait = { claimableAt: sampleInstant(30), attempt: 1, error: 'Größe' };
      assert.equal(await jobs.putBack(JOB.id, 'b', wait), false);
      assert.deepEqual(await jobs.find(JOB.id), RUNNING);
      assert.equal(await jobs.putBack(JOB.id, 'a', wait), true);
      assert.deepEqual(await jobs.find(JOB.id), {
        ...RUNNING,
        ...wait,
        state: 'waiting',
        holder: null,
      });
      assert.equal(await claim(jobs, 'c', sampleInstant(29)), null);
      assert.equal((await claim(jobs, 'c', sampleInstant(30)))?.attempt, 2);
    }),

    example('lets the dead wait again, and nobody else', async (jobs) => {
      await jobs.insertMany(null, [JOB]);
      assert.equal(await jobs.revive(JOB.id, LATER), false);
      await claim(jobs, 'a');
      assert.equal(await jobs.revive(JOB.id, LATER), false);
      await jobs.finish(JOB.id, 'a', { ...DONE, state: 'dead', error: 'gave up' });
      assert.equal(await jobs.revive(JOB.id, LATER), true);
      assert.deepEqual(await jobs.find(JOB.id), {
        ...WAITING,
        claimableAt: LATER,
        startedAt: LATER,
        error: 'gave up',
      });
      assert.equal((await claim(jobs, 'b'))?.attempt, 1);
      await jobs.finish(JOB.id, 'b', DONE);
      assert.equal(await jobs.revive(JOB.id, LATER), false);
    }),

    example('ends leases that end beyond an instant, of those kinds', async (jobs) => {
      const [ours, soon, other] = sampleJobs(3) as [NewJob, NewJob, NewJob];
      const future = sampleJob({ id: sampleId(800), scheduledFor: sampleInstant(500) });
      await jobs.insertMany(null, [ours, soon, { ...other, kind: 'other' }, future]);
      const far = { now: LATER, until: sampleInstant(900) };
      await jobs.claim({ kinds: [JOB.kind], holder: 'a', ...far });
      await jobs.claim({ kinds: ['other'], holder: 'b', ...far });
      await claim(jobs, 'c');
      assert.equal(await jobs.endLeasesBeyond([JOB.kind, 'none'], LEASED, LATER), 1);
      assert.equal((await jobs.find(future.id))?.claimableAt, sampleInstant(500));
      assert.deepEqual((await claim(jobs, 'd'))?.id, ours.id);
      assert.equal(await claim(jobs, 'd', LATER, ['other']), null);
      assert.equal((await jobs.find(soon.id))?.claimableAt, LEASED);
    }),

    example('lists one kind in one state in pages, the newest first', async (jobs) => {
      const many = sampleJobs(3);
      const twin = sampleJob({ id: sampleId(690), scheduledFor: sampleInstant(1) });
      const other = sampleJob({ id: sampleId(691), kind: 'other' });
      await jobs.insertMany(null, [...many, twin, other]);
      const idsOf = (rows: StoredJob[]) => rows.map(({ id }) => id);
      const waiting = { kind: JOB.kind, state: 'waiting' } as const;
      const first = await jobs.list({ ...waiting, limit: 2 });
      assert.deepEqual(idsOf(first), [sampleId(702), sampleId(701)]);
      assert.deepEqual(first[0], { ...WAITING, ...many[2], claimableAt: sampleInstant(2) });
      const rest = await jobs.list({ ...waiting, after: first[1], limit: 9 });
      assert.deepEqual(idsOf(rest), [twin.id, sampleId(700)]);
      await claim(jobs, 'a');
      const running = await jobs.list({ kind: JOB.kind, state: 'running', limit: 9 });
      assert.deepEqual(idsOf(running), [sampleId(700)]);
      const left = await jobs.list({ ...waiting, after: first[0], limit: 9 });
      assert.deepEqual(idsOf(left), [sampleId(701), twin.id]);
    }),

    example('counts by kind and state', async (jobs) => {
      await jobs.insertMany(HOME, sampleJobs(3));
      await jobs.insertMany(null, [sampleJob({ id: sampleId(690), kind: 'other' })]);
      await claim(jobs, 'a');
      assert.deepEqual(await jobs.count(), [
        { kind: 'other', state: 'waiting', count: 1 },
        { kind: JOB.kind, state: 'running', count: 1 },
        { kind: JOB.kind, state: 'waiting', count: 2 },
      ]);
    }),

    example('purges what ended before, and the dead by an instant of theirs', async (jobs) => {
      const [done, recent, skipped, dead, running] = sampleJobs(6) as [
        NewJob,
        NewJob,
        NewJob,
        NewJob,
        NewJob,
        NewJob,
      ];
      await jobs.insertMany(null, sampleJobs(6));
      for (const holder of ['a', 'b', 'c', 'd', 'e']) await claim(jobs, holder);
      await jobs.finish(done.id, 'a', { ...DONE, endedAt: sampleInstant(19) });
      await jobs.finish(recent.id, 'b', DONE);
      await jobs.finish(skipped.id, 'c', { ...DONE, state: 'skipped', endedAt: sampleInstant(19) });
      await jobs.finish(dead.id, 'd', { ...DONE, state: 'dead', endedAt: sampleInstant(15) });
      assert.equal(await jobs.purge(DONE.endedAt, sampleInstant(15)), 2);
      const left = async () => {
        const found = await Promise.all(sampleJobs(6).map(({ id }) => jobs.find(id)));
        return found.flatMap((job) => job?.id ?? []);
      };
      assert.deepEqual(await left(), [recent.id, dead.id, running.id, sampleId(705)]);
      assert.equal(await jobs.purge(DONE.endedAt, sampleInstant(16)), 1);
      assert.deepEqual(await left(), [recent.id, running.id, sampleId(705)]);
    }),
  ],
};
