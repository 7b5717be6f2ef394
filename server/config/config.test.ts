import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allAt } from '#server/observability/log-levels.ts';
import { renderEnvExample } from '#tests/support/env-example.ts';
import { type ConfigError, readConfig } from './config.ts';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    return (error as ConfigError).lines;
  }
  return [];
}

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      listen: { host: '127.0.0.1', port: 3000 },
      dataDir: join(process.cwd(), 'data'),
      store: { kind: 'sqlite', file: join(process.cwd(), 'data', 'duetide.db') },
      publicUrl: null,
      signUp: 'first-user',
      mail: { kind: 'log' },
      log: {
        levels: allAt('info'),
        requestsPerSecond: 100,
        files: null,
      },
      metrics: null,
      sentry: null,
      telemetry: { vitalsShare: 1 },
      history: true,
      heartbeatUrl: null,
      otlp: null,
      trustProxy: false,
      rateLimits: { api: 300, auth: 30, health: 120 },
      redis: null,
      secrets: {
        key: null,
        previous: null,
        file: join(process.cwd(), 'data', 'secret-key'),
        mayMakeFile: true,
      },
      egress: { allow: [], ports: [80, 443] },
      caches: { replies: true, sessions: true },
      jobs: { slots: 10 },
      rateProviders: [
        { name: 'ecb', address: undefined },
        { name: 'frankfurter', address: undefined },
        { name: 'open-er-api', address: undefined },
      ],
      backups: {
        every: null,
        folder: join(process.cwd(), 'data', 'backups'),
        keep: { hourly: 24, daily: 7, weekly: 5, monthly: 12 },
        passphrase: null,
      },
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '', SMTP_URL: '' })).toEqual(readConfig({}));
  });

  it('reads every variable', () => {
    const config = readConfig({
      HOST: '::',
      PORT: '0',
      DATA_DIR: '/var/lib/duetide',
      MONGODB_URI: 'mongodb+srv://user:secret@cluster.example/duetide',
      MONGODB_MAX_POOL: '50',
      REDIS_URL: 'rediss://user:secret@redis.example:6380',
      PUBLIC_URL: 'https://Duetide.example/',
      SIGN_UP: 'open',
      SMTP_URL: 'smtps://user:secret@mail.example:465',
      MAIL_FROM: 'Duetide <mail@duetide.example>',
      LOG_LEVEL: 'info, jobs=debug,http=warn',
      LOG_REQUESTS_PER_SECOND: '5',
      LOG_DIR: '/var/log/duetide',
      LOG_KEEP_DAYS: '30',
      LOG_KEEP_MB: '50',
      METRICS_TOKEN: 'only-those-who-watch',
      METRICS_PORT: '9464',
      SENTRY_DSN: 'https://abc@sentry.example/errors/7',
      SENTRY_ENVIRONMENT: 'staging',
      WEB_VITALS_PERCENT: '25',
      HISTORY: 'off',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example/otlp',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=abc',
      OTEL_SERVICE_NAME: 'duetide at home',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
      TRUST_PROXY: 'loopback, 10.0.0.0/8,fd00::/8',
      RATE_LIMIT_API: '0',
      RATE_LIMIT_AUTH: '5',
      RATE_LIMIT_HEALTH: '7',
      REPLY_CACHE: 'off',
      SESSION_CACHE: 'off',
      JOBS_AT_ONCE: '3',
      RATE_PROVIDERS: 'frankfurter=https://rates.example/',
      EGRESS_ALLOW: 'ntfy.lan:8080, 192.168.1.0/24',
      EGRESS_PORTS: '443,8443',
      BACKUP_EVERY: '6h',
      BACKUP_DIR: '/mnt/backups',
      BACKUP_KEEP: 'daily=3, monthly=1',
      BACKUP_PASSPHRASE: 'correct horse battery',
      SECRET_KEY: 'a'.repeat(32),
      HEARTBEAT_URL: 'https://hc-ping.com/one',
      SECRET_KEY_PREVIOUS: 'b'.repeat(32),
    });
    expect(config).toEqual({
      heartbeatUrl: 'https://hc-ping.com/one',
      listen: { host: '::', port: 0 },
      dataDir: '/var/lib/duetide',
      store: {
        kind: 'mongodb',
        uri: { kind: 'fixed', uri: 'mongodb+srv://user:secret@cluster.example/duetide' },
        maxPoolSize: 50,
      },
      publicUrl: 'https://duetide.example',
      signUp: 'open',
      mail: {
        kind: 'smtp',
        url: 'smtps://user:secret@mail.example:465',
        from: 'Duetide <mail@duetide.example>',
      },
      log: {
        levels: { ...allAt('info'), jobs: 'debug', http: 'warn' },
        requestsPerSecond: 5,
        files: { folder: '/var/log/duetide', keepDays: 30, mostBytes: 50 * 1_048_576 },
      },
      metrics: { kind: 'own-port', port: 9464, token: 'only-those-who-watch' },
      sentry: {
        dsn: {
          address: 'https://sentry.example/errors/api/7/envelope/',
          key: 'abc',
          host: 'sentry.example',
          port: 443,
        },
        environment: 'staging',
      },
      telemetry: { vitalsShare: 0.25 },
      history: false,
      otlp: {
        endpoint: 'https://collector.example/otlp',
        headers: { 'api-key': 'abc' },
        serviceName: 'duetide at home',
        ratio: 0.25,
      },
      trustProxy: ['loopback', '10.0.0.0/8', 'fd00::/8'],
      rateLimits: { api: 0, auth: 5, health: 7 },
      redis: { url: 'rediss://user:secret@redis.example:6380' },
      secrets: {
        key: 'a'.repeat(32),
        previous: 'b'.repeat(32),
        file: '/var/lib/duetide/secret-key',
        mayMakeFile: false,
      },
      egress: {
        allow: [
          { kind: 'name', name: 'ntfy.lan', port: 8080 },
          { kind: 'network', address: '192.168.1.0', prefix: 24, port: null },
        ],
        ports: [443, 8443],
      },
      caches: { replies: false, sessions: false },
      jobs: { slots: 3 },
      rateProviders: [{ name: 'frankfurter', address: 'https://rates.example' }],
      backups: {
        every: 6 * 3_600_000,
        folder: '/mnt/backups',
        keep: { hourly: 0, daily: 3, weekly: 0, monthly: 1 },
        passphrase: 'correct horse battery',
      },
    });
  });

  it('shows metrics at its own port only to who has a token', () => {
    const METRICS_TOKEN = 'only-those-who-watch';
    expect(readConfig({ METRICS_TOKEN }).metrics).toEqual({
      kind: 'same-port',
      token: METRICS_TOKEN,
    });
    expect(readConfig({ METRICS_PORT: '0', PORT: '0' }).metrics).toEqual({
      kind: 'own-port',
      port: 0,
      token: null,
    });
  });

  it.each(['too-short', 'with a space in the middle'])('does not repeat the token %j', (token) => {
    expect(faultsOf({ METRICS_TOKEN: token })).toEqual([
      'METRICS_TOKEN must be 16 characters or more, without spaces.',
    ]);
  });

  it('cannot be changed afterwards', () => {
    const config = readConfig({}) as { listen: { port: number } };
    expect(() => {
      config.listen.port = 1;
    }).toThrow(TypeError);
  });

  it.each([
    ['PORT', ['-1', '65536', '3000.5', 'http', '0x10 ']],
    ['HOST', ['http://localhost', 'a b']],
    [
      'PUBLIC_URL',
      ['duetide.example', 'https://duetide.example/app', 'ftp://x', 'https://u@x', 'https://'],
    ],
    ['SIGN_UP', ['yes', 'OPEN']],
    ['MAIL_FROM', ['nobody', 'a@b\r\nBcc: c@d']],
    ['LOG_LEVEL', ['trace', 'jobs=debug', 'info,mails=debug', 'info,jobs=all', 'info,jobs=warn=1']],
    ['LOG_REQUESTS_PER_SECOND', ['-1', 'many']],
    ['LOG_KEEP_DAYS', ['0', '1.5']],
    ['LOG_KEEP_MB', ['0', '1GB']],
    ['METRICS_PORT', ['-1', '65536', 'http', '3000']],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', ['localhost:4318', 'ftp://a.example', 'http://a:b@c.example']],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', ['grpc', 'http/protobuf']],
    ['OTEL_TRACES_SAMPLER_ARG', ['2', '-1', 'all']],
    [
      'TRUST_PROXY',
      ['true', '1', '10.0.0.0/33', '10.0.0.0/8/8', 'proxy.example', 'fd00::/129', '1.2.3.4/'],
    ],
    ['RATE_LIMIT_API', ['-1', '1.5', 'none']],
    ['REPLY_CACHE', ['true', '1', 'ON']],
    ['EGRESS_ALLOW', ['http://ntfy.lan', 'ntfy.lan:0', '*.lan', '192.168.1.0/33']],
    ['EGRESS_PORTS', ['0', '80-90', 'all', '80,']],
    ['MONGODB_MAX_POOL', ['0', '-1', '1001', 'many']],
    ['RATE_PROVIDERS', ['none', 'ecb,', 'ecb,ecb', 'ecb=ftp://ecb.example']],
    ['JOBS_AT_ONCE', ['101', '-1', '1.5', 'all']],
  ])('names %s and what is wrong with it', (name, values) => {
    for (const value of values) {
      const faults = faultsOf({ [name]: value });
      expect(faults, value).toHaveLength(1);
      expect(faults[0]).toMatch(new RegExp(`^${name} must be `));
      expect(faults[0]).toContain(`not ${JSON.stringify(value)}.`);
    }
  });

  it('reports all faults together', () => {
    const faults = faultsOf({ PORT: 'x', SIGN_UP: 'x', SMTP_URL: 'smtp://mail.example' });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['PORT', 'SIGN_UP', 'MAIL_FROM']);
    expect(faults[2]).toContain('is needed with SMTP_URL');
  });

  it('takes the connection string from a file instead, and never from two places', () => {
    const store = { kind: 'mongodb', uri: { kind: 'file', file: '/run/uri' }, maxPoolSize: 20 };
    expect(readConfig({ MONGODB_URI_FILE: '/run/uri' }).store).toEqual(store);
    const both = { MONGODB_URI_FILE: '/run/uri', MONGODB_URI: 'mongodb://localhost' };
    expect(faultsOf(both)).toEqual([expect.stringMatching(/^MONGODB_URI_FILE cannot be set /)]);
  });

  it('asks for TLS to another machine, and for a form that can be read', () => {
    const faults = faultsOf({ MONGODB_URI: 'mongodb://user:secret@db.example/duetide' });
    expect(faults).toEqual([
      'MONGODB_URI must use TLS, because db.example is not this machine: add tls=true to its options.',
    ]);
    expect(faultsOf({ MONGODB_URI: 'secret' })[0]).toMatch(/^MONGODB_URI must be mongodb:/);
    expect(faultsOf({ MONGODB_URI: 'mysql://user:secret@db.example' })[0]).not.toContain('secret');
  });

  it('takes Redis with and without TLS, and repeats no password of it', () => {
    for (const url of ['redis://127.0.0.1', 'rediss://default:secret@eu1.upstash.io:6379']) {
      expect(readConfig({ REDIS_URL: url }).redis).toEqual({ url });
    }
    expect(readConfig({}).redis).toBeNull();
    const [fault] = faultsOf({ REDIS_URL: 'https://user:secret@redis.example' });
    expect(fault).toMatch(/^REDIS_URL must be redis:/);
    expect(fault).not.toContain('secret');
  });

  it('does not repeat what may hold a password', () => {
    const [fault] = faultsOf({ SMTP_URL: 'imap://user:secret@mail.example', MAIL_FROM: 'a@b' });
    expect(fault).toMatch(/^SMTP_URL must be smtp:/);
    expect(fault).not.toContain('secret');
  });
});

describe('.env.example', () => {
  it('says what the schema says', async () => {
    await expect(renderEnvExample()).toMatchFileSnapshot('../../.env.example');
  });
});
