import { describe, expect, it } from 'vitest';
import { readEgressAllow, readPorts } from './egress-allow.ts';

describe('readEgressAllow', () => {
  it('reads names, addresses and networks, with and without a port', () => {
    expect(
      readEgressAllow(
        'ntfy.lan, NAS:8080,192.168.1.5,192.168.1.0/24:8443 ,10.0.0.7:80,fd00::5,fd00::/8,[fd00::5]:81,[fd00::/8]:82',
      ),
    ).toEqual([
      { kind: 'name', name: 'ntfy.lan', port: null },
      { kind: 'name', name: 'nas', port: 8080 },
      { kind: 'network', address: '192.168.1.5', prefix: 32, port: null },
      { kind: 'network', address: '192.168.1.0', prefix: 24, port: 8443 },
      { kind: 'network', address: '10.0.0.7', prefix: 32, port: 80 },
      { kind: 'network', address: 'fd00::5', prefix: 128, port: null },
      { kind: 'network', address: 'fd00::', prefix: 8, port: null },
      { kind: 'network', address: 'fd00::5', prefix: 128, port: 81 },
      { kind: 'network', address: 'fd00::', prefix: 8, port: 82 },
    ]);
  });

  it.each([
    '',
    'ntfy.lan,',
    '*',
    '*.lan',
    'http://ntfy.lan',
    'ntfy.lan/topic',
    'ntfy.lan:0',
    'ntfy.lan:65536',
    'ntfy.lan:http',
    'ntfy..lan',
    'ntfy.lan.',
    'user@ntfy.lan',
    'bücher.lan',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0',
    '0x7f.1',
    '010.0.0.1',
    '[fd00::5',
    '[ntfy.lan]:80',
    'fe80::1%eth0/64',
  ])('understands nothing wrongly: %j', (text) => {
    expect(readEgressAllow(text)).toBeUndefined();
  });
});

describe('readPorts', () => {
  it('reads numbers with commas between them, and nothing else', () => {
    expect(readPorts('80, 443,8443')).toEqual([80, 443, 8443]);
    for (const text of ['', '80,', '0', '65536', '80-90', 'http', '-1', '8e1']) {
      expect(readPorts(text), text).toBeUndefined();
    }
  });
});
