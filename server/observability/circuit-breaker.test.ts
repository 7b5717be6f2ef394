import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  CallTimeoutError,
  type CircuitBreaker,
  type CircuitBreakerOptions,
  CircuitOpenError,
  createCircuitBreaker,
  type Transition,
} from './circuit-breaker.ts';

/** A clock whose timers run when the test moves it. */
function createManualTime() {
  const timers = new Set<{ at: number; task: () => void }>();
  const time = {
    now: 0,
    monotonic: () => time.now,
    schedule(task: () => void, milliseconds: number) {
      const timer = { at: time.now + milliseconds, task };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async pass(milliseconds: number) {
      time.now += milliseconds;
      for (const timer of [...timers].sort((one, other) => one.at - other.at)) {
        if (timer.at <= time.now && timers.delete(timer)) timer.task();
      }
      await new Promise(setImmediate);
    },
    get pending() {
      return timers.size;
    },
  };
  return time;
}

function open(options: Partial<CircuitBreakerOptions> = {}) {
  const time = createManualTime();
  const { monotonic, schedule } = time;
  const breaker = createCircuitBreaker({ name: 'database', monotonic, schedule, ...options });
  const transitions: Transition[] = [];
  breaker.onTransition((transition) => transitions.push(transition));
  return { time, breaker, transitions };
}

const broken = () => Promise.reject(new Error('broken'));
const well = async () => 'well';
const never = () => new Promise<never>(() => {});

async function fail(breaker: CircuitBreaker, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    await expect(breaker.run(broken)).rejects.toThrow('broken');
  }
}

/** How each of many callers fared who came at the same moment. */
function call(breaker: CircuitBreaker, callers: number, how: () => Promise<unknown>) {
  let begun = 0;
  const rejected: unknown[] = [];
  const calls = Array.from({ length: callers }, () =>
    breaker
      .run(() => {
        begun += 1;
        return how();
      })
      .catch((error) => rejected.push(error)),
  );
  return { begun: () => begun, rejected, settled: Promise.all(calls) };
}

describe('a circuit breaker', () => {
  it('hands on results and errors as they are', async () => {
    const { breaker, time } = open();
    const error = new TypeError('mine');
    expect(await breaker.run(well)).toBe('well');
    await expect(breaker.run(() => Promise.reject(error))).rejects.toBe(error);
    await expect(
      breaker.run(() => {
        throw error;
      }),
    ).rejects.toBe(error);
    expect(time.pending).toBe(0);
  });

  it('row 2: lets no call from before the trip close or re-open the circuit', async () => {
    const { breaker, time, transitions } = open();
    const [good, bad] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const early = [breaker.run(() => good.promise), breaker.run(() => bad.promise)];
    await fail(breaker, 5);
    await time.pass(1_000);
    const probe = Promise.withResolvers<void>();
    const probing = breaker.run(() => probe.promise);
    expect(breaker.state.kind).toBe('half-open');
    const before = transitions.length;
    good.resolve();
    bad.reject(new Error('late'));
    await Promise.allSettled(early);
    expect(breaker.state.kind).toBe('half-open');
    expect(transitions).toHaveLength(before);
    probe.resolve();
    await probing;
    expect(breaker.state.kind).toBe('closed');
  });

  it.each([1, 3])(
    'row 3: lets exactly %i of 100 callers probe, and nobody wait',
    async (probes) => {
      const { breaker, time } = open({ probes });
      await fail(breaker, 5);
      await time.pass(1_000);
      const gate = Promise.withResolvers<void>();
      const callers = call(breaker, 100, () => gate.promise);
      await new Promise(setImmediate);
      expect(callers.begun()).toBe(probes);
      expect(callers.rejected).toHaveLength(100 - probes);
      expect(callers.rejected.every((error) => error instanceof CircuitOpenError)).toBe(true);
      gate.resolve();
      await callers.settled;
      expect(breaker.state.kind).toBe('closed');
    },
  );

  it('row 4: opens again when a probe hangs, and tells the probe to stop', async () => {
    const { breaker, time } = open({ callLimit: 500 });
    await fail(breaker, 5);
    await time.pass(1_000);
    let seen: AbortSignal | undefined;
    const probing = breaker.run((signal) => {
      seen = signal;
      return never();
    });
    const timedOut = expect(probing).rejects.toBeInstanceOf(CallTimeoutError);
    await time.pass(499);
    expect(breaker.state.kind).toBe('half-open');
    await time.pass(1);
    await timedOut;
    expect(breaker.state.kind).toBe('open');
    expect(seen?.reason).toBeInstanceOf(CallTimeoutError);
    await time.pass(2_000);
    expect(await breaker.run(well)).toBe('well');
    expect(breaker.state.kind).toBe('closed');
  });

  it('row 5: rejects at once while open, and says when to come back', async () => {
    const { breaker, time } = open();
    await fail(breaker, 5);
    await time.pass(400);
    const called = vi.fn(well);
    const durations: number[] = [];
    for (let count = 0; count < 2_000; count += 1) {
      const begun = performance.now();
      await ignoreRejection(breaker.run(called));
      durations.push(performance.now() - begun);
    }
    durations.sort((one, other) => one - other);
    expect(durations[1_980]).toBeLessThan(1);
    expect(called).not.toHaveBeenCalled();
    await expect(breaker.run(called)).rejects.toMatchObject({
      circuit: 'database',
      retryAfterMs: 600,
    });
  });

  it('row 7: opens after 5 failures, one a minute', async () => {
    const { breaker, time } = open();
    for (let minute = 0; minute < 5; minute += 1) {
      expect(breaker.state.kind).toBe('closed');
      await fail(breaker, 1);
      await time.pass(60_000);
    }
    expect(breaker.state.kind).toBe('open');
  });

  it('opens when half of many calls fail, though never several in a row', async () => {
    const { breaker, transitions } = open();
    for (let pair = 0; pair < 10; pair += 1) {
      await breaker.run(well);
      await fail(breaker, 1);
    }
    expect(transitions).toMatchObject([{ from: 'closed', to: 'open', cause: 'failure-rate' }]);
  });

  it('does not hold failures from before an outage against what works again', async () => {
    const { breaker, time } = open();
    await fail(breaker, 5);
    await time.pass(1_000);
    await breaker.run(well);
    await fail(breaker, 4);
    expect(breaker.state.kind).toBe('closed');
  });

  it('takes an answer such as a conflict for a sign of health', async () => {
    const isFailure = (error: unknown) => !(error instanceof RangeError);
    const { breaker, time } = open({ isFailure });
    const conflict = () => Promise.reject(new RangeError('conflict'));
    for (let count = 0; count < 50; count += 1) await breaker.run(conflict).catch(() => {});
    expect(breaker.state.kind).toBe('closed');
    await fail(breaker, 5);
    await time.pass(1_000);
    await expect(breaker.run(conflict)).rejects.toThrow(RangeError);
    expect(breaker.state.kind).toBe('closed');
  });

  it('counts a call that takes too long as failed, once, whatever becomes of it', async () => {
    const { breaker, time } = open({ callLimit: 100, consecutiveFailures: 2 });
    const late = Promise.withResolvers<string>();
    const slow = breaker.run(() => late.promise);
    const timedOut = expect(slow).rejects.toBeInstanceOf(CallTimeoutError);
    await time.pass(100);
    await timedOut;
    late.reject(new Error('after all'));
    await new Promise(setImmediate);
    expect(breaker.state.kind).toBe('closed');
    await fail(breaker, 1);
    expect(breaker.state.kind).toBe('open');
  });

  it('waits longer for a call that is worth it, but not for one that is a probe', async () => {
    const { breaker, time } = open({ callLimit: 100 });
    const late = Promise.withResolvers<string>();
    const patient = breaker.run(() => late.promise, 250);
    await time.pass(249);
    late.resolve('at last');
    expect(await patient).toBe('at last');
    const inVain = expect(breaker.run(never, 250)).rejects.toThrow('longer than 250 ms');
    await time.pass(250);
    await inVain;
    await fail(breaker, 4);
    await time.pass(1_000);
    const probe = expect(breaker.run(never, 250)).rejects.toThrow('longer than 100 ms');
    await time.pass(100);
    await probe;
    expect(breaker.state.kind).toBe('open');
  });

  it('rests longer after every failed probe, up to a limit', async () => {
    const { breaker, time } = open();
    await fail(breaker, 5);
    const rests: number[] = [];
    for (let probe = 0; probe < 5; probe += 1) {
      const { state } = breaker;
      if (state.kind !== 'open') throw new Error(state.kind);
      rests.push(state.until - time.now);
      await time.pass(state.until - time.now);
      await fail(breaker, 1);
    }
    expect(rests).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('stays open for an operator until everyone who asked for it lets go', async () => {
    const { breaker, time } = open();
    const [release, releaseToo] = [breaker.isolate(), breaker.isolate()];
    await time.pass(3_600_000);
    await expect(breaker.run(well)).rejects.toBeInstanceOf(CircuitOpenError);
    release();
    release();
    await expect(breaker.run(well)).rejects.toBeInstanceOf(CircuitOpenError);
    releaseToo();
    expect(await breaker.run(well)).toBe('well');
    expect(breaker.state.kind).toBe('closed');
  });

  it('row 8: tells of every transition, with its cause and what failed', async () => {
    const { breaker, time, transitions } = open();
    await fail(breaker, 5);
    await time.pass(1_000);
    await fail(breaker, 1);
    await time.pass(2_000);
    await breaker.run(well);
    breaker.isolate()();
    expect(transitions.map(({ from, to, cause }) => `${from} > ${to}: ${cause}`)).toEqual([
      'closed > open: consecutive-failures',
      'open > half-open: wait-is-over',
      'half-open > open: probe-failed',
      'open > half-open: wait-is-over',
      'half-open > closed: probes-succeeded',
      'closed > isolated: isolated',
      'isolated > half-open: released',
    ]);
    expect(transitions[0]).toMatchObject({ circuit: 'database', error: new Error('broken') });
    expect(transitions[4]).not.toHaveProperty('error');
  });

  it('lets no listener fail a call, and forgets those that stopped listening', async () => {
    const { breaker } = open();
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const stop = breaker.onTransition(() => {
      throw new Error('listener');
    });
    breaker.isolate()();
    expect(await breaker.run(well)).toBe('well');
    expect(warned).toHaveBeenCalledTimes(3);
    stop();
    breaker.isolate();
    expect(warned).toHaveBeenCalledTimes(3);
    warned.mockRestore();
  });
});

it('does not blame a dependency for an answer that lies there unread', async () => {
  const server = createServer((socket) => socket.end('answer'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const breaker = createCircuitBreaker({ name: 'cache', callLimit: 30 });
  const client = connect(port, '127.0.0.1');
  const answer = breaker.run(async () => String((await once(client, 'data'))[0]));
  await once(client, 'connect');
  await new Promise(setImmediate);
  const begun = performance.now();
  while (performance.now() - begun < 100);
  expect(await answer).toBe('answer');
  client.destroy();
  server.close();
});

describe('row 6: when the wall clock jumps', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([3_600_000, -3_600_000])(
    'by %i ms, the circuit opens and closes as before',
    async (jump) => {
      vi.useFakeTimers({ toFake: ['Date'] });
      const breaker = createCircuitBreaker({ name: 'database', openFor: 150 });
      const begun = performance.now();
      await fail(breaker, 4);
      vi.setSystemTime(Date.now() + jump);
      await fail(breaker, 1);
      vi.setSystemTime(Date.now() + jump);
      await expect(breaker.run(well)).rejects.toBeInstanceOf(CircuitOpenError);
      while (performance.now() - begun < 10_000) {
        const result = await breaker.run(well).catch(() => null);
        if (result === 'well') break;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(breaker.state.kind).toBe('closed');
      expect(performance.now() - begun).toBeGreaterThanOrEqual(150);
    },
  );
});

async function ignoreRejection(rejected: Promise<unknown>): Promise<void> {
  await rejected.then(
    () => {
      throw new Error('was let through');
    },
    () => {},
  );
}
