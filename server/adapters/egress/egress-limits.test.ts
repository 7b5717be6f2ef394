import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { egressTo, startOutside, startRawOutside } from '#tests/support/outside-servers.ts';
import type { EgressRequest } from './egress.ts';

const text = (body: Uint8Array) => Buffer.from(body).toString('utf8');

describe('limits', () => {
  const get = (url: string, limits: EgressRequest['limits']): EgressRequest => ({
    method: 'GET',
    url,
    limits,
  });

  it('end a request whose headers do not come', async () => {
    const port = await startRawOutside(() => {});
    await expect(
      egressTo(port).request(get(`http://127.0.0.1:${port}/`, { headers: 50 })),
    ).rejects.toMatchObject({ reason: 'time-out', mayHaveArrived: true });
  });

  it('end one whose body goes on and on', async () => {
    const port = await startRawOutside((socket) => {
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
    const port = await startRawOutside(() => {});
    await expect(
      egressTo(port).request(get(`https://127.0.0.1:${port}/`, { headers: 50 })),
    ).rejects.toMatchObject({ reason: 'time-out', mayHaveArrived: false });
  });

  it('hold while a connection is being made, and leave no socket behind', async () => {
    let open = 0;
    const port = await startRawOutside((socket) => {
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
    const server = await startOutside({
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
    const port = await startRawOutside((socket) => {
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
    const port = await startRawOutside((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsent'),
    );
    const limits = { total: 200, needs: 'beginning' } as const;
    const response = await egressTo(port).request(get(`http://127.0.0.1:${port}/`, limits));
    expect(text(response.body)).toBe('sent');
  });

  it('count what comes over the wire: nothing is unpacked', async () => {
    const packed = gzipSync('x'.repeat(1_000_000));
    const server = await startOutside({
      answer: (_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    });
    const response = await egressTo(server.port).request(get(server.url, { body: 2_000 }));
    expect(Buffer.from(response.body).equals(packed)).toBe(true);
  });

  it('hold for headers', async () => {
    const port = await startRawOutside((socket) =>
      socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`),
    );
    await expect(
      egressTo(port).request(get(`http://127.0.0.1:${port}/`, {})),
    ).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('let only so many ask one host at once', async () => {
    let [underWay, most] = [0, 0];
    const server = await startOutside({
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
