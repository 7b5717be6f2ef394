import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import {
  ada,
  createGate,
  createGreetingRig,
  greeting,
  greetingWith,
  MINUTE,
  SECOND,
} from '#tests/support/greeting-rig.ts';
import { createJobRig } from '#tests/support/job-rig.ts';
import { handleJob } from './job-kind.ts';

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
    const { queue, worker, time, find, runs } = await createGreetingRig(
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
    const { queue, worker, time, find, runs, types } = await createGreetingRig(
      () => new Promise(() => {}),
    );
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

describe('a job that a request adds', () => {
  it('runs outside of the request, and so does all that comes after', async () => {
    const request = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const { queue, worker, time } = await createGreetingRig(async () => {
      seen.push(request.getStore());
    });
    worker.start();
    await time.settle();
    await request.run('a request', () => queue.add(greeting, null, [ada]));
    await time.settle();
    await queue.add(greeting, null, [{ ...ada, key: 'eve' }]);
    await time.settle();
    expect(seen).toEqual([undefined, undefined]);
  });
});

describe('a job of another day', () => {
  it('keeps no timer, which could not count that far, and begins within a look', async () => {
    const { store, time } = await createJobRig({ kinds: [] });
    const waits: number[] = [];
    const timers = {
      ...time.timers,
      after(milliseconds: number, task: () => void) {
        waits.push(milliseconds);
        return time.timers.after(milliseconds, task);
      },
    };
    const kinds = [handleJob(greeting, async () => {})];
    const rig = await createJobRig({ kinds, store, time, timers });
    rig.worker.start();
    await rig.queue.add(greeting, null, [{ ...ada, at: '2026-12-31T12:00:00.000Z' }]);
    await time.pass(MINUTE);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60 * MINUTE);
    time.jump(Date.parse('2026-12-31T12:00:00.000Z') - time.clock.now());
    await time.pass(16 * SECOND);
    expect(await store.jobs.find('greet::ada')).toMatchObject({ state: 'done' });
  });
});

describe('asking the store', () => {
  it('is done four times a minute while there is nothing to do', async () => {
    const { queue, worker, time, calls } = await createGreetingRig();
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

describe('a clock that jumps', () => {
  it('back: a lease that was made by the fast clock does not hold for as long as it says', async () => {
    const { queue, worker, time, store, runs } = await createGreetingRig();
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
    const { queue, worker, time, store, runs } = await createGreetingRig();
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
    const { queue, worker, time, runs } = await createGreetingRig();
    worker.start();
    await queue.add(greeting, null, [{ ...ada, at: '2026-11-21T12:00:00.000Z' }]);
    await time.pass(5 * MINUTE);
    time.jump(24 * 60 * MINUTE);
    await time.pass(16 * SECOND);
    expect(runs).toHaveLength(1);
  });
});

describe('an instance without slots', () => {
  it('leaves what is due to others, without asking for it', async () => {
    const { store, time } = await createJobRig({ kinds: [] });
    const kinds = [handleJob(greetingWith(), async () => {})];
    const rig = await createJobRig({ kinds, store, time, slots: 0 });
    rig.worker.start();
    await rig.queue.add(greeting, null, [ada]);
    await time.pass(10 * MINUTE);
    expect(rig.calls).not.toContain('claim');
    expect(await store.jobs.find('greet::ada')).toMatchObject({ state: 'waiting' });
  });
});
