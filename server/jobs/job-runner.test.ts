import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import {
  ada,
  createGate,
  createGreetingRig,
  type Greeting,
  greeting,
  greetingWith,
  MINUTE,
  SECOND,
} from '#tests/support/greeting-rig.ts';
import { createJobRig } from '#tests/support/job-rig.ts';
import { sampleHousehold } from '#tests/support/sample-records.ts';
import { handleJob, type JobRun } from './job-kind.ts';
import { JobRefused } from './job-refused.ts';

const retry = { attempts: 3, shortestWait: 5 * SECOND, longestWait: MINUTE };

describe('a job', () => {
  it('runs at once, with all that its handler needs, and is done', async () => {
    const { queue, worker, time, runs, find, types, store } = await createGreetingRig();
    await store.households.insert(sampleHousehold());
    worker.start();
    await time.settle();
    await queue.add(greeting, sampleHousehold().id, [ada]);
    await time.settle();
    const id = `greet:${sampleHousehold().id}:ada`;
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      id,
      householdId: sampleHousehold().id,
      payload: { name: 'Ada' },
      attempt: 1,
      scheduledFor: '2026-11-20T12:00:00.000Z',
    });
    expect(runs[0]?.signal.aborted).toBe(false);
    expect(await store.jobs.find(id)).toMatchObject({ state: 'done', error: null });
    expect(types()).toEqual(['added', 'started', 'done']);
    expect(await find()).toBeNull();
  });

  it('waits for its instant, and begins then without being looked for', async () => {
    const { queue, worker, time, runs } = await createGreetingRig();
    worker.start();
    await time.pass(10 * MINUTE);
    await queue.add(greeting, null, [{ ...ada, at: '2026-11-20T12:10:07.500Z' }]);
    await time.pass(7_499);
    expect(runs).toHaveLength(0);
    await time.pass(1);
    expect(runs).toHaveLength(1);
  });

  it('waits for a worker that is not there yet', async () => {
    const { queue, worker, time, runs } = await createGreetingRig();
    await queue.add(greeting, null, [ada]);
    await time.pass(MINUTE);
    expect(runs).toHaveLength(0);
    worker.start();
    await time.settle();
    expect(runs).toHaveLength(1);
  });

  it('that fails is tried again, later each time, with what it failed of, and then given up', async () => {
    const { queue, worker, time, runs, find, types, happened } = await createGreetingRig(
      async ({ attempt }) => {
        throw new Error(`no luck ${attempt}`);
      },
      greetingWith({ retry }),
    );
    worker.start();
    await queue.add(greeting, null, [ada]);
    await time.settle();
    expect(await find()).toMatchObject({ state: 'waiting', attempt: 1, error: 'no luck 1' });
    const begun = time.clock.now();
    const waits: number[] = [];
    while (runs.length < 3) {
      await time.pass(100);
      if (runs.length > waits.length + 1) waits.push(time.clock.now() - begun);
    }
    // Drawn between the shortest wait and three times the one before; here always the middle.
    expect(waits).toEqual([10 * SECOND, 27.5 * SECOND]);
    await time.settle();
    expect(await find()).toMatchObject({ state: 'dead', attempt: 3, error: 'no luck 3' });
    expect(types().filter((type) => type !== 'started')).toEqual([
      'added',
      'failed',
      'failed',
      'dead',
    ]);
    expect(happened.at(-1)).toMatchObject({ type: 'dead', error: new Error('no luck 3') });
    await time.pass(60 * MINUTE);
    expect(runs).toHaveLength(3);
  });

  it('that is refused is given up at once', async () => {
    const { queue, worker, time, find } = await createGreetingRig(async () => {
      throw new JobRefused('The address does not exist');
    });
    worker.start();
    await queue.add(greeting, null, [ada]);
    await time.settle();
    expect(await find()).toMatchObject({
      state: 'dead',
      attempt: 1,
      error: 'The address does not exist',
    });
  });

  it('whose payload is of another version of the program is given up at once', async () => {
    const { worker, time, store, runs } = await createGreetingRig();
    const at = '2026-11-20T12:00:00.000Z';
    const job = {
      id: 'old',
      kind: 'greet',
      payload: '{"to":"Ada"}',
      scheduledFor: at,
      createdAt: at,
    };
    await store.jobs.insertMany(null, [job]);
    worker.start();
    await time.settle();
    expect(await store.jobs.find('old')).toMatchObject({ state: 'dead', attempt: 1 });
    expect(runs).toHaveLength(0);
  });

  it('of a kind that this version does not know is left alone', async () => {
    const { worker, time, store } = await createGreetingRig();
    const at = '2026-11-20T12:00:00.000Z';
    const job = { id: 'new', kind: 'sing', payload: '{}', scheduledFor: at, createdAt: at };
    await store.jobs.insertMany(null, [job]);
    worker.start();
    await time.pass(5 * MINUTE);
    expect(await store.jobs.find('new')).toMatchObject({ state: 'waiting', attempt: 0 });
  });

  it('that takes longer than it may is aborted and tried again, and its slot is free', async () => {
    const { queue, worker, time, runs, find } = await createGreetingRig(
      ({ attempt }) => (attempt === 1 ? new Promise(() => {}) : Promise.resolve()),
      greetingWith({ timeLimit: 20 * SECOND, concurrency: 1, retry }),
    );
    worker.start();
    await queue.add(greeting, null, [ada]);
    await time.pass(19_999);
    expect(runs[0]?.signal.aborted).toBe(false);
    await time.pass(1);
    expect(runs[0]?.signal.reason).toMatchObject({ interruption: 'time-limit' });
    expect(await find()).toMatchObject({ state: 'waiting', error: 'It took longer than it may' });
    await time.pass(MINUTE);
    expect(await find()).toMatchObject({ state: 'done', attempt: 2 });
  });

  it('that takes longer than a lease keeps it', async () => {
    const gate = createGate();
    const { queue, worker, time, runs, find } = await createGreetingRig(
      gate.enter,
      greetingWith({ timeLimit: 60 * MINUTE }),
    );
    worker.start();
    await queue.add(greeting, null, [ada]);
    await time.pass(50 * MINUTE);
    expect(runs).toHaveLength(1);
    gate.open();
    await time.settle();
    expect(await find()).toMatchObject({ state: 'done', attempt: 1 });
  });

  it('that kills whoever tries it is given up after as many attempts as it has', async () => {
    const { worker, time, store, find, types, queue } = await createGreetingRig(
      undefined,
      greetingWith({ retry }),
    );
    await queue.add(greeting, null, [ada]);
    for (let attempt = 1; attempt <= retry.attempts; attempt += 1) {
      const now = new Date(time.clock.now()).toISOString();
      const until = new Date(time.clock.now() + 30_000).toISOString();
      await store.jobs.claim({ kinds: ['greet'], holder: `dead-${attempt}`, now, until });
      await time.pass(31_000);
    }
    worker.start();
    await time.settle();
    expect(await find()).toMatchObject({ state: 'dead', attempt: 4 });
    expect(types()).toEqual(['added', 'dead']);
  });
});

describe('two workers on one store', () => {
  it('when the lease is lost: the handler is aborted, and what it comes to is not stored', async () => {
    const gate = createGate();
    const first = await createGreetingRig(gate.enter);
    const { time, store } = first;
    first.worker.start();
    await first.queue.add(greeting, null, [ada]);
    await time.pass(5 * SECOND);
    // Somebody whose clock is an hour fast.
    const claim = {
      kinds: ['greet'],
      now: '2026-11-20T13:00:00.000Z',
      until: '2026-11-20T13:00:30.000Z',
    };
    expect(await store.jobs.claim({ ...claim, holder: 'other' })).toMatchObject({ attempt: 2 });
    await time.pass(5 * SECOND);
    expect(first.runs[0]?.signal.reason).toMatchObject({ interruption: 'lease-lost' });
    gate.open();
    await time.settle();
    expect(await first.find()).toMatchObject({ state: 'running', holder: 'other', attempt: 2 });
    expect(first.types().at(-1)).toBe('lost');
  });

  it('after a crash: the other one runs it when the lease has ended, within its length and a look', async () => {
    const { queue, worker, time, store, runs, find } = await createGreetingRig();
    await queue.add(greeting, null, [ada]);
    const lease = { now: '2026-11-20T12:00:00.000Z', until: '2026-11-20T12:00:30.000Z' };
    await store.jobs.claim({ kinds: ['greet'], holder: 'killed', ...lease });
    worker.start();
    await time.pass(30 * SECOND - 1);
    expect(runs).toHaveLength(0);
    await time.pass(15 * SECOND + 1);
    expect(runs).toMatchObject([{ attempt: 2, id: 'greet::ada' }]);
    expect(await find()).toMatchObject({ state: 'done' });
  });
});

describe('an answer that is lost', () => {
  it.each([
    ['done', async () => {}],
    ['failed', () => Promise.reject(new Error('no luck'))],
    ['dead', () => Promise.reject(new JobRefused('never'))],
  ] as const)('does not hide that a job is %s', async (type, handler) => {
    const { store, time } = await createJobRig({ kinds: [] });
    const lose = async (written: Promise<boolean>) => {
      await written;
      losses += 1;
      if (losses < 3) throw new AppError('unavailable', { retryAfter: 1 });
      return written;
    };
    let losses = 0;
    const rig = await createJobRig({
      kinds: [handleJob(greeting, handler)],
      store,
      time,
      jobs: {
        ...store.jobs,
        finish: (...end) => lose(store.jobs.finish(...end)),
        putBack: (...wait) => lose(store.jobs.putBack(...wait)),
      },
    });
    rig.worker.start();
    await rig.queue.add(greeting, null, [ada]);
    await time.pass(4 * SECOND);
    expect(losses).toBe(3);
    expect(rig.types()).toEqual(['added', 'started', type]);
  });
});

describe('a lease that cannot be renewed', () => {
  it('is given up before it ends: the handler is aborted, and it runs again once the store is back', async () => {
    const { store, time } = await createJobRig({ kinds: [] });
    let isAway = false;
    const runs: JobRun<Greeting>[] = [];
    const hang = handleJob(greeting, async (run) => {
      runs.push(run);
      if (run.attempt === 1) await new Promise(() => {});
    });
    const rig = await createJobRig({
      kinds: [hang],
      store,
      time,
      jobs: {
        ...store.jobs,
        async renew(...lease) {
          if (isAway) throw new AppError('unavailable', { retryAfter: 1 });
          return store.jobs.renew(...lease);
        },
      },
    });
    rig.worker.start();
    await rig.queue.add(greeting, null, [ada]);
    await time.settle();
    isAway = true;
    await time.pass(30 * SECOND);
    expect(runs[0]?.signal.reason).toMatchObject({ interruption: 'lease-lost' });
    // Nothing was stored, though nobody else had it.
    expect(rig.types()).toEqual(['added', 'started', 'lost']);
    expect(await store.jobs.find('greet::ada')).toMatchObject({ state: 'running', attempt: 1 });
    isAway = false;
    await time.pass(16 * SECOND);
    expect(await store.jobs.find('greet::ada')).toMatchObject({ state: 'done', attempt: 2 });
  });
});
