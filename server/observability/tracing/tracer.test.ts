import { expect, it } from 'vitest';
import { createTracer, type EndedSpan, errorType } from './tracer.ts';

function open(ratio = 1) {
  const ended: EndedSpan[] = [];
  let ids = 0;
  let now = 0;
  const tracer = createTracer({
    onEnd: (span) => ended.push(span),
    now() {
      now += 1;
      return now;
    },
    randomHex(bytes) {
      ids += 1;
      return ids.toString(16).padStart(bytes * 2, '0');
    },
    ratio,
  });
  return { tracer, ended };
}

it('makes what is done in a span a part of it, also later', async () => {
  const { tracer, ended } = open();
  await tracer.trace({ name: 'outer', kind: 'internal' }, async () => {
    await new Promise(setImmediate);
    await tracer.trace({ name: 'inner', kind: 'client' }, async () => {});
  });
  const [inner, outer] = ended;
  expect(inner).toMatchObject({ name: 'inner', parentSpanId: outer?.spanId });
  expect(inner?.traceId).toBe(outer?.traceId);
  expect(outer).toMatchObject({ parentSpanId: null, startedAt: 1, endedAt: 4, isFailure: false });
});

it('makes what goes on after its end no part of it', async () => {
  const { tracer, ended } = open();
  const begun: unknown[] = [];
  const span = tracer.start({ name: 'request', kind: 'server' });
  const later = tracer.within(span, async () => {
    begun.push(tracer.current());
    await new Promise(setImmediate);
    begun.push(tracer.current());
    await tracer.trace({ name: 'poll', kind: 'client' }, async () => {});
  });
  span.end({ attributes: { a: 1 } });
  span.end({ attributes: { a: 2 } });
  await later;
  expect(begun).toEqual([span.context, undefined]);
  expect(ended.map(({ name, parentSpanId }) => [name, parentSpanId])).toEqual([
    ['request', null],
    ['poll', null],
  ]);
  expect(ended[0]?.attributes).toEqual({ a: 1 });
});

it('says what failed, and lets it fail', async () => {
  const { tracer, ended } = open();
  const error = Object.assign(new Error('words of people'), { code: 'ECONNRESET' });
  await expect(
    tracer.trace({ name: 'a', kind: 'client' }, () => Promise.reject(error)),
  ).rejects.toBe(error);
  expect(ended).toMatchObject([{ isFailure: true, attributes: { 'error.type': 'ECONNRESET' } }]);
});

it('hands on the share that it is to, of whole traces', async () => {
  const { tracer, ended } = open(0);
  await tracer.trace({ name: 'a', kind: 'internal' }, () =>
    tracer.trace({ name: 'b', kind: 'internal' }, async () => {}),
  );
  const parent = { traceId: 'f'.repeat(32), spanId: 'f'.repeat(16), isSampled: true };
  tracer.start({ name: 'decided before', kind: 'server', parent }).end();
  expect(ended.map(({ name }) => name)).toEqual(['decided before']);
});

it.each([
  [new TypeError('a'), 'TypeError'],
  [Object.assign(new Error('a'), { code: 'not-found' }), 'not-found'],
  [Object.assign(new Error('a'), { code: 'ada@example.com' }), '_OTHER'],
  ['text', '_OTHER'],
])('calls %o %s', (error, type) => {
  expect(errorType(error)).toBe(type);
});
