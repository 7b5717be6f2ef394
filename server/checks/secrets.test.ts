import { describe, expect, it } from 'vitest';
import { readConfig } from '#server/config/config.ts';
import { configuredSecrets, spellingsOf } from './configured-secrets.ts';
import { weakSecrets } from './weak-secrets.ts';

const GOOD = 'b5c1f0a9d2e84c37';

function secretsOf(environment: Record<string, string>, databaseUri: string | null = null) {
  return configuredSecrets(readConfig(environment), databaseUri);
}

describe('the secrets of a configuration', () => {
  it('are the passwords in addresses', () => {
    const secrets = secretsOf(
      {
        REDIS_URL: 'rediss://:p%40ss%2Fword-redis@cache.example:6380/1',
        SMTP_URL: 'smtps://ada%40example.com:mail-password@mail.example',
        MAIL_FROM: 'ada@example.com',
      },
      `mongodb://ada:${GOOD}@a.example:1,b.example:2/x?tls=true`,
    );
    expect(secrets).toEqual([
      { name: 'MONGODB_URI', user: 'ada', password: GOOD, host: 'a.example' },
      { name: 'REDIS_URL', user: '', password: 'p@ss/word-redis', host: 'cache.example' },
      {
        name: 'SMTP_URL',
        user: 'ada@example.com',
        password: 'mail-password',
        host: 'mail.example',
      },
    ]);
    expect(spellingsOf(secrets.map(({ password }) => password))).toEqual([
      'p%40ss%2Fword-redis',
      GOOD,
      'p@ss/word-redis',
      'mail-password',
    ]);
  });

  it('are none where nobody signs in', () => {
    expect(secretsOf({ REDIS_URL: 'redis://localhost' }, 'mongodb://localhost/x')).toEqual([]);
  });

  it('are told from words only by what stands around them, if they are short', () => {
    expect(spellingsOf(['redis'])).toEqual([':redis@']);
  });
});

describe('a secret', () => {
  const judge = (url: string) =>
    weakSecrets(secretsOf({ REDIS_URL: url })).map(({ level, message }) => [level, message]);

  it('of some length is fine', () => {
    expect(judge(`redis://:${GOOD}@cache.example`)).toEqual([['ok', expect.any(String)]]);
  });

  it.each([
    ['redis://:changeme@cache.example', 'failure', 'examples'],
    ['redis://:Password123!@cache.example', 'failure', 'examples'],
    ['redis://:12345678901@cache.example', 'failure', 'examples'],
    ['redis://the-application:the-application@cache.example', 'failure', 'name of its user'],
    ['redis://:x7Gh-2kQ@cache.example', 'warning', 'fewer than 12'],
    ['redis://:changeme@localhost', 'warning', 'examples'],
  ])('%s is a %s', (url, level, why) => {
    expect(judge(url)).toEqual([[level, expect.stringContaining(why)]]);
  });

  it('is never repeated', () => {
    const said = JSON.stringify(weakSecrets(secretsOf({ REDIS_URL: 'redis://:x7Gh-2kQ@a.b' })));
    expect(said).not.toContain('x7Gh');
  });
});
