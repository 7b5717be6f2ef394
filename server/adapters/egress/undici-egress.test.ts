import { execFile } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import {
  type RecordingOptions,
  type RecordingServer,
  startRecordingServer,
} from '#tests/support/recording-server.ts';
import {
  ENDED_TLS,
  namesFrom,
  openPort,
  TEST_AUTHORITY,
  TEST_TLS,
} from '#tests/support/test-egress.ts';
import type { EgressRequest } from './egress.ts';
import { createEgress, type EgressDeps } from './undici-egress.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function start(options?: RecordingOptions): Promise<RecordingServer> {
  const server = await startRecordingServer(options);
  stops.push(server.stop);
  return server;
}

/** A server that speaks no HTTP of its own accord. */
async function startRaw(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function egressTo(port: number, deps: Partial<EgressDeps> = {}) {
  return createEgress({ ports: [], allow: openPort(port), ...deps });
}

const text = (body: Uint8Array) => Buffer.from(body).toString('utf8');

describe('a request', () => {
  it('arrives as it was given, and the answer comes back', async () => {
    const server = await start({
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
    const server = await start();
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
    const server = await start();
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
    const [server, proxy] = [await start(), await start()];
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
    const [open, closed] = [await start(), await start()];
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
    const server = await start();
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
    const server = await start();
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
    const end = await start();
    const front = await start({
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
    const server = await start({
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

describe('limits', () => {
  const get = (url: string, limits: EgressRequest['limits']): EgressRequest => ({
    method: 'GET',
    url,
    limits,
  });

  it('end a request whose headers do not come', async () => {
    const port = await startRaw(() => {});
    await expect(
      egressTo(port).request(get(`http://127.0.0.1:${port}/`, { headers: 50 })),
    ).rejects.toMatchObject({ reason: 'time-out', mayHaveArrived: true });
  });

  it('end one whose body goes on and on', async () => {
    const port = await startRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      const drip = setInterval(() => socket.write('1\r\nx\r\n'), 5);
      socket.on('close', () => clearInterval(drip));
    });
    const request = get(`http://127.0.0.1:${port}/`, { total: 100 });
    await expect(egressTo(port).request(request)).rejects.toMatchObject({ reason: 'time-out' });
  });

  it('end one that waits for a name', async () => {
    const egress = egressTo(443, {
      ports: [443],
      resolve: (_name, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    await expect(egress.request(get('https://slow.example/', { total: 30 }))).rejects.toMatchObject(
      {
        reason: 'time-out',
        mayHaveArrived: false,
      },
    );
  });

  it('end one whose connection is never encrypted', async () => {
    const port = await startRaw(() => {});
    await expect(
      egressTo(port).request(get(`https://127.0.0.1:${port}/`, { headers: 50 })),
    ).rejects.toMatchObject({ reason: 'time-out', mayHaveArrived: false });
  });

  it('hold while a connection is being made, and leave no socket behind', async () => {
    let open = 0;
    const port = await startRaw((socket) => {
      open += 1;
      // Only who reads hears of the end.
      socket.resume().on('close', () => {
        open -= 1;
      });
    });
    const request = get(`https://127.0.0.1:${port}/`, { total: 50 });
    const begun = performance.now();
    await expect(egressTo(port).request(request)).rejects.toMatchObject({ reason: 'time-out' });
    expect(performance.now() - begun).toBeLessThan(2_000);
    await eventually('the socket is closed', 1_000, () => open === 0);
  });

  it('hold for a body, however it is announced', async () => {
    const server = await start({
      answer: (_request, response) => {
        response.write('x'.repeat(600));
        response.end('x'.repeat(600));
      },
    });
    const request = get(server.url, { body: 1_000 });
    await expect(egressTo(server.port).request(request)).rejects.toMatchObject({
      reason: 'too-large',
      mayHaveArrived: true,
    });
    const exact = get(server.url, { body: 1_200 });
    expect((await egressTo(server.port).request(exact)).body).toHaveLength(1_200);
  });

  it('stop an endless body for whoever needs only its beginning', async () => {
    const port = await startRaw((socket) => {
      socket.write('HTTP/1.1 202 Accepted\r\n\r\n');
      const flood = setInterval(() => socket.write('x'.repeat(10_000)), 1);
      socket.on('close', () => clearInterval(flood));
    });
    const response = await egressTo(port).request(
      get(`http://127.0.0.1:${port}/`, { body: 500, needs: 'beginning' }),
    );
    expect(response.status).toBe(202);
    expect(text(response.body)).toBe('x'.repeat(500));
  });

  it('take what arrived before the time was over, for the same', async () => {
    const port = await startRaw((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsent'),
    );
    const limits = { total: 200, needs: 'beginning' } as const;
    const response = await egressTo(port).request(get(`http://127.0.0.1:${port}/`, limits));
    expect(text(response.body)).toBe('sent');
  });

  it('count what comes over the wire: nothing is unpacked', async () => {
    const packed = gzipSync('x'.repeat(1_000_000));
    const server = await start({
      answer: (_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    });
    const response = await egressTo(server.port).request(get(server.url, { body: 2_000 }));
    expect(Buffer.from(response.body).equals(packed)).toBe(true);
  });

  it('hold for headers', async () => {
    const port = await startRaw((socket) =>
      socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`),
    );
    await expect(
      egressTo(port).request(get(`http://127.0.0.1:${port}/`, {})),
    ).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('let only so many ask one host at once', async () => {
    let [underWay, most] = [0, 0];
    const server = await start({
      answer: (_request, response) => {
        underWay += 1;
        most = Math.max(most, underWay);
        setTimeout(() => {
          underWay -= 1;
          response.end();
        }, 5);
      },
    });
    const egress = egressTo(server.port, { turns: { perHost: 2, inAll: 9, waiting: 10 } });
    const requests = Array.from({ length: 13 }, () => egress.request(get(server.url, {})));
    const outcomes = await Promise.allSettled(requests);
    expect(most).toBe(2);
    const failed = outcomes.filter(({ status }) => status === 'rejected');
    expect(failed).toMatchObject([{ reason: { reason: 'busy', mayHaveArrived: false } }]);
    expect(server.requests).toHaveLength(12);
  });
});

describe('a failure says what is wrong', () => {
  const get = (url: string): EgressRequest => ({ method: 'GET', url });

  it('where nobody listens', async () => {
    const server = await startRecordingServer();
    await server.stop();
    await expect(egressTo(server.port).request(get(server.url))).rejects.toMatchObject({
      reason: 'connection',
      mayHaveArrived: false,
    });
  });

  it.each([
    ['breaks off before an answer', ''],
    ['answers nonsense', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['breaks off within the body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello'],
    ['names two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  ])('where the other end %s', async (_name, answer) => {
    const port = await startRaw((socket) => socket.once('data', () => socket.end(answer)));
    await expect(egressTo(port).request(get(`http://127.0.0.1:${port}/`))).rejects.toMatchObject({
      reason: 'broken-answer',
      mayHaveArrived: true,
    });
  });

  it('where the certificate is for another name, has ended, or comes from nobody known', async () => {
    const [server, ended] = [await start({ tls: TEST_TLS }), await start({ tls: ENDED_TLS })];
    const resolve = namesFrom({ 'hook.example': ['127.0.0.1'], 'other.example': ['127.0.0.1'] });
    const allow = [...openPort(server.port), ...openPort(ended.port)];
    const egress = createEgress({ ports: [], allow, resolve, authorities: [TEST_AUTHORITY] });
    const named = `https://hook.example:${server.port}/`;
    expect((await egress.request(get(named))).status).toBe(200);
    expect((await egress.request(get(server.url))).status).toBe(200);
    const reason = 'certificate';
    for (const url of [`https://other.example:${server.port}/`, ended.url]) {
      await expect(egress.request(get(url))).rejects.toMatchObject({ reason });
    }
    const doubting = createEgress({ ports: [], allow, resolve });
    await expect(doubting.request(get(named))).rejects.toMatchObject({ reason });
    expect([server.requests.length, ended.requests.length]).toEqual([2, 0]);
  });

  it('and is not talked out of it by the environment', async () => {
    const server = await start({ tls: TEST_TLS });
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      await expect(egressTo(server.port).request(get(server.url))).rejects.toMatchObject({
        reason: 'certificate',
      });
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  });

  it('where the other end does not speak TLS', async () => {
    const server = await start();
    await expect(
      egressTo(server.port).request(get(`https://127.0.0.1:${server.port}/`)),
    ).rejects.toMatchObject({ reason: 'tls', mayHaveArrived: false });
  });
});

describe('a host by itself', () => {
  const egress = createEgress({
    ports: [443],
    allow: [{ kind: 'name', name: 'mail.lan', port: 587 }],
    resolve: namesFrom({ 'mail.example': ['93.184.215.14'], 'inside.example': ['10.0.0.1'] }),
    resolveNamed: namesFrom({ 'mail.lan': ['192.168.1.2'] }),
  });

  it('comes back as addresses, with the name for its certificate', async () => {
    expect(await egress.checkHost('Mail.Example.', 443)).toEqual({
      serverName: 'mail.example',
      addresses: ['93.184.215.14'],
    });
    expect(await egress.checkHost('mail.lan', 587)).toEqual({
      serverName: 'mail.lan',
      addresses: ['192.168.1.2'],
    });
  });

  it('may use the ports of its protocol, and those are open to no request', async () => {
    const ports = [25, 465, 587];
    const found = { serverName: 'mail.example', addresses: ['93.184.215.14'] };
    expect(await egress.checkHost('mail.example', 587, ports)).toEqual(found);
    await expect(egress.checkHost('mail.example', 443, ports)).rejects.toMatchObject({
      reason: 'port',
    });
    await expect(egress.checkHost('inside.example', 587, ports)).rejects.toMatchObject({
      reason: 'private',
    });
    const request = { method: 'GET', url: 'http://mail.example:587/' } as const;
    await expect(egress.request(request)).rejects.toMatchObject({ reason: 'port' });
  });

  it.each([
    ['inside.example', 443, 'private'],
    ['127.1', 443, 'loopback'],
    ['::1', 443, 'loopback'],
    ['[::1]', 443, 'loopback'],
    ['mail.example', 25, 'port'],
    ['mail.lan', 25, 'port'],
    ['user@mail.example', 443, 'invalid-host'],
    ['mail.example:25', 443, 'invalid-host'],
    ['mail.example/x', 443, 'invalid-host'],
    ['', 443, 'invalid-host'],
  ])('is refused: %s on %i', async (host, port, reason) => {
    await expect(egress.checkHost(host, port)).rejects.toMatchObject({ reason });
  });
});
