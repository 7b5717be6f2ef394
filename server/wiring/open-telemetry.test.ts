import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/config/config.ts';
import { allAt } from '#server/observability/log-levels.ts';
import { createLogs } from '#server/observability/logger.ts';
import { eventually } from '#tests/support/eventually.ts';
import { type RecordingServer, startRecordingServer } from '#tests/support/recording-server.ts';
import { openMetrics } from './open-metrics.ts';
import { openParts } from './open-parts.ts';
import { openTelemetry } from './open-telemetry.ts';
import { wire } from './wire.ts';

interface OtlpAttribute {
  key: string;
  value: { stringValue?: string; intValue?: string };
}

interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: OtlpAttribute[];
}

const OFTEN = { batch: 20, metrics: 50 };
const FROM_ELSEWHERE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** A whole server that hands on what it does to a collector on this machine. */
async function open(environment: Record<string, string> = {}) {
  const collector = await startRecordingServer();
  onTestFinished(() => collector.stop());
  const folder = mkdtempSync(join(tmpdir(), 'duetide-telemetry-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = readConfig({
    DATA_DIR: folder,
    RATE_PROVIDERS: 'off',
    SIGN_UP: 'open',
    OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/otlp/`,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=a%20b',
    ...environment,
  });
  const telemetry = openTelemetry(config.otlp as never, OFTEN);
  const logOf = createLogs(allAt('debug'), [telemetry.logs]);
  const parts = await openParts(config, systemClock, logOf, telemetry.tracing);
  telemetry.watch(parts);
  const metrics = openMetrics(parts);
  const wired = await wire(parts, { passwordCost: { memory: 64, passes: 1, parallelism: 1 } });
  const url = await wired.app.listen({ host: '127.0.0.1', port: 0 });
  let isClosed = false;
  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    await wired.close();
    await metrics.close();
    await telemetry.close(1_000);
  }
  onTestFinished(close);
  const ask = (path: string, headers: Record<string, string> = {}, body?: unknown) =>
    fetch(`${url}/api/v1/${path}`, {
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
  async function signUp(): Promise<Record<string, string>> {
    const answer = await ask(
      'auth/sign-up',
      {},
      {
        name: 'Ada Lovelace',
        email: 'ada@example.com',
        password: 'correct horse battery',
        household: { name: 'Home', baseCurrency: 'EUR', timeZone: 'UTC' },
      },
    );
    return { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  }
  return { collector, wired, parts, close, ask, signUp };
}

function bodies(collector: RecordingServer, signal: string): string[] {
  return collector.requests
    .filter(({ path }) => path === `/otlp/v1/${signal}`)
    .map(({ body }) => body);
}

const spansOf = (collector: RecordingServer): OtlpSpan[] =>
  bodies(collector, 'traces').flatMap(
    (body) => JSON.parse(body).resourceSpans[0].scopeSpans[0].spans,
  );

const fact = ({ attributes }: Pick<OtlpSpan, 'attributes'>, key: string) => {
  const value = attributes.find((each) => each.key === key)?.value;
  return value?.stringValue ?? value?.intValue;
};

it('hands on a request with what it asked of the database, and its line in the log', async () => {
  const { collector, close, signUp, ask } = await open();
  const headers = await signUp();
  const answer = await ask('subscriptions?limit=7', headers);
  expect(answer.status).toBe(200);
  const created = await ask('categories', headers, { name: 'Secret things' });
  expect(created.status).toBe(201);
  const requestId = created.headers.get('x-request-id');
  await close();
  const spans = spansOf(collector);
  const list = spans.find(({ name }) => name === 'GET /api/v1/subscriptions') as OtlpSpan;
  expect(list.kind).toBe(2);
  expect(list.parentSpanId).toBeUndefined();
  expect(fact(list, 'http.request.method')).toBe('GET');
  expect(fact(list, 'http.route')).toBe('/api/v1/subscriptions');
  expect(fact(list, 'http.response.status_code')).toBe('200');
  expect(fact(list, 'url.scheme')).toBe('http');
  const asked = spans.filter(({ parentSpanId }) => parentSpanId === list.spanId);
  expect(asked.map((span) => fact(span, 'db.collection.name'))).toContain('subscriptions');
  for (const span of asked) {
    expect(span).toMatchObject({ traceId: list.traceId, kind: 3 });
    expect(fact(span, 'db.system.name')).toBe('sqlite');
  }

  // After a body was read, too.
  const made = spans.find((span) => fact(span, 'duetide.request.id') === requestId) as OtlpSpan;
  const its = spans.filter(({ traceId }) => traceId === made.traceId);
  expect(its.map((span) => fact(span, 'db.collection.name'))).toContain('categories');
  const lines = bodies(collector, 'logs').flatMap(
    (body) => JSON.parse(body).resourceLogs[0].scopeLogs[0].logRecords,
  );
  const line = lines.find((each) => fact(each, 'requestId') === requestId);
  expect(line).toMatchObject({ body: { stringValue: 'request' }, traceId: made.traceId });

  const all = collector.requests.map(({ body }) => body).join('');
  for (const words of ['Secret things', 'Lovelace', 'example.com', 'battery', headers.cookie]) {
    expect(all).not.toContain(words);
  }
  for (const { method, headers: sent } of collector.requests) {
    expect(method).toBe('POST');
    expect(sent).toMatchObject({ 'content-type': 'application/json', 'x-tenant': 'a b' });
  }
});

it('hands on all metrics, and how long requests took as OpenTelemetry wants it', async () => {
  const { collector, close, ask } = await open();
  await ask('no-such-thing');
  await ask('subscriptions');
  await close();
  const last = JSON.parse(bodies(collector, 'metrics').at(-1) ?? '{}');
  const found: { name: string; histogram?: { dataPoints: Pick<OtlpSpan, 'attributes'>[] } }[] =
    last.resourceMetrics[0].scopeMetrics[0].metrics;
  const names = found.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['duetide_http_requests_total', 'process_resident_memory_bytes']),
  );
  const points = found.find(({ name }) => name === 'http.server.request.duration')?.histogram;
  const seen = points?.dataPoints.map((point) => [
    fact(point, 'http.route'),
    fact(point, 'http.response.status_code'),
  ]);
  expect(seen).toEqual([
    [undefined, '404'],
    ['/api/v1/subscriptions', '401'],
  ]);
});

it('follows a job from its beginning', async () => {
  const { collector, wired, close, signUp, ask } = await open();
  wired.startJobs();
  await ask('operator/jobs/purge/run', await signUp(), {});
  await eventually('a job was done', 10_000, () =>
    spansOf(collector).some(({ name }) => name.startsWith('job ')),
  );
  await close();
  const spans = spansOf(collector);
  const job = spans.find(({ name }) => name.startsWith('job ')) as OtlpSpan;
  expect(job.kind).toBe(5);
  expect(job.parentSpanId).toBeUndefined();
  const its = spans.filter(({ parentSpanId }) => parentSpanId === job.spanId);
  expect(its.map((span) => fact(span, 'db.operation.name'))).toContain('purge');
  // Whoever looks for more to do was called by that request once, and is no part of it.
  for (const span of spans.filter(({ kind }) => kind === 3)) {
    const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
    expect(parent?.traceId).toBe(span.traceId);
    expect(BigInt(span.startTimeUnixNano)).toBeLessThanOrEqual(
      BigInt(parent?.endTimeUnixNano ?? 0),
    );
  }
});

it.each([
  ['by nobody else', {}, false],
  ['by a proxy that is trusted', { TRUST_PROXY: 'loopback' }, true],
])('lets a trace be gone on with %s', async (_who, environment, isGoneOn) => {
  const { collector, close, ask } = await open(environment);
  await ask('subscriptions', {
    traceparent: FROM_ELSEWHERE,
    'x-forwarded-for': '203.0.113.7',
  });
  await close();
  const [span] = spansOf(collector);
  expect(span?.traceId === '0af7651916cd43dd8448eb211c80319c').toBe(isGoneOn);
  expect(span?.parentSpanId === 'b7ad6b7169203331').toBe(isGoneOn);
});

it('hands on no more traces than it is to', async () => {
  const { collector, close, ask } = await open({ OTEL_TRACES_SAMPLER_ARG: '0' });
  await ask('subscriptions');
  await close();
  expect(spansOf(collector)).toEqual([]);
  expect(bodies(collector, 'logs').length).toBeGreaterThan(0);
});

it('answers as before while nobody collects', async () => {
  const { collector, ask, close, parts } = await open();
  await collector.stop();
  for (let count = 0; count < 20; count += 1) {
    expect((await ask('subscriptions')).status).toBe(401);
  }
  await close();
  const lost = [...parts.metrics.families()]
    .filter(({ name }) => name === 'duetide_telemetry_dropped_total')
    .flatMap((family) => [...family.samples()]);
  expect(lost.find(({ labels }) => labels.includes('traces'))?.value).toBeGreaterThanOrEqual(20);
});
