import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { egressTo, startOutside } from '#tests/support/outside-servers.ts';
import { namesFrom, openPort } from '#tests/support/test-egress.ts';
import type { EgressRequest } from './egress.ts';
import { createEgress } from './undici-egress.ts';

const text = (body: Uint8Array) => Buffer.from(body).toString('utf8');

describe('a request', () => {
  it('arrives as it was given, and the answer comes back', async () => {
    const server = await startOutside({
      answer: (_request, response) =>
        response.writeHead(201, { 'X-Twice': ['a', 'b'] }).end('Grüße'),
    });
    const response = await egressTo(server.port).request({
      method: 'POST',
      url: `${server.url}/hook?a=%20b&c=d#fragment`,
      headers: { 'Content-Type': 'application/json', 'X-Key': 'ß' },
      body: '{"title":"Größe"}',
    });
    expect(response).toMatchObject({ status: 201, url: `${server.url}/hook?a=%20b&c=d` });
    expect(response.headers.get('x-twice')).toBe('a, b');
    expect(text(response.body)).toBe('Grüße');
    expect(server.requests).toEqual([
      {
        method: 'POST',
        path: '/hook?a=%20b&c=d',
        body: '{"title":"Größe"}',
        bytes: Buffer.from('{"title":"Größe"}'),
        headers: {
          host: `127.0.0.1:${server.port}`,
          connection: 'close',
          'user-agent': 'Duetide',
          'content-type': 'application/json',
          'x-key': 'ß',
          'content-length': '19',
          'accept-encoding': 'identity',
        },
      },
    ]);
  });

  it('keeps no connection: each is made for one request', async () => {
    const server = await startOutside();
    const egress = egressTo(server.port);
    for (let count = 0; count < 3; count += 1) {
      await egress.request({ method: 'GET', url: server.url });
    }
    expect(server.connections()).toBe(3);
  });

  it.each([
    ['a line break in a value', { 'X-Key': 'a\r\nX-Other: b' }],
    ['a line break in a name', { 'X-Key\r\nX-Other': 'b' }],
    ['no name', { '': 'b' }],
    ['a letter outside of Latin-1', { Title: '価格' }],
    ['another host', { Host: 'private.example' }],
    ['another length', { 'content-length': '3' }],
    ['chunks', { 'Transfer-Encoding': 'chunked' }],
    ['another protocol', { Upgrade: 'h2c' }],
    ['a password of a proxy', { 'Proxy-Authorization': 'Basic x' }],
  ])('with %s in its headers is refused', async (_name, headers) => {
    const server = await startOutside();
    await expect(
      egressTo(server.port).request({ method: 'POST', url: server.url, headers, body: 'x' }),
    ).rejects.toMatchObject({ reason: 'header' });
    expect(server.connections()).toBe(0);
  });

  it.each(['CONNECT', 'TRACE', 'get', 'GET / HTTP/1.1\r\n'])(
    'with %j is refused',
    async (method) => {
      const request = { method, url: 'http://127.0.0.1/' } as EgressRequest;
      await expect(egressTo(80).request(request)).rejects.toMatchObject({ reason: 'method' });
    },
  );

  it('row 35: knows no proxy, whatever the environment says', { timeout: 30_000 }, async () => {
    const [server, proxy] = [await startOutside(), await startOutside()];
    const program = `
      import { createEgress } from './server/adapters/egress/undici-egress.ts';
      const allow = [{ kind: 'network', address: '127.0.0.1', prefix: 32, port: ${server.port} }];
      const { status } = await createEgress({ ports: [], allow }).request({
        method: 'GET',
        url: '${server.url}',
      });
      console.log(status);`;
    const variables = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NPM_CONFIG_PROXY'];
    const names = variables.flatMap((name) => [name, name.toLowerCase()]);
    const env = {
      ...process.env,
      ...Object.fromEntries(names.map((name) => [name, proxy.url])),
      NODE_USE_ENV_PROXY: '1',
      NO_PROXY: '',
      no_proxy: '',
    };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', program],
      { env },
    );
    expect(stdout.trim()).toBe('200');
    expect([server.requests.length, proxy.connections()]).toEqual([1, 0]);
  });
});

describe('what the operator opened', () => {
  it('is reached by its name, on its port and on no other', async () => {
    const [open, closed] = [await startOutside(), await startOutside()];
    const egress = createEgress({
      ports: [80, 443],
      allow: [{ kind: 'name', name: 'ntfy.lan', port: open.port }],
      resolveNamed: namesFrom({ 'ntfy.lan': ['127.0.0.1'] }),
      resolve: namesFrom({ 'ntfy.lan': ['127.0.0.1'], 'other.lan': ['127.0.0.1'] }),
    });
    const ask = (host: string, port: number) =>
      egress.request({ method: 'GET', url: `http://${host}:${port}/` });
    expect((await ask('NTFY.lan.', open.port)).status).toBe(200);
    await expect(ask('ntfy.lan', closed.port)).rejects.toMatchObject({ reason: 'port' });
    await expect(ask('other.lan', open.port)).rejects.toMatchObject({ reason: 'port' });
    await expect(ask('127.0.0.1', open.port)).rejects.toMatchObject({ reason: 'port' });
    await expect(ask('other.lan', 80)).rejects.toMatchObject({ reason: 'loopback' });
    expect(closed.connections()).toBe(0);
  });

  it('is reached by its network, under whatever name', async () => {
    const server = await startOutside();
    const egress = egressTo(server.port, { resolve: namesFrom({ 'a.example': ['127.0.0.1'] }) });
    const url = `http://a.example:${server.port}/`;
    expect((await egress.request({ method: 'GET', url })).status).toBe(200);
  });

  it('is a port of one network only, and not of the rest of the world', async () => {
    const egress = createEgress({
      ports: [80],
      allow: [{ kind: 'network', address: '10.0.0.0', prefix: 8, port: 6379 }],
    });
    expect(await egress.checkHost('10.1.2.3', 6379)).toMatchObject({ addresses: ['10.1.2.3'] });
    await expect(egress.checkHost('10.1.2.3', 80)).rejects.toMatchObject({ reason: 'private' });
    await expect(egress.checkHost('93.184.215.14', 6379)).rejects.toMatchObject({ reason: 'port' });
  });

  it('is reached over the second address where nobody listens at the first', async () => {
    const server = await startOutside();
    const egress = createEgress({
      ports: [server.port],
      allow: [{ kind: 'name', name: 'two.lan', port: null }],
      resolveNamed: namesFrom({ 'two.lan': ['::1', '127.0.0.1'] }),
    });
    const url = `http://two.lan:${server.port}/`;
    expect((await egress.request({ method: 'GET', url })).status).toBe(200);
  });

  it.each([
    ['metadata', '169.254.169.254', 'metadata'],
    ['metadata of IPv6', 'fd00:ec2::254', 'metadata'],
    ['a mapped address', '::ffff:10.0.0.1', 'not-public'],
    ['all interfaces', '0.0.0.0', 'not-public'],
    ['multicast', '224.0.0.1', 'not-public'],
  ])('never comprises %s, by name or network', async (_name, address, reason) => {
    const egress = createEgress({
      ports: [80],
      allow: [
        { kind: 'name', name: 'named.lan', port: null },
        { kind: 'network', address: '0.0.0.0', prefix: 0, port: null },
        { kind: 'network', address: '::', prefix: 0, port: null },
      ],
      resolve: namesFrom({ 'other.lan': [address] }),
      resolveNamed: namesFrom({ 'named.lan': [address] }),
    });
    await expect(egress.checkHost('named.lan', 80)).rejects.toMatchObject({ reason });
    await expect(egress.checkHost('other.lan', 80)).rejects.toMatchObject({ reason });
  });
});

describe('a redirect', () => {
  async function startTwo(status: number) {
    const end = await startOutside();
    const front = await startOutside({
      answer: (_request, response) =>
        response.writeHead(status, { location: `http://end.example:${end.port}/end` }).end(),
    });
    const egress = createEgress({
      ports: [],
      allow: [...openPort(front.port), ...openPort(end.port)],
      resolve: namesFrom({ 'front.example': ['127.0.0.1'], 'end.example': ['127.0.0.1'] }),
    });
    return { end, egress, url: `http://front.example:${front.port}/` };
  }
  const secrets = { Authorization: 'Bearer x', Cookie: 'a=b', 'X-Gotify-Key': 'x', Accept: '*/*' };

  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [307, 'POST', 'POST', 'body'],
    [308, 'POST', 'POST', 'body'],
    [302, 'PUT', 'PUT', 'body'],
  ] as const)('with %i turns %s into %s', async (status, method, then, body) => {
    const { end, egress, url } = await startTwo(status);
    const headers = { 'Content-Type': 'text/plain' };
    const response = await egress.request({ method, url, headers, body: 'body' });
    expect(response.url).toBe(`http://end.example:${end.port}/end`);
    expect(end.requests).toMatchObject([{ method: then, path: '/end', body }]);
    expect(end.requests[0]?.headers['content-type']).toBe(body ? 'text/plain' : undefined);
  });

  it('to another origin takes along no header that could be a password', async () => {
    const { end, egress, url } = await startTwo(302);
    await egress.request({ method: 'GET', url, headers: secrets });
    expect(Object.keys(end.requests[0]?.headers ?? {}).sort()).toEqual(
      ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'].sort(),
    );
  });

  it('within an origin keeps them', async () => {
    const server = await startOutside({
      answer: ({ path }, response) =>
        path === '/' ? response.writeHead(302, { location: '/end' }).end() : response.end(),
    });
    await egressTo(server.port).request({ method: 'GET', url: server.url, headers: secrets });
    expect(server.requests[1]).toMatchObject({
      path: '/end',
      headers: { authorization: 'Bearer x', cookie: 'a=b', 'x-gotify-key': 'x' },
    });
  });

  it('is an answer for whoever follows none', async () => {
    const { end, egress, url } = await startTwo(302);
    const response = await egress.request({ method: 'GET', url, limits: { redirects: 0 } });
    expect(response).toMatchObject({ status: 302, url });
    expect(end.connections()).toBe(0);
  });
});
