import { describe, expect, it } from 'vitest';
import { readConfig } from '#server/config/config.ts';
import { doubtfulSettings } from './doubtful-settings.ts';

const MONGODB_URI = 'mongodb://localhost/duetide';
const REDIS_URL = 'redis://localhost';
const PUBLIC_URL = 'https://duetide.example';
const TRUST_PROXY = 'loopback';
const SECRET_KEY = 'never used for anything but tests';

function doubtsOf(environment: Record<string, string>): string[] {
  return doubtfulSettings(readConfig(environment))
    .filter(({ level }) => level !== 'ok')
    .map(({ name, level }) => `${level} ${name}`);
}

describe('a configuration', () => {
  it.each([
    [{}],
    [{ MONGODB_URI, REDIS_URL, SECRET_KEY, PUBLIC_URL, TRUST_PROXY, HOST: '0.0.0.0' }],
    [{ EGRESS_ALLOW: 'ntfy.lan:8080,192.168.1.0/24,127.0.0.1:8080,[fd12::5]:80' }],
    [{ PUBLIC_URL: 'http://duetide.local', SIGN_UP: 'open', RATE_LIMIT_AUTH: '0' }],
  ])('of %j is beyond doubt', (environment) => {
    expect(doubtsOf(environment)).toEqual([]);
  });

  it.each([
    ['warning REDIS_URL', { REDIS_URL }],
    ['note REDIS_URL', { MONGODB_URI, SECRET_KEY }],
    ['note SECRET_KEY', { MONGODB_URI, REDIS_URL }],
    ['warning PUBLIC_URL', { HOST: '0.0.0.0' }],
    ['warning TRUST_PROXY', { TRUST_PROXY }],
    ['warning TRUST_PROXY', { PUBLIC_URL }],
    ['note SIGN_UP', { PUBLIC_URL, TRUST_PROXY, SIGN_UP: 'open' }],
    ['warning RATE_LIMIT_AUTH', { PUBLIC_URL, TRUST_PROXY, RATE_LIMIT_AUTH: '0' }],
    ['warning EGRESS_ALLOW', { EGRESS_ALLOW: '169.254.0.0/16:80' }],
    ['warning EGRESS_ALLOW', { EGRESS_ALLOW: 'ntfy.lan,fd00::/8' }],
    ['warning EGRESS_ALLOW', { EGRESS_ALLOW: '10.0.0.5,127.0.0.1' }],
    [
      'warning METRICS_PORT',
      { HOST: '0.0.0.0', PUBLIC_URL: 'http://duetide.lan', METRICS_PORT: '9464' },
    ],
    ['note LOG_LEVEL', { LOG_LEVEL: 'silent' }],
  ])('is in doubt: %s for %j', (doubt, environment) => {
    expect(doubtsOf(environment)).toEqual([doubt]);
  });
});
