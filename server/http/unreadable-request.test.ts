import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHttpApp } from '#tests/support/http-app.ts';
import type { App } from './app-instance.ts';

describe('what is not HTTP', () => {
  let app: App;
  let port: number;

  beforeEach(async () => {
    ({ app } = await openHttpApp());
    port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  });
  afterEach(() => app.close());

  function send(bytes: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes);
    return text(socket);
  }

  it.each([
    ['nonsense', 'hello\r\n\r\n'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('gets a problem for %s, and the connection ends', async (_what, bytes) => {
    const answer = await send(bytes);
    expect(answer).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/,
    );
    const [, body = ''] = answer.split('\r\n\r\n');
    expect(JSON.parse(body)).toEqual({
      type: '/problems/bad-request',
      code: 'bad-request',
      title: 'The request cannot be read',
      status: 400,
      instance: '',
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
    });
    expect(answer).toContain(`X-Request-Id: ${JSON.parse(body).requestId}\r\n`);
    expect(answer).toContain(`Content-Length: ${body.length}\r\n`);
  });

  it('gets a problem for a request that does not say which host it is for', async () => {
    const answer = await send('GET /api/x HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('content-type: application/problem+json');
    expect(answer).toContain('"detail":"Host is missing"');
  });

  it('goes on answering others', async () => {
    await send('hello\r\n\r\n');
    expect((await fetch(`http://127.0.0.1:${port}/api/x`)).status).toBe(404);
  });
});
