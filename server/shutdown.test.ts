import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shutDown } from './shutdown.ts';

const log = pino({ level: 'silent' });

describe('shutDown', () => {
  let server: Server;
  let port: number;
  let running: ServerResponse[];
  let sockets: Socket[];
  let happened: string[];

  beforeEach(async () => {
    running = [];
    sockets = [];
    happened = [];
    server = createServer((_request, response) => running.push(response));
    // As Fastify has it: longer than anybody waits for an end.
    server.keepAliveTimeout = 72_000;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });

  function begin(limits = { serve: 60_000, cut: 70_000, end: 80_000 }, end = closeServer) {
    return shutDown({
      server,
      log,
      limits,
      drain: () => happened.push('drain'),
      close: end,
    });
  }

  async function closeServer(): Promise<void> {
    happened.push('close');
    await new Promise((resolve) => server.close(resolve));
  }

  async function request(): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(server, 'request');
    return socket;
  }

  it('is over at once where nothing runs', async () => {
    expect(await begin()).toBe(0);
    expect(happened).toEqual(['drain', 'close']);
  });

  it('goes on answering while something runs, and tells callers not to come back', async () => {
    await request();
    const ending = begin();
    const late = await request();
    running[1]?.end('late');
    expect(await text(late)).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.*\r\n)*Connection: close\r\n/);
    expect(happened).toEqual(['drain']);
    running[0]?.end('done');
    expect(await ending).toBe(0);
    expect(happened).toEqual(['drain', 'close']);
  });

  it('takes no new requests after a while, but finishes those that run', async () => {
    const socket = await request();
    const ending = begin({ serve: 0, cut: 20_000, end: 30_000 });
    while (server.listening) await new Promise(setImmediate);
    const [refusal] = await once(connect(port, '127.0.0.1'), 'error');
    expect(refusal).toMatchObject({ code: 'ECONNREFUSED' });
    running[0]?.end('done');
    expect(await text(socket)).toContain('done');
    expect(await ending).toBe(0);
  });

  it('cuts off whoever does not finish, and still ends well', async () => {
    const socket = await request();
    socket.on('error', () => {});
    const closed = once(socket, 'close');
    expect(await begin({ serve: 0, cut: 20, end: 30_000 })).toBe(0);
    await closed;
  });

  it('gives up where something never lets go', async () => {
    expect(await begin({ serve: 0, cut: 5, end: 20 }, () => new Promise(() => {}))).toBe(1);
  });

  it('reports that closing failed', async () => {
    const fail = async () => {
      throw new Error('The database is gone');
    };
    expect(await begin(undefined, fail)).toBe(1);
  });
});
