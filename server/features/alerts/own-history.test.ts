import { describe, expect, it } from 'vitest';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createOwnHistory } from './own-history.ts';

function open() {
  const metrics = createMetrics();
  const clock = createSetClock('2026-11-21T12:00:00.000Z');
  const history = createOwnHistory({ metrics, clock, instanceId: 'one' });
  const requests = metrics.counter({
    name: 'duetide_http_requests_total',
    help: 'x',
    labels: ['method', 'route', 'status'],
  });
  const answer = (status: string, route = '/a') => requests.of({ method: 'GET', route, status });
  const pass = (seconds: number) => {
    for (let at = 0; at < seconds; at += 10) {
      clock.advance(10_000);
      history.sample();
    }
  };
  const sum = (match: Record<string, string>, seconds: number) =>
    history.sum('duetide_http_requests_total', match, clock.now() - seconds * 1_000, clock.now());
  return { metrics, clock, history, answer, pass, sum };
}

describe('what this process counted', () => {
  it('is the rise within the time, over all routes', async () => {
    const { history, answer, pass, sum } = open();
    answer('2xx').add(5);
    history.sample();
    pass(60);
    answer('2xx').add(3);
    answer('2xx', '/b').add(2);
    answer('5xx').add(1);
    pass(30);
    expect(await sum({}, 60)).toBe(6);
    expect(await sum({ status: '5xx' }, 60)).toBe(1);
    expect(await sum({ status: '4xx' }, 60)).toBe(0);
    pass(120);
    expect(await sum({}, 60)).toBe(0);
  });

  it('counts from zero what was not there before', async () => {
    const { metrics, history, pass, clock } = open();
    const changes = metrics.counter({
      name: 'duetide_circuit_changes_total',
      help: 'x',
      labels: ['circuit', 'to'],
    });
    changes.of({ circuit: 'cache', to: 'open' }).add();
    history.sample();
    pass(10);
    const match = { circuit: 'cache', to: 'open' };
    const now = clock.now();
    const tripped = history.sum('duetide_circuit_changes_total', match, now - 60_000, now);
    expect(await tripped).toBe(1);
  });

  it('knows quantiles to within a bucket, and none where nothing happened', async () => {
    const { metrics, history, pass, clock } = open();
    const duration = metrics.histogram({
      name: 'duetide_http_request_duration_seconds',
      help: 'x',
      labels: ['route'],
      bounds: [0.1, 0.5, 1, 5],
    });
    const ask = (q: number) => {
      const now = clock.now();
      const name = 'duetide_http_request_duration_seconds';
      return history.quantile(name, {}, q, now - 60_000, now);
    };
    duration.of({ route: '/a' }).observe(4);
    history.sample();
    pass(100);
    expect(await ask(0.95)).toBeNull();
    for (let at = 0; at < 90; at += 1) duration.of({ route: '/a' }).observe(0.05);
    for (let at = 0; at < 10; at += 1) duration.of({ route: '/b' }).observe(2);
    pass(10);
    expect(await ask(0.5)).toBeLessThanOrEqual(0.1);
    expect(await ask(0.95)).toBeGreaterThan(1);
    expect(await ask(0.95)).toBeLessThanOrEqual(5);
    const now = clock.now();
    const name = 'duetide_http_request_duration_seconds';
    expect(await history.count(name, {}, now - 60_000, now)).toBe(100);
  });

  it('has the value of a gauge as it is', async () => {
    const { metrics, history } = open();
    let used = 3;
    metrics.read({ type: 'gauge', name: 'nodejs_heap_bytes', help: 'x', labels: ['kind'] }, () => [
      { labels: { kind: 'used' }, value: used },
      { labels: { kind: 'limit' }, value: 10 },
    ]);
    used = 4;
    const found = await history.newest('nodejs_heap_bytes', { kind: 'used' }, 0);
    expect(found).toMatchObject([{ instanceId: 'one', value: 4 }]);
  });
});
