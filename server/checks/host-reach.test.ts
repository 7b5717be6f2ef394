import { expect, it } from 'vitest';
import { reachOf } from './host-reach.ts';

it.each([
  ['localhost', 'this machine'],
  ['app.localhost', 'this machine'],
  ['127.8.8.8', 'this machine'],
  ['[::1]', 'this machine'],
  ['::ffff:127.0.0.1', 'this machine'],
  ['10.1.2.3', 'private network'],
  ['172.31.0.1', 'private network'],
  ['192.168.1.1', 'private network'],
  ['100.64.0.9', 'private network'],
  ['[fd00::1]', 'private network'],
  ['redis', 'private network'],
  ['NAS.local', 'private network'],
  ['db.svc.cluster.local.', 'private network'],
  ['pi.home.arpa', 'private network'],
  ['172.32.0.1', 'internet'],
  ['[2a00::1]', 'internet'],
  ['duetide.example', 'internet'],
  ['localhost.example', 'internet'],
  ['local.example', 'internet'],
])('%s is on: %s', (host, reach) => {
  expect(reachOf(host)).toBe(reach);
});
