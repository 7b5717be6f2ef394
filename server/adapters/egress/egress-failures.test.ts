import { describe, expect, it } from 'vitest';
import { egressTo, startOutside, startRawOutside } from '#tests/support/outside-servers.ts';
import { startRecordingServer } from '#tests/support/recording-server.ts';
import {
  ENDED_TLS,
  namesFrom,
  openPort,
  TEST_AUTHORITY,
  TEST_TLS,
} from '#tests/support/test-egress.ts';
import type { EgressRequest } from './egress.ts';
import { createEgress } from './undici-egress.ts';

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
    const port = await startRawOutside((socket) => socket.once('data', () => socket.end(answer)));
    await expect(egressTo(port).request(get(`http://127.0.0.1:${port}/`))).rejects.toMatchObject({
      reason: 'broken-answer',
      mayHaveArrived: true,
    });
  });

  it('where the certificate is for another name, has ended, or comes from nobody known', async () => {
    const [server, ended] = [
      await startOutside({ tls: TEST_TLS }),
      await startOutside({ tls: ENDED_TLS }),
    ];
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
    const server = await startOutside({ tls: TEST_TLS });
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
    const server = await startOutside();
    await expect(
      egressTo(server.port).request(get(`https://127.0.0.1:${server.port}/`)),
    ).rejects.toMatchObject({ reason: 'tls', mayHaveArrived: false });
  });
});
