import { describe, expect, it } from 'vitest';
import { judgeAccess, judgeFault, judgeRedis, readInfo } from './judge-redis.ts';

const GIBIBYTE = 1024 ** 3;

function judge(over: Record<string, string | number> = {}) {
  const info = new Map([
    ['redis_version', '7.2.4'],
    ['role', 'master'],
    ['cluster_enabled', '0'],
    ['maxmemory', String(GIBIBYTE)],
    ['maxmemory_policy', 'allkeys-lru'],
    ['used_memory', String(GIBIBYTE / 4)],
  ]);
  for (const [name, value] of Object.entries(over)) info.set(name, String(value));
  return judgeRedis(info).map(({ name, level }) => `${name} ${level}`);
}

describe('a server of Redis', () => {
  it('is read from what it says of itself', () => {
    const info = readInfo('# Server\r\nredis_version:7.0.15\r\nos:Linux a:b\r\n\r\n# Memory\r\n');
    expect([...info]).toEqual([
      ['redis_version', '7.0.15'],
      ['os', 'Linux a:b'],
    ]);
  });

  it.each([
    [{}, ['server ok', 'eviction ok']],
    [{ redis_version: '6.2.14' }, ['server ok', 'eviction ok']],
    [{ redis_version: '6.0.16' }, ['server warning', 'eviction ok']],
    [{ cluster_enabled: 1 }, ['server ok', 'role failure', 'eviction ok']],
    [{ role: 'slave' }, ['server ok', 'role failure', 'eviction ok']],
    [{ maxmemory_policy: 'volatile-lru' }, ['server ok', 'eviction ok']],
    [{ maxmemory_policy: 'noeviction' }, ['server ok', 'eviction warning']],
    [{ maxmemory_policy: 'noeviction', maxmemory: 0 }, ['server ok', 'eviction note']],
  ])('that says %j: %j', (over, findings) => {
    expect(judge(over)).toEqual(findings);
  });

  it('may keep to itself what it does when it is full', () => {
    expect(judgeRedis(new Map([['redis_version', '6.2.6']])).at(-1)).toMatchObject({
      level: 'note',
    });
  });
});

describe('access to Redis', () => {
  it.each([
    ['redis://:x@localhost', false, ['TLS ok', 'password ok']],
    ['redis://localhost', true, ['TLS ok', 'password warning']],
    ['redis://:x@redis', false, ['TLS warning', 'password ok']],
    ['redis://10.0.0.9', true, ['TLS warning', 'password warning']],
    ['redis://:x@cache.example', false, ['TLS failure', 'password ok']],
    ['rediss://:x@cache.example', false, ['TLS ok', 'password ok']],
    ['rediss://cache.example', true, ['TLS ok', 'password failure']],
  ])('at %s, where it is %s that anybody comes in: %j', (url, isOpen, findings) => {
    expect(judgeAccess(url, isOpen).map(({ name, level }) => `${name} ${level}`)).toEqual(findings);
  });
});

it.each([
  ['connect ECONNREFUSED 127.0.0.1:1', 'Start Redis'],
  ['getaddrinfo ENOTFOUND redis', 'DNS'],
  ['WRONGPASS invalid username-password pair or user is disabled.', 'user and password'],
  ['NOAUTH Authentication required.', 'Write the password'],
  ["NOPERM this user has no permissions to run the 'ping' command", 'ACL SETUSER'],
  ['self-signed certificate in certificate chain', 'NODE_EXTRA_CA_CERTS'],
  ['connect ETIMEDOUT', 'firewall'],
  ['Command timed out', 'firewall'],
  ['something else', 'log of Redis'],
])('%s has its cure', (reason, cure) => {
  expect(judgeFault(reason)).toMatchObject({
    level: 'failure',
    message: `cannot be used: ${reason}`,
    cure: expect.stringContaining(cure),
  });
});
