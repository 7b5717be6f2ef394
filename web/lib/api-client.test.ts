import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function clientOf(answer: (...args: Parameters<RequestListener>) => unknown) {
  const server = createServer((request, response) => void answer(request, response));
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return createApiClient({ fetch, base: `http://127.0.0.1:${port}/api/v1/` });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

test('parameters, query, version, key and body arrive where they belong', async () => {
  const seen: unknown[] = [];
  const api = await clientOf(async (request, response) => {
    seen.push(request.method, request.url, request.headers, await bodyOf(request));
    response.setHeader('content-type', 'application/json').end('{"name":"Netflix"}');
  });
  const answer = await api('PATCH subscriptions/{id}', {
    params: { id: 'a/b' },
    version: 3,
    idempotencyKey: 'key-1',
    body: { name: 'Netflix' },
  });
  expect(answer).toEqual({ name: 'Netflix' });
  const [method, url, headers, body] = seen;
  expect([method, url]).toEqual(['PATCH', '/api/v1/subscriptions/a%2Fb']);
  expect(headers).toMatchObject({
    'if-match': '"3"',
    'idempotency-key': 'key-1',
    'content-type': 'application/json',
  });
  expect(JSON.parse(String(body))).toEqual({ name: 'Netflix' });
});

test('what was left out of a query is not sent', async () => {
  let url = '';
  const api = await clientOf((request, response) => {
    url = request.url ?? '';
    response.setHeader('content-type', 'application/json').end('{"items":[],"nextCursor":null}');
  });
  await api('GET subscriptions', { query: { q: 'a&b', tag: undefined, limit: 8 } });
  expect(url).toBe('/api/v1/subscriptions?q=a%26b&limit=8');
});

test('an answer without a body is undefined', async () => {
  const api = await clientOf((_request, response) => response.writeHead(204).end());
  expect(await api('POST auth/sign-out')).toBeUndefined();
});

test('a problem becomes an error with its code, fields and request', async () => {
  const api = await clientOf((_request, response) => {
    response.writeHead(422, { 'content-type': 'application/problem+json', 'retry-after': '7' }).end(
      JSON.stringify({
        code: 'invalid-input',
        detail: 'no',
        requestId: 'r-1',
        errors: [{ pointer: '/name', detail: 'must not be empty' }],
      }),
    );
  });
  expect(await failureOf(api('GET summary'))).toMatchObject({
    code: 'invalid-input',
    status: 422,
    detail: 'no',
    requestId: 'r-1',
    retryAfter: 7,
    errors: [{ pointer: '/name', detail: 'must not be empty' }],
  });
});

test.each([
  [502, 'unavailable'],
  [413, 'body-too-large'],
  [418, 'unreadable-answer'],
])('a proxy that answers %i in HTML is understood as %s', async (status, code) => {
  const api = await clientOf((_request, response) => {
    response
      .writeHead(status, { 'content-type': 'text/html', 'x-request-id': 'r-2' })
      .end('<p>no</p>');
  });
  expect(await failureOf(api('GET summary'))).toMatchObject({ code, status, requestId: 'r-2' });
});

test('an answer that is not JSON is named as such', async () => {
  const api = await clientOf((_request, response) => response.end('<html>'));
  expect((await failureOf(api('GET summary'))).code).toBe('unreadable-answer');
});

test('a server that is gone is no connection', async () => {
  const api = await clientOf((_request, response) => response.destroy());
  expect((await failureOf(api('GET summary'))).code).toBe('no-connection');
});

test('an aborted call is no failure of the connection', async () => {
  const api = await clientOf(() => {});
  const controller = new AbortController();
  const call = api('GET summary', { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});

test('a file is sent as the browser packs it', async () => {
  let type = '';
  const api = await clientOf((request, response) => {
    type = request.headers['content-type'] ?? '';
    request.resume();
    response.setHeader('content-type', 'application/json').end('{}');
  });
  const body = new FormData();
  body.append('file', new Blob(['a,b']), 'a.csv');
  await api('POST imports', { body });
  expect(type).toMatch(/^multipart\/form-data; boundary=/);
});
