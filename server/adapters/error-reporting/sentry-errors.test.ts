import { expect, it } from 'vitest';
import { readSentryDsn } from '#server/config/sentry-dsn.ts';
import type { ReportedError } from '#server/observability/errors/error-reporting.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { createSentryErrors } from './sentry-errors.ts';

type Answer = { status: number; headers: Map<string, string> };

function setUp(answer: () => Promise<Answer>) {
  const metrics = createMetrics();
  const bodies: string[] = [];
  const urls: string[] = [];
  let now = 0;
  const dsn = readSentryDsn('https://abc@sentry.example/7');
  if (!dsn) throw new Error('That is a DSN');
  const sentry = createSentryErrors({
    dsn,
    environment: 'production',
    egress: {
      async request({ body, url }) {
        bodies.push(body);
        urls.push(url);
        return answer();
      },
    },
    circuit: { run: (call) => call(new AbortController().signal) },
    metrics,
    monotonic: () => now,
  });
  const sendOne = (changes: Partial<ReportedError> = {}) =>
    sentry.send({
      id: '01990000-0000-7000-8000-000000000000',
      at: '2026-11-20T12:00:00.000Z',
      ...{ source: 'server', type: 'Error', code: 'ENOENT', message: 'Größe' },
      ...{ frames: [], causes: [], context: {}, release: '0.1.0' },
      ...changes,
    });
  const send = (count = 1) => {
    for (let number = 0; number < count; number += 1) sendOne();
  };
  const outcomes = () =>
    Object.fromEntries(
      [...metrics.families()]
        .flatMap((family) => [...family.samples()])
        .map(({ labels, value }) => [/"(.*)"/.exec(labels)?.[1], value]),
    );
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { sentry, send, sendOne, outcomes, bodies, urls, pass };
}

const answered =
  (status: number, headers: [string, string][] = []) =>
  async () => ({
    status,
    headers: new Map(headers),
  });

it('sends one envelope for each, whose lengths are those of bytes', async () => {
  const { sentry, send, bodies, urls, outcomes } = setUp(answered(200));
  send(2);
  await sentry.flush();
  expect(urls).toEqual(Array(2).fill('https://sentry.example/api/7/envelope/'));
  const [header = '', item = '', payload = ''] = (bodies[0] ?? '').split('\n');
  expect(JSON.parse(header).event_id).toBe('01990000000070008000000000000000');
  expect(JSON.parse(item)).toEqual({ type: 'event', length: Buffer.byteLength(payload) });
  expect(JSON.parse(payload).exception.values).toEqual([
    { type: 'Error', value: 'ENOENT: Größe', stacktrace: { frames: [] } },
  ]);
  expect(outcomes()).toEqual({ sent: 2, refused: 0, failed: 0, 'left-out': 0 });
});

it('tells of each place what is written there and around it, the outermost first', async () => {
  const { sentry, sendOne, bodies } = setUp(answered(200));
  const place = { function: null, file: 'node_modules/a/b.js', line: 3, column: 5, isOwn: false };
  const lines = { before: ['one', 'two'], at: 'three', after: ['four'] };
  sendOne({ frames: [{ ...place, function: 'sum', file: 'web/a.ts', isOwn: true, lines }, place] });
  await sentry.flush();
  const [, , payload = ''] = (bodies[0] ?? '').split('\n');
  expect(JSON.parse(payload).exception.values[0].stacktrace.frames).toEqual([
    {
      ...{ function: '?', filename: 'node_modules/a/b.js', abs_path: 'app:///node_modules/a/b.js' },
      ...{ lineno: 3, colno: 5, in_app: false },
    },
    {
      ...{ function: 'sum', filename: 'web/a.ts', abs_path: 'app:///web/a.ts' },
      ...{ lineno: 3, colno: 5, in_app: true },
      ...{ pre_context: ['one', 'two'], context_line: 'three', post_context: ['four'] },
    },
  ]);
});

it('is silent for as long as it is told to', async () => {
  const { sentry, send, outcomes, pass } = setUp(answered(429, [['retry-after', '30']]));
  send(3);
  await sentry.flush();
  expect(outcomes()).toEqual({ sent: 0, refused: 1, failed: 0, 'left-out': 2 });
  pass(30_000);
  send();
  await sentry.flush();
  expect(outcomes().refused).toBe(2);
});

it('never fails, and keeps no more than so many waiting', async () => {
  const { sentry, send, outcomes } = setUp(() => Promise.reject(new Error('away')));
  send(150);
  await sentry.flush();
  expect(outcomes()).toEqual({ sent: 0, refused: 0, failed: 100, 'left-out': 50 });
});

it.each([
  ['https://abc@sentry.example/7', 'https://sentry.example/api/7/envelope/', 443],
  ['http://abc@127.0.0.1:8000/sub/path/7', 'http://127.0.0.1:8000/sub/path/api/7/envelope/', 8000],
])('reads the DSN %s', (text, address, port) => {
  expect(readSentryDsn(text)).toMatchObject({ address, port, key: 'abc' });
});

it.each([
  'sentry.example/7',
  'https://sentry.example/7',
  'https://abc@sentry.example',
  'ftp://a@b/1',
  'https://abc@b/1?x=1',
])('does not take %s for a DSN', (text) => {
  expect(readSentryDsn(text)).toBeUndefined();
});
