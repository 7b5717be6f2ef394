import { expect, it, onTestFinished } from 'vitest';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { eventually } from '#tests/support/eventually.ts';
import type { OtlpSend, Signal } from './otlp.ts';
import { createOtlpExport } from './otlp-export.ts';

type Answer = { status: number; retryAfter?: string } | 'nobody';

const FAR = 3_600_000;

/** Hands on what it is told to, to a collector that answers as the test says. */
function open(answer: (signal: Signal, call: number) => Answer = () => ({ status: 200 })) {
  const bodies: Record<Signal, unknown[]> = { traces: [], metrics: [], logs: [] };
  let calls = 0;
  let late = 0;
  let ids = 0;
  const send: OtlpSend = async (signal, body) => {
    calls += 1;
    const given = answer(signal, calls);
    if (given === 'nobody') throw new Error('ECONNREFUSED');
    if (given.status === 200) bodies[signal].push(JSON.parse(body));
    return { status: given.status, retryAfter: given.retryAfter ?? null };
  };
  const exporter = createOtlpExport({
    send,
    service: { name: 'duetide', version: '1.2.3' },
    ratio: 1,
    every: { batch: FAR, metrics: FAR },
    now: () => 1_700_000_000_000.25 + late,
    startedAt: 1_600_000_000_000,
    randomHex(bytes) {
      ids += 1;
      return ids.toString(16).padStart(bytes * 2, '0');
    },
  });
  onTestFinished(() => exporter.close(0));
  const metrics = createMetrics();
  const counted = (name: string) =>
    [...metrics.families()]
      .flatMap((family) => [...family.samples()])
      .find((sample) => sample.name + sample.labels === name)?.value;
  return {
    exporter,
    metrics,
    bodies,
    counted,
    calls: () => calls,
    pass(milliseconds: number) {
      late += milliseconds;
    },
    watch: () => exporter.watch({ metrics, instanceId: 'i1' }),
  };
}

const line = (fields: object) =>
  JSON.stringify({ level: 'info', time: '2026-11-20T12:00:00.000Z', msg: 'request', ...fields });

it('writes spans as the protocol says', async () => {
  const { exporter, bodies, watch } = open();
  watch();
  const { tracer } = exporter.tracing;
  await tracer.trace({ name: 'GET /a', kind: 'server' }, () =>
    tracer
      .trace(
        { name: 'find users', kind: 'client', attributes: { some: 1, half: 0.5, is: true } },
        () => Promise.reject(new TypeError('secret words')),
      )
      .catch(() => {}),
  );
  await exporter.close(1_000);
  const service = { key: 'service.name', value: { stringValue: 'duetide' } };
  const instance = { key: 'service.instance.id', value: { stringValue: 'i1' } };
  const times = {
    startTimeUnixNano: '1700000000000250000',
    endTimeUnixNano: '1700000000000250000',
  };
  expect(bodies.traces).toEqual([
    {
      resourceSpans: [
        {
          resource: { attributes: expect.arrayContaining([service, instance]) },
          scopeSpans: [
            {
              scope: { name: 'duetide', version: '1.2.3' },
              spans: [
                {
                  traceId: '1'.padStart(32, '0'),
                  spanId: '3'.padStart(16, '0'),
                  parentSpanId: '2'.padStart(16, '0'),
                  flags: 1,
                  name: 'find users',
                  kind: 3,
                  ...times,
                  attributes: [
                    { key: 'some', value: { intValue: '1' } },
                    { key: 'half', value: { doubleValue: 0.5 } },
                    { key: 'is', value: { boolValue: true } },
                    { key: 'error.type', value: { stringValue: 'TypeError' } },
                  ],
                  status: { code: 2 },
                },
                {
                  traceId: '1'.padStart(32, '0'),
                  spanId: '2'.padStart(16, '0'),
                  flags: 1,
                  name: 'GET /a',
                  kind: 2,
                  ...times,
                  attributes: [],
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
  expect(JSON.stringify(bodies)).not.toContain('secret');
});

it('writes lines of the log with the trace they belong to, and keeps mails to itself', async () => {
  const { exporter, bodies } = open();
  const { tracer } = exporter.tracing;
  await tracer.trace({ name: 'a', kind: 'internal' }, async () => {
    exporter.logs.write(line({ level: 'error', status: 500, err: { type: 'E', message: 'm' } }));
  });
  exporter.logs.write(line({ mail: 'a secret link' }));
  await exporter.close(1_000);
  const [{ resourceLogs }] = bodies.logs as [{ resourceLogs: never }];
  expect(resourceLogs).toMatchObject([
    {
      scopeLogs: [
        {
          logRecords: [
            {
              timeUnixNano: '1795176000000000000',
              severityNumber: 17,
              severityText: 'ERROR',
              body: { stringValue: 'request' },
              traceId: '1'.padStart(32, '0'),
              spanId: '2'.padStart(16, '0'),
              attributes: [
                { key: 'status', value: { intValue: '500' } },
                { key: 'exception.type', value: { stringValue: 'E' } },
                { key: 'exception.message', value: { stringValue: 'm' } },
              ],
            },
            { severityNumber: 9, attributes: [] },
          ],
        },
      ],
    },
  ]);
  expect(JSON.stringify(bodies)).not.toContain('secret');
});

it('writes every kind of metric', async () => {
  const { exporter, metrics, bodies, watch } = open();
  metrics
    .counter({ name: 'a_total', help: 'A.', labels: ['x'] })
    .of({ x: 'q"\\\n' })
    .add(3);
  metrics.read({ type: 'gauge', name: 'b_bytes', help: 'B.' }, () => [{ labels: {}, value: 7 }]);
  const histogram = metrics.histogram({
    name: 'c_seconds',
    help: 'C.',
    labels: ['k'],
    bounds: [1, 2],
  });
  for (const value of [0.5, 1.5, 1.5, 9]) histogram.of({ k: '1' }).observe(value);
  histogram.of({ k: '2' }).observe(9);
  metrics.summary({ name: 'd_seconds', help: 'D.' }).of({}).observe(4);
  watch();
  const answer = { method: 'GET', route: '/a', scheme: 'http' };
  exporter.tracing.countRequest({ ...answer, status: 200, seconds: 0.02 });
  exporter.tracing.countRequest({ ...answer, status: 503, seconds: 60 });
  await exporter.close(1_000);
  const [{ resourceMetrics }] = bodies.metrics as [
    { resourceMetrics: [{ scopeMetrics: [{ metrics: object[] }] }] },
  ];
  const found = resourceMetrics[0].scopeMetrics[0].metrics;
  const when = { startTimeUnixNano: '1600000000000000000', timeUnixNano: '1700000000000250000' };
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  expect(found.slice(0, 4)).toEqual([
    {
      name: 'a_total',
      description: 'A.',
      unit: '1',
      sum: {
        dataPoints: [{ ...when, attributes: [text('x', 'q"\\\n')], asDouble: 3 }],
        aggregationTemporality: 2,
        isMonotonic: true,
      },
    },
    {
      name: 'b_bytes',
      description: 'B.',
      unit: 'By',
      gauge: { dataPoints: [{ ...when, attributes: [], asDouble: 7 }] },
    },
    {
      name: 'c_seconds',
      description: 'C.',
      unit: 's',
      histogram: {
        dataPoints: [
          {
            ...when,
            attributes: [text('k', '1')],
            count: '4',
            sum: 12.5,
            bucketCounts: ['1', '2', '1'],
            explicitBounds: [1, 2],
          },
          {
            ...when,
            attributes: [text('k', '2')],
            count: '1',
            sum: 9,
            bucketCounts: ['0', '0', '1'],
            explicitBounds: [1, 2],
          },
        ],
        aggregationTemporality: 2,
      },
    },
    {
      name: 'd_seconds',
      description: 'D.',
      unit: 's',
      summary: {
        dataPoints: [{ ...when, attributes: [], count: '1', sum: 4, quantileValues: [] }],
      },
    },
  ]);
  const last = found.at(-1) as {
    name: string;
    histogram: { dataPoints: { bucketCounts: string[] }[] };
  };
  expect(last).toMatchObject({
    name: 'http.server.request.duration',
    unit: 's',
    histogram: {
      dataPoints: [
        {
          count: '1',
          attributes: [
            text('http.request.method', 'GET'),
            text('url.scheme', 'http'),
            { key: 'http.response.status_code', value: { intValue: '200' } },
            text('http.route', '/a'),
          ],
          explicitBounds: [
            0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
          ],
        },
        { sum: 60, attributes: expect.arrayContaining([text('error.type', '503')]) },
      ],
    },
  });
  expect(last.histogram.dataPoints.map(({ bucketCounts }) => bucketCounts.indexOf('1'))).toEqual([
    2, 14,
  ]);
});

it('keeps a bounded number of what nobody takes, says how many were lost, and goes on', async () => {
  let isAway = true;
  const { exporter, bodies, counted, watch } = open(() => (isAway ? 'nobody' : { status: 200 }));
  watch();
  for (let count = 0; count < 5_000; count += 1) exporter.logs.write(line({ count }));
  expect(counted('duetide_telemetry_dropped_total{signal="logs"}')).toBe(5_000 - 4_096);
  isAway = false;
  await exporter.close(1_000);
  expect(counted('duetide_telemetry_exported_total{signal="logs"}')).toBe(4_096);
  const sizes = (
    bodies.logs as { resourceLogs: [{ scopeLogs: [{ logRecords: object[] }] }] }[]
  ).map(({ resourceLogs }) => resourceLogs[0].scopeLogs[0].logRecords.length);
  expect(sizes).toEqual(new Array(8).fill(512));
});

it('counts what was lost before anybody could count', async () => {
  const { exporter, counted, watch } = open(() => 'nobody');
  for (let count = 0; count < 4_100; count += 1) exporter.logs.write(line({ count }));
  watch();
  expect(counted('duetide_telemetry_dropped_total{signal="logs"}')).toBe(4);
});

it('gives up what is refused for good, and waits as long as it is asked to', async () => {
  const { exporter, calls, counted, pass, watch } = open((_signal, call) =>
    call === 1 ? { status: 400 } : call === 2 ? { status: 503, retryAfter: '7' } : { status: 200 },
  );
  watch();
  const fill = () => {
    for (let count = 0; count < 512; count += 1) exporter.logs.write(line({ count }));
  };
  const dropped = 'duetide_telemetry_dropped_total{signal="logs"}';
  fill();
  await eventually('it was refused', 1_000, () => counted(dropped) === 512);
  fill();
  await eventually('it was put off', 1_000, () => calls() === 2);
  pass(6_000);
  await exporter.close(1_000);
  expect(calls()).toBe(3); // Of metrics, which were not put off.
  expect(counted(dropped)).toBe(1_024);
});

it('ends in time, also while somebody listens and says nothing', async () => {
  const { exporter, counted, watch, metrics } = open();
  watch();
  const silent = createOtlpExport({
    send: () => new Promise(() => {}),
    service: { name: 'duetide', version: '1.2.3' },
    ratio: 1,
    every: { batch: FAR, metrics: FAR },
    now: () => 0,
    startedAt: 0,
    randomHex: (bytes) => '1'.repeat(bytes * 2),
  });
  const other = createMetrics();
  silent.watch({ metrics: other, instanceId: 'i2' });
  silent.logs.write(line({}));
  const begun = performance.now();
  await silent.close(50);
  expect(performance.now() - begun).toBeLessThan(1_000);
  const [lost] = [...other.families()]
    .filter(({ name }) => name === 'duetide_telemetry_dropped_total')
    .flatMap((family) => [...family.samples()].filter(({ labels }) => labels.includes('logs')));
  expect(lost?.value).toBe(1);
  await exporter.close(50);
  expect(counted('duetide_telemetry_exported_total{signal="metrics"}')).toBe(1);
  expect([...metrics.families()].length).toBe(2);
});
