import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { createTracer, type EndedSpan } from '#server/observability/tracing/tracer.ts';
import type { AnsweredRequest } from '#server/observability/tracing/tracing.ts';
import { AppError } from '#shared/app-error.ts';
import { openHttpApp } from '#tests/support/http-app.ts';

async function open() {
  const ended: EndedSpan[] = [];
  const answered: AnsweredRequest[] = [];
  const begun = Promise.withResolvers<void>();
  let ids = 0;
  const tracer = createTracer({
    onEnd: (span) => ended.push(span),
    now: () => performance.now(),
    randomHex(bytes) {
      ids += 1;
      return ids.toString(16).padStart(bytes * 2, '0');
    },
    ratio: 1,
  });
  const { app } = await openHttpApp({
    tracing: { tracer, countRequest: (request) => answered.push(request) },
    registerRoutes(api) {
      api.addHook('onRequest', (_request, _reply, done) => {
        begun.resolve();
        done();
      });
      api.post('/things/:id', { config: { access: 'public' } }, async () => ({
        trace: tracer.current()?.traceId ?? 'none',
      }));
      api.get('/away', { config: { access: 'public' } }, async () => {
        throw new AppError('unavailable');
      });
    },
  });
  onTestFinished(() => app.close());
  return { app, ended, answered, begun: begun.promise };
}

it('is followed into its handler, also after a body that came late', async () => {
  const { app, ended, begun } = await open();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST /things/secret-id HTTP/1.1\r\nHost: a\r\nConnection: close\r\n');
  socket.write('Content-Type: application/json\r\nContent-Length: 2\r\n\r\n');
  await begun;
  socket.write('{}');
  const answer = await text(socket);
  expect(ended).toHaveLength(1);
  expect(answer).toContain(`{"trace":"${ended[0]?.traceId}"}`);
  expect(ended[0]?.name).toBe('POST /things/:id');
  expect(JSON.stringify(ended)).not.toContain('secret');
});

it('says how it went', async () => {
  const { app, ended, answered } = await open();
  await app.inject({ url: '/away' });
  await app.inject({ url: '/nowhere?secret' });
  expect(ended).toMatchObject([
    {
      name: 'GET /away',
      kind: 'server',
      isFailure: true,
      attributes: { 'http.response.status_code': 503, 'error.type': '503', 'http.route': '/away' },
    },
    { name: 'GET', isFailure: false, attributes: { 'http.response.status_code': 404 } },
  ]);
  expect(ended[1]?.attributes).not.toHaveProperty('http.route');
  expect(answered).toMatchObject([
    { method: 'GET', route: '/away', status: 503, scheme: 'http' },
    { method: 'GET', route: null, status: 404, scheme: 'http' },
  ]);
});
