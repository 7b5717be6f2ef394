import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/app-error.ts';
import { createJobRig } from '#tests/support/job-rig.ts';
import { sampleHousehold } from '#tests/support/sample-records.ts';
import { defineJob, type JobDefinition } from './job-definition.ts';
import { handleJob, type JobRun } from './job-kind.ts';
import { JobRefused } from './job-refused.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

type Greeting = { name: string };

function greetingWith(changes: Partial<JobDefinition<Greeting>> = {}) {
  return defineJob({ name: 'greet', payload: z.strictObject({ name: z.string() }), ...changes });
}
const greeting = greetingWith();
const ada = { payload: { name: 'Ada' }, key: 'ada' };
const retry = { attempts: 3, shortestWait: 5 * SECOND, longestWait: MINUTE };

/** An instance whose greetings go through `handler`. */
async function setUp(
  handler: (run: JobRun<Greeting>) => Promise<void> = async () => {},
  definition = greeting,
) {
  const runs: JobRun<Greeting>[] = [];
  const kind = handleJob(definition, async (run) => {
    runs.push(run);
    await handler(run);
  });
  const rig = await createJobRig({ kinds: [kind] });
  const find = (key = 'ada') => rig.store.jobs.find(`greet::${key}`);
  return { ...rig, runs, find };
}

/** Ends when it is told to, one call after the other. */
function createGate() {
  const waiting: PromiseWithResolvers<void>[] = [];
  return {
    enter() {
      const place = Promise.withResolvers<void>();
      waiting.push(place);
      return place.promise;
    },
    open: () => waiting.shift()?.resolve(),
  };
}

describe('a job', () => {
  it('runs at once, with all that its handler needs, and is done', async () => {
    const { queue, worker, time, runs, find, types, store } = await setUp();
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
    const { queue, worker, time, runs } = await setUp();
    worker.start();
    await time.pass(10 * MINUTE);
    await queue.add(greeting, null, [{ ...ada, at: '2026-11-20T12:10:07.500Z' }]);
    await time.pass(7_499);
    expect(runs).toHaveLength(0);
    await time.pass(1);
    expect(runs).toHaveLength(1);
  });

  it('waits for a worker that is not there yet', async () => {
    const { queue, worker, time, runs } = await setUp();
    await queue.add(greeting, null, [ada]);
    await time.pass(MINUTE);
    expect(runs).toHaveLength(0);
    worker.start();
    await time.settle();
    expect(runs).toHaveLength(1);
  });

  it('that fails is tried again, later each time, with what it failed of, and then given up', async () => {
    const { queue, worker, time, runs, find, types, happened } = await setUp(
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
    const { queue, worker, time, find } = await setUp(async () => {
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
    const { worker, time, store, runs } = await setUp();
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
    const { worker, time, store } = await setUp();
    const at = '2026-11-20T12:00:00.000Z';
    const job = { id: 'new', kind: 'sing', payload: '{}', scheduledFor: at, createdAt: at };
    await store.jobs.insertMany(null, [job]);
    worker.start();
    await time.pass(5 * MINUTE);
    expect(await store.jobs.find('new')).toMatchObject({ state: 'waiting', attempt: 0 });
  });

  it('that takes longer than it may is aborted and tried again, and its slot is free', async () => {
    const { queue, worker, time, runs, find } = await setUp(
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
    const { queue, worker, time, runs, find } = await setUp(
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
    const { worker, time, store, find, types, queue } = await setUp(
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
    const first = await setUp(gate.enter);
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
    const { queue, worker, time, store, runs, find } = await setUp();
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

describe('how much runs at the same time', () => {
  it('is as many of a kind as its definition says, and of all kinds as the instance has slots', async () => {
    const gates = { greet: createGate(), sing: createGate() };
    const definitions = [
      greetingWith({ concurrency: 3 }),
      greetingWith({ name: 'sing', concurrency: 9 }),
    ] as const;
    const active = { greet: 0, sing: 0 };
    const kinds = definitions.map((definition) =>
      handleJob(definition, async () => {
        const name = definition.name as 'greet' | 'sing';
        active[name] += 1;
        await gates[name].enter();
        active[name] -= 1;
      }),
    );
    const { queue, worker, time, store } = await createJobRig({ kinds, slots: 5 });
    const many = Array.from({ length: 20 }, (_, key) => ({ ...ada, key: String(key) }));
    await queue.add(definitions[0], null, many);
    await queue.add(definitions[1], null, many);
    worker.start();
    await time.settle();
    expect(active).toEqual({ greet: 3, sing: 2 });
    gates.greet.open();
    await time.settle();
    expect(active.greet + active.sing).toBe(5);
    for (let count = 0; count < 60; count += 1) {
      gates.greet.open();
      gates.sing.open();
      await time.settle();
      expect(active.greet).toBeLessThanOrEqual(3);
      expect(active.greet + active.sing).toBeLessThanOrEqual(5);
    }
    const done = (await store.jobs.count()).filter(({ state }) => state === 'done');
    expect(done.map(({ count }) => count)).toEqual([20, 20]);
  });
});

describe('a worker that is drained', () => {
  it('claims nothing more, and waits for what runs', async () => {
    const gate = createGate();
    const { queue, worker, time, find, runs } = await setUp(
      gate.enter,
      greetingWith({ concurrency: 1 }),
    );
    worker.start();
    await queue.add(greeting, null, [ada, { ...ada, key: 'eve' }]);
    await time.settle();
    let isDrained = false;
    const drained = worker.drain(6 * SECOND).then(() => {
      isDrained = true;
    });
    await time.pass(3 * SECOND);
    expect(isDrained).toBe(false);
    gate.open();
    await time.settle();
    expect(isDrained).toBe(true);
    await drained;
    expect(await find()).toMatchObject({ state: 'done' });
    await time.pass(MINUTE);
    expect([runs.length, (await find('eve'))?.state]).toEqual([1, 'waiting']);
  });

  it('aborts what takes too long, and leaves it to others at once, without counting it', async () => {
    const { queue, worker, time, find, runs, types } = await setUp(() => new Promise(() => {}));
    worker.start();
    await queue.add(greeting, null, [ada]);
    await time.settle();
    const drained = worker.drain(6 * SECOND);
    await time.pass(6 * SECOND);
    await drained;
    expect(runs[0]?.signal.reason).toMatchObject({ interruption: 'shutdown' });
    expect(await find()).toMatchObject({
      state: 'waiting',
      attempt: 0,
      claimableAt: '2026-11-20T12:00:06.000Z',
    });
    expect(types().at(-1)).toBe('released');
  });

  it('gives back what it claimed while it was told so, before that began', async () => {
    const answer = Promise.withResolvers<void>();
    const definition = greetingWith();
    const runs: unknown[] = [];
    const plain = await createJobRig({ kinds: [] });
    const { store, time } = plain;
    const rig = await createJobRig({
      kinds: [handleJob(definition, async (run) => void runs.push(run))],
      store,
      time,
      jobs: {
        ...store.jobs,
        async claim(claim) {
          const job = await store.jobs.claim(claim);
          await answer.promise;
          return job;
        },
      },
    });
    await rig.queue.add(definition, null, [ada]);
    rig.worker.start();
    await time.settle();
    const drained = rig.worker.drain(6 * SECOND);
    answer.resolve();
    await time.settle();
    await drained;
    expect(runs).toEqual([]);
    expect(await store.jobs.find('greet::ada')).toMatchObject({ state: 'waiting', attempt: 0 });
  });
});

describe('asking the store', () => {
  it('is done four times a minute while there is nothing to do', async () => {
    const { queue, worker, time, calls } = await setUp();
    worker.start();
    await queue.add(greeting, null, [ada]);
    await time.pass(5 * MINUTE);
    expect(calls).not.toContain('renew');
    calls.length = 0;
    await time.pass(60 * MINUTE);
    const claims = calls.filter((name) => name === 'claim').length;
    expect(claims).toBeGreaterThanOrEqual(4 * 60);
    expect(claims).toBeLessThanOrEqual(4.5 * 60);
    expect(calls.length - claims).toBeLessThanOrEqual(1);
  });

  it('backs off while the store is away, says so once, and goes on within seconds', async () => {
    let isAway = false;
    const { store, time } = await createJobRig({ kinds: [] });
    const away = () => Promise.reject(new AppError('unavailable', { retryAfter: 1 }));
    const runs: unknown[] = [];
    const rig = await createJobRig({
      kinds: [handleJob(greeting, async (run) => void runs.push(run))],
      store,
      time,
      jobs: {
        ...store.jobs,
        claim: (claim) => (isAway ? away() : store.jobs.claim(claim)),
      },
    });
    rig.worker.start();
    await time.settle();
    isAway = true;
    await time.pass(20 * SECOND);
    rig.calls.length = 0;
    await time.pass(MINUTE);
    expect(rig.calls.length).toBeLessThanOrEqual(2 * 60);
    await rig.queue.add(greeting, null, [{ ...ada, at: '2026-11-20T12:01:30.000Z' }]);
    await time.pass(20 * SECOND);
    isAway = false;
    expect(runs).toHaveLength(0);
    await time.pass(2 * SECOND);
    expect(runs).toHaveLength(1);
    expect(rig.types().filter((type) => ['stalled', 'resumed'].includes(type))).toEqual([
      'stalled',
      'resumed',
    ]);
  });

  it('goes on trying to say how a job ended, while its lease is kept', async () => {
    let failures = 5;
    const { store, time } = await createJobRig({ kinds: [] });
    const runs: unknown[] = [];
    const rig = await createJobRig({
      kinds: [handleJob(greeting, async (run) => void runs.push(run))],
      store,
      time,
      jobs: {
        ...store.jobs,
        async finish(...end) {
          failures -= 1;
          if (failures >= 0) throw new AppError('unavailable', { retryAfter: 1 });
          return store.jobs.finish(...end);
        },
      },
    });
    rig.worker.start();
    await rig.queue.add(greeting, null, [ada]);
    await time.pass(20 * SECOND);
    expect(await store.jobs.find('greet::ada')).toMatchObject({ state: 'done', attempt: 1 });
    expect(runs).toHaveLength(1);
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

describe('a clock that jumps', () => {
  it('back: a lease that was made by the fast clock does not hold for as long as it says', async () => {
    const { queue, worker, time, store, runs } = await setUp();
    await queue.add(greeting, null, [ada]);
    const claim = {
      kinds: ['greet'],
      now: '2026-11-20T14:00:00.000Z',
      until: '2026-11-20T14:00:30.000Z',
    };
    await store.jobs.claim({ ...claim, holder: 'killed' });
    worker.start();
    await time.settle();
    expect(runs).toHaveLength(1);
  });

  it('back, while it runs: what was leased then is found again by whoever is there', async () => {
    const { queue, worker, time, store, runs } = await setUp();
    time.jump(2 * 60 * MINUTE);
    worker.start();
    await time.pass(MINUTE);
    await queue.add(greeting, null, [{ ...ada, at: '2026-11-20T12:00:00.000Z' }]);
    // Before it is looked for, somebody claims it who then dies.
    const claim = {
      kinds: ['greet'],
      now: '2026-11-20T14:01:00.000Z',
      until: '2026-11-20T14:01:30.000Z',
    };
    await store.jobs.claim({ ...claim, holder: 'killed' });
    await time.settle();
    expect(runs).toHaveLength(0);
    time.jump(-2 * 60 * MINUTE);
    await time.pass(16 * SECOND);
    expect(runs).toHaveLength(1);
  });

  it('forward: what has become due is found with the next look', async () => {
    const { queue, worker, time, runs } = await setUp();
    worker.start();
    await queue.add(greeting, null, [{ ...ada, at: '2026-11-21T12:00:00.000Z' }]);
    await time.pass(5 * MINUTE);
    time.jump(24 * 60 * MINUTE);
    await time.pass(16 * SECOND);
    expect(runs).toHaveLength(1);
  });
});
