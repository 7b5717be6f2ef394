import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { createHistoryRig } from '#tests/support/history-rig.ts';
import { createTestApp } from '#tests/support/test-app.ts';
import { liveFigures } from './live-figures.ts';
import { createLiveStream } from './live-stream.ts';

const BEGIN = '2026-11-20T12:00:00.000Z';
const allowed = async () => true;

async function setUp() {
  const rig = await createHistoryRig(BEGIN);
  onTestFinished(() => rig.close());
  const one = rig.instance('one');
  one.recorder.start();
  const live = createLiveStream({
    figures: (at) => liveFigures(rig.reader, at),
    onRecorded: one.recorder.onRecorded,
    timers: rig.time.timers,
    log: { warn: (_fields, message) => rig.warnings.push(message) },
  });
  return { ...rig, one, live };
}

const eventsIn = (all: string) =>
  [...all.matchAll(/^event: rollup\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''));

describe('whoever watches', () => {
  it('is told of each ten seconds a moment after them, and that the stream lives', async () => {
    const { time, one, live } = await setUp();
    const heard = text(live.open(allowed));
    one.answer([0.1, 0.2]);
    one.answer([0.3], { status: '5xx' });
    await time.pass(20_000);
    await time.pass(1_000);
    live.close();
    const all = await heard;
    expect(eventsIn(all)).toMatchObject([
      { at: BEGIN, step: 10, requests: 3, errors: 1, p50: expect.closeTo(0.2, 2), instances: 1 },
      { at: '2026-11-20T12:00:10.000Z', requests: 0, errors: 0, p50: null },
    ]);
    expect(all.match(/^:$/gm)).toHaveLength(1);
  });

  it('hears the end of the session, and of the server', async () => {
    const { time, live } = await setUp();
    let isSignedIn = true;
    const heard = text(live.open(async () => isSignedIn));
    await time.pass(30_000);
    isSignedIn = false;
    await time.pass(15_000);
    expect(eventsIn(await heard)).toHaveLength(4);
    live.close();
    expect(eventsIn(await text(live.open(allowed)))).toEqual([]);
  });

  it('is refused where too many watch, and let in when somebody has left', async () => {
    const { live } = await setUp();
    const streams = Array.from({ length: 50 }, () => live.open(allowed));
    expect(() => live.open(allowed)).toThrow(AppError);
    const left = streams[7];
    left?.destroy();
    await new Promise((resolve) => left?.once('close', resolve));
    live.open(allowed);
    live.close();
  });
});

it('the route streams as events, which nothing keeps', async () => {
  const server = await createTestApp({ now: BEGIN });
  const operator = await server.signUp();
  const reply = operator.api('GET', 'operator/live');
  await new Promise(setImmediate);
  // Whoever watches does not hold up the end of the server.
  await server.close();
  const { statusCode, headers, body } = await reply;
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/event-stream']);
  expect(headers['cache-control']).toBe('no-store');
  expect(body).toMatch(/^retry: \d+\n\n/);
});
