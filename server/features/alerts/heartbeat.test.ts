import { expect, it, onTestFinished } from 'vitest';
import { createEgress } from '#server/adapters/egress/undici-egress.ts';
import { createAlertRig } from '#tests/support/alert-rig.ts';
import { startRecordingServer } from '#tests/support/recording-server.ts';
import { openPort } from '#tests/support/test-egress.ts';
import { createHeartbeat } from './heartbeat.ts';

it('asks once a minute while somebody evaluates, and falls silent with the evaluator', async () => {
  let status = 200;
  const sink = await startRecordingServer({
    answer: (_request, response) => response.writeHead(status).end(),
  });
  onTestFinished(() => sink.stop());
  const rig = await createAlertRig();
  const lines: string[] = [];
  const log = {
    warn: (_fields: unknown, words: string) => lines.push(words),
    info: (_fields: unknown, words: string) => lines.push(words),
  };
  const heartbeat = createHeartbeat({
    url: `${sink.url}/ping/secret`,
    egress: createEgress({ allow: openPort(sink.port), ports: [] }),
    clock: rig.clock,
    log: log as never,
  });
  const one = rig.evaluator('one', { onEvaluated: heartbeat.beat });
  const minute = async () => {
    await rig.pass(60, [one]);
    await heartbeat.settled();
  };
  for (let at = 0; at < 3; at += 1) await minute();
  expect(sink.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
    Array.from({ length: 3 }, () => 'GET /ping/secret'),
  );
  status = 500;
  await minute();
  status = 200;
  await minute();
  expect(lines).toEqual(['HEARTBEAT_URL cannot be asked', 'HEARTBEAT_URL answers again']);
  await one.stop();
  const heard = sink.requests.length;
  rig.clock.advance(300_000);
  await heartbeat.settled();
  expect(sink.requests).toHaveLength(heard);
});
