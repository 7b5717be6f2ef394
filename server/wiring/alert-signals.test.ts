import { createServer, type Server } from 'node:tls';
import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCertificateEnd } from '#server/checks/certificate-end.ts';
import { createCircuitBoard } from '#server/observability/circuit-board.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { createAlertRig, createSetHistory } from '#tests/support/alert-rig.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
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
  return { circuits, signals };
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
