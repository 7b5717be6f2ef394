import { describe, expect, it } from 'vitest';
import { namesFrom } from '#tests/support/test-egress.ts';
import { createEgress } from './undici-egress.ts';

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
