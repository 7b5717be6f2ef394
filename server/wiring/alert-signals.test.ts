import { createServer, type Server } from 'node:tls';
import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCertificateEnd } from '#server/checks/certificate-end.ts';
import { instantOf } from '#server/clock.ts';
import { createCircuitBoard } from '#server/observability/circuit-board.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { createAlertRig, createSetHistory } from '#tests/support/alert-rig.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { sampleCircuitEvent } from '#tests/support/sample-records.ts';
import { createSetClock, type SetClock } from '#tests/support/set-clock.ts';
import { ENDED_TLS, TEST_TLS } from '#tests/support/test-egress.ts';
import { createAlertSignals } from './alert-signals.ts';

const DAY = 86_400;

async function openSignals(clock: SetClock, certificateEnds: () => Promise<number | null>) {
  const circuits = createCircuitBoard({ log: pino({ level: 'silent' }), clock });
  const store = await openMemoryStore();
  onTestFinished(() => store.close());
  const signals = createAlertSignals(
    { circuits, clock, hostName: 'host-a', instanceId: 'one', shared: null, store },
    { history: createSetHistory(), certificateEnds },
  );
  return { circuits, signals, store };
}

describe('a circuit', () => {
  async function openBreaker() {
    const clock = createSetClock('2026-11-21T12:00:00.000Z');
    const { circuits, signals } = await openSignals(clock, async () => null);
    let passed = 0;
    const breaker = createCircuitBreaker({
      name: 'mail',
      consecutiveFailures: 1,
      monotonic: () => passed,
      schedule: () => () => {},
    });
    circuits.watch(breaker);
    return {
      clock,
      read: () => signals.circuits(),
      trip: () => breaker.run(() => Promise.reject(new Error('away'))).catch(() => {}),
      async recover() {
        passed += 60_000;
        await breaker.run(async () => {});
      },
    };
  }

  it('that trips is seen at the first look', async () => {
    const { clock, read, trip } = await openBreaker();
    await trip();
    expect(read()).toEqual([{ name: 'mail', isOpen: true, trippedAt: clock.now() }]);
  });

  it('that tripped and recovered in between is seen as well, each time', async () => {
    const { clock, read, trip, recover } = await openBreaker();
    for (let time = 0; time < 2; time += 1) {
      clock.advance(600_000);
      await trip();
      await recover();
      expect(read()).toEqual([{ name: 'mail', isOpen: false, trippedAt: clock.now() }]);
    }
  });

  it('that tripped long before this instance began to look is no news', async () => {
    const { clock, read, trip, recover } = await openBreaker();
    await trip();
    await recover();
    const at = clock.now();
    clock.advance(86_400_000);
    expect(read()).toEqual([{ name: 'mail', isOpen: false, trippedAt: at }]);
  });
});

it('circuits that tripped within a day are known, whichever instance saw it', async () => {
  const clock = createSetClock('2026-11-21T12:00:00.000Z');
  const { signals, store } = await openSignals(clock, async () => null);
  const tripped = (circuit: string, hoursAgo: number) =>
    sampleCircuitEvent({
      id: circuit,
      circuit,
      at: instantOf(clock.now() - hoursAgo * 3_600_000),
      instanceId: 'another',
    });
  await store.circuitEvents.insertNew([
    tripped('channel-slack', 1),
    tripped('mail', 23),
    tripped('cache', 25),
  ]);
  expect(await signals.trippedCircuits()).toEqual(['channel-slack', 'mail']);
});

describe('the certificate', () => {
  async function serve(certificate: { cert: string; key: string }) {
    const server: Server = createServer(certificate, (socket) => socket.on('error', () => {}));
    let looks = 0;
    server.on('connection', () => {
      looks += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    return { server, url: `https://127.0.0.1:${address.port}`, looks: () => looks };
  }

  it('fires fourteen days before it ends, also in the last second and after it, until it is renewed', async () => {
    const rig = await createAlertRig();
    // The one that ends with the year 2020.
    const { server, url } = await serve(ENDED_TLS);
    rig.clock.set('2020-12-17T23:59:00.000Z');
    const { signals } = await openSignals(rig.clock, () => readCertificateEnd(url));
    const one = rig.evaluator('one', {
      signals: { ...signals, pingDatabase: async () => {}, pingRedis: null },
    });
    await rig.pass(50, [one]);
    expect(rig.told()).toEqual([]);
    rig.clock.advance(3_600_000);
    await rig.pass(20, [one]);
    expect(rig.told()).toEqual(['firing certificate-expiring']);
    expect(rig.sent[0]?.message.notices[0]?.value).toBeCloseTo(13.96, 1);

    for (const at of ['2020-12-31T23:59:59.000Z', '2021-03-01T00:00:00.000Z']) {
      rig.clock.set(at);
      await rig.pass(20, [one]);
      const { content } = await rig.documents.read('board');
      expect(content?.board.alerts).toMatchObject([{ phase: 'firing', clearSince: null }]);
    }
    expect(rig.told()).not.toContain('resolved certificate-expiring');

    server.setSecureContext(TEST_TLS);
    rig.clock.advance(3_600_000);
    await rig.pass(400, [one]);
    expect(rig.told().at(-1)).toBe('resolved certificate-expiring');
  });

  it('is looked at once an hour, and each five minutes where it cannot be', async () => {
    const clock = createSetClock('2026-11-21T12:00:00.000Z');
    const { server, url, looks } = await serve(TEST_TLS);
    const { signals } = await openSignals(clock, () => readCertificateEnd(url));
    const passing = async (seconds: number) => {
      clock.advance(seconds * 1_000);
      return signals.certificateEnds().then(
        (ends) => ends !== null,
        () => false,
      );
    };
    expect(await passing(0)).toBe(true);
    expect(await passing(3_599)).toBe(true);
    expect(looks()).toBe(1);
    await new Promise((resolve) => server.close(resolve));
    expect(await passing(1)).toBe(false);
    const { port } = new URL(url);
    await new Promise<void>((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
    expect(await passing(299)).toBe(false);
    expect(await passing(1)).toBe(true);
    expect(looks()).toBe(2);
    expect(await passing(-DAY)).toBe(true);
    expect(looks()).toBe(3);
  });
});

describe('jobs', () => {
  const MINUTE = 60_000;

  async function openJobs() {
    const clock = createSetClock('2026-11-21T12:00:00.000Z');
    const { signals, store } = await openSignals(clock, async () => null);
    let ids = 0;
    const instant = (minutes: number) => instantOf(clock.now() + minutes * MINUTE);
    return {
      clock,
      jobs: store.jobs,
      instant,
      read: () => signals.jobs(),
      add: (minutes: readonly number[]) =>
        store.jobs.insertMany(
          null,
          minutes.map((each) => ({
            id: `job-${String(++ids).padStart(5, '0')}`,
            kind: 'tidy',
            payload: '{}',
            scheduledFor: instant(each),
            createdAt: instant(-100),
          })),
        ),
      async end(state: 'dead' | 'done', error: string | null = null) {
        const [now, until] = [instant(0), instant(1)];
        const job = await store.jobs.claim({ kinds: ['tidy'], holder: 'one', now, until });
        await store.jobs.finish(job?.id ?? '', 'one', { state, endedAt: now, error });
      },
    };
  }

  it('are late by what waits longest, however much is to be done later or has just become due', async () => {
    const { read, add } = await openJobs();
    await add([-70, ...Array.from({ length: 300 }, (_, number) => (number % 2 === 0 ? 60 : -0.1))]);
    expect(await read()).toEqual([{ name: 'tidy', givenUpAt: null, error: null, late: 4_200 }]);
  });

  it('that wait for another try, or for later, are not late', async () => {
    const { read, add, jobs, instant } = await openJobs();
    await add([-30, 10]);
    const claim = { kinds: ['tidy'], holder: 'one', now: instant(0), until: instant(1) };
    const { id = '' } = (await jobs.claim(claim)) ?? {};
    await jobs.putBack(id, 'one', { claimableAt: instant(5), attempt: 1, error: 'no' });
    expect(await read()).toMatchObject([{ late: 0 }]);
  });

  it('were given up until a later one succeeds, and are looked at each half a minute', async () => {
    const { clock, read, add, end } = await openJobs();
    await add([-2]);
    await end('dead', 'no route');
    const givenUpAt = clock.now();
    expect(await read()).toMatchObject([{ givenUpAt, error: 'no route', late: 0 }]);
    await add([-1]);
    await end('done');
    expect(await read()).toMatchObject([{ givenUpAt }]);
    clock.advance(30_000);
    expect(await read()).toMatchObject([{ givenUpAt: null, late: 0 }]);
  });
});
