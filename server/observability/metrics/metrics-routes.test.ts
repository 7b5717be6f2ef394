import { expect, it, onTestFinished } from 'vitest';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { createMetrics } from './metric-registry.ts';
import { createMetricsServer } from './metrics-server.ts';

const METRICS_TOKEN = 'only-those-who-watch';
const authorization = `Bearer ${METRICS_TOKEN}`;

async function start(config: Record<string, string>): Promise<TestApp> {
  const server = await createTestApp({ config });
  onTestFinished(() => server.close());
  return server;
}

it('is not there unless somebody asked for it', async () => {
  const METRICS_PORT = '9464';
  const configs: Record<string, string>[] = [{}, { METRICS_PORT }, { METRICS_PORT, METRICS_TOKEN }];
  for (const config of configs) {
    const { api } = await start(config);
    const answer = await api('GET', '/metrics', undefined, { authorization });
    const unknown = await api('GET', '/metrixx');
    expect(answer.statusCode).toBe(404);
    const withoutTrace = ({ instance, requestId, ...rest }: Record<string, unknown>) => rest;
    expect(withoutTrace(answer.json())).toEqual(withoutTrace(unknown.json()));
  }
});

it('is only for who has the token', async () => {
  const { api } = await start({ METRICS_TOKEN });
  const refused: Record<string, string>[] = [
    {},
    { authorization: METRICS_TOKEN },
    { authorization: 'Bearer ' },
    { authorization: `${authorization}r` },
    { authorization: authorization.slice(0, -1) },
    { authorization: `Basic ${btoa(`:${METRICS_TOKEN}`)}` },
  ];
  for (const headers of refused) {
    const answer = await api('GET', '/metrics', undefined, headers);
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([
      401,
      'Bearer realm="metrics"',
    ]);
    expect(answer.body).not.toContain('duetide_');
  }
  for (const accepted of [authorization, `bearer  ${METRICS_TOKEN}`]) {
    const answer = await api('GET', '/metrics', undefined, { authorization: accepted });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
  }
});

it('lets nobody guess the token for long', async () => {
  const { api } = await start({ METRICS_TOKEN, RATE_LIMIT_HEALTH: '3' });
  const statuses: number[] = [];
  for (let guess = 0; guess < 5; guess += 1) {
    const headers = { authorization: `Bearer guess-${guess}` };
    statuses.push((await api('GET', '/metrics', undefined, headers)).statusCode);
  }
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});

it('is not described as a part of the API', async () => {
  const { api } = await start({ METRICS_TOKEN });
  const { paths } = (await api('GET', '/api/openapi.json')).json();
  expect(paths).toHaveProperty(['/api/health/live']);
  expect(paths).not.toHaveProperty(['/metrics']);
});

it('says what people did, and what the server did for them', async () => {
  const server = await start({ METRICS_TOKEN });
  const read = async () => {
    const answer = await server.api('GET', '/metrics', undefined, { authorization });
    return readPrometheusText(answer.body);
  };
  const first = await read();
  for (const [name, { type }] of first.families) {
    if (type === 'gauge') continue;
    const own = [...first.series].filter(([key]) => key.startsWith(name));
    expect(own, name).not.toEqual([]);
    expect(
      own.every(([, value]) => value === 0),
      name,
    ).toBe(true);
  }
  const ada = await server.signUp();
  for (let number = 0; number < 3; number += 1) await ada.api('GET', 'subscriptions');
  const { series } = await read();
  const list = 'method="GET",route="/api/v1/subscriptions"';
  expect(series.get(`duetide_http_requests_total{${list},status="2xx"}`)).toBe(3);
  const cached = (outcome: string, keyClass = '/api/v1/subscriptions') =>
    series.get(`duetide_cache_requests_total{class="${keyClass}",outcome="${outcome}"}`);
  expect([cached('hit'), cached('miss'), cached('stale')]).toEqual([2, 1, 0]);
  expect([cached('hit', 'session'), cached('miss', 'session')]).toEqual([2, 1]);
  expect(JSON.stringify([...series.keys()])).not.toContain(ada.householdId);
});

it('can be had at a port of its own, and nothing else can', async () => {
  const metrics = createMetrics();
  metrics.counter({ name: 'mails_total', help: 'Mails.' }).of({}).add();
  const log = { error: () => {} };
  for (const token of [null, METRICS_TOKEN]) {
    const server = createMetricsServer({ metrics, token, log });
    onTestFinished(() => server.close());
    const ask = (url: string, headers = {}) => server.inject({ url, headers });
    expect((await ask('/metrics', { authorization })).body).toContain('mails_total 1\n');
    expect((await ask('/metrics')).statusCode).toBe(token === null ? 200 : 401);
    const other = await ask('/api/health/live');
    expect([other.statusCode, other.headers['content-type']]).toEqual([
      404,
      'application/problem+json',
    ]);
  }
});
