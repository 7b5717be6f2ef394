import { join, resolve } from 'node:path';
import {
  type EnvironmentValues,
  environmentSchema,
  SECRET_VARIABLES,
} from './environment-schema.ts';
import { readSentryDsn } from './sentry-dsn.ts';

/** Where data is kept. */
export type StoreConfig =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'mongodb'; readonly uri: UriSource; readonly maxPoolSize: number };

/** A connection string, or the file that holds one and may change. */
export type UriSource =
  | { readonly kind: 'fixed'; readonly uri: string }
  | { readonly kind: 'file'; readonly file: string };

export type Config = ReturnType<typeof group>;

/** Says every fault at once, one line each, with the name of the variable. */
export class ConfigError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

/**
 * An empty variable counts as absent, as in a compose file that passes everything on.
 * @throws ConfigError
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = environmentSchema
    .refine((values) => values.SMTP_URL === undefined || values.MAIL_FROM !== undefined, {
      path: ['MAIL_FROM'],
      message:
        'is needed with SMTP_URL: set it to an address such as Duetide <mail@duetide.example>',
      when: () => true,
    })
    .refine((values) => !(values.MONGODB_URI && values.MONGODB_URI_FILE), {
      path: ['MONGODB_URI_FILE'],
      message: 'cannot be set together with MONGODB_URI: leave one of them out',
      when: () => true,
    })
    .refine(({ PORT, METRICS_PORT }) => !METRICS_PORT || METRICS_PORT !== PORT, {
      path: ['METRICS_PORT'],
      message: 'must be another port than PORT',
      when: () => true,
    })
    .safeParse(given);
  if (!result.success) {
    throw new ConfigError(
      result.error.issues.map(({ path, message }) =>
        describeFault(String(path[0]), message, given),
      ),
    );
  }
  return deepFreeze(group(result.data));
}

function group(values: EnvironmentValues) {
  return {
    listen: { host: values.HOST, port: values.PORT },
    dataDir: resolve(values.DATA_DIR),
    store: groupStore(values),
    /** Null: the address that was listened on. */
    publicUrl: values.PUBLIC_URL ?? null,
    signUp: values.SIGN_UP,
    mail:
      values.SMTP_URL && values.MAIL_FROM
        ? { kind: 'smtp' as const, url: values.SMTP_URL, from: values.MAIL_FROM }
        : { kind: 'log' as const },
    log: {
      levels: values.LOG_LEVEL,
      requestsPerSecond: values.LOG_REQUESTS_PER_SECOND,
      /** Null: it is only printed. */
      files: values.LOG_DIR
        ? {
            folder: resolve(values.LOG_DIR),
            keepDays: values.LOG_KEEP_DAYS,
            mostBytes: values.LOG_KEEP_MB * 1_048_576,
          }
        : null,
    },
    metrics: groupMetrics(values),
    /** Null: errors stay here. */
    sentry: groupSentry(values),
    telemetry: { vitalsShare: values.WEB_VITALS_PERCENT / 100 },
    /** Whether this process records what it measures. */
    history: values.HISTORY,
    /** Null: nobody outside is told that alerts are watched. */
    heartbeatUrl: values.HEARTBEAT_URL ?? null,
    /** Null: nothing is handed on. */
    otlp: values.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
          headers: values.OTEL_EXPORTER_OTLP_HEADERS ?? {},
          serviceName: values.OTEL_SERVICE_NAME,
          ratio: values.OTEL_TRACES_SAMPLER_ARG,
        }
      : null,
    trustProxy: values.TRUST_PROXY,
    rateLimits: {
      api: values.RATE_LIMIT_API,
      auth: values.RATE_LIMIT_AUTH,
      health: values.RATE_LIMIT_HEALTH,
    },
    /** Null: this process has nothing to share with another. */
    redis: values.REDIS_URL ? { url: values.REDIS_URL } : null,
    secrets: {
      key: values.SECRET_KEY ?? null,
      previous: values.SECRET_KEY_PREVIOUS ?? null,
      file: resolve(values.DATA_DIR, 'secret-key'),
      mayMakeFile: groupStore(values).kind === 'sqlite',
    },
    /** Where members may have requests sent to, besides the public internet. */
    egress: { allow: values.EGRESS_ALLOW ?? [], ports: values.EGRESS_PORTS },
    caches: { replies: values.REPLY_CACHE, sessions: values.SESSION_CACHE },
    jobs: { slots: values.JOBS_AT_ONCE },
    rateProviders: values.RATE_PROVIDERS,
    backups: {
      /** Milliseconds; null: only when somebody asks. */
      every: values.BACKUP_EVERY,
      folder: resolve(values.BACKUP_DIR ?? join(values.DATA_DIR, 'backups')),
      keep: values.BACKUP_KEEP,
      passphrase: values.BACKUP_PASSPHRASE ?? null,
    },
  };
}

/** Null: nobody can read what is counted. */
export type MetricsConfig =
  | { readonly kind: 'same-port'; readonly token: string }
  | { readonly kind: 'own-port'; readonly port: number; readonly token: string | null };

function groupMetrics(values: EnvironmentValues): MetricsConfig | null {
  const { METRICS_TOKEN: token = null, METRICS_PORT: port } = values;
  if (port !== undefined) return { kind: 'own-port', port, token };
  return token === null ? null : { kind: 'same-port', token };
}

function groupSentry({ SENTRY_DSN, SENTRY_ENVIRONMENT: environment }: EnvironmentValues) {
  const dsn = SENTRY_DSN === undefined ? undefined : readSentryDsn(SENTRY_DSN);
  return dsn ? { dsn, environment } : null;
}

function groupStore(values: EnvironmentValues): StoreConfig {
  const { MONGODB_URI: uri, MONGODB_URI_FILE: file, MONGODB_MAX_POOL: maxPoolSize } = values;
  if (file) return { kind: 'mongodb', uri: { kind: 'file', file: resolve(file) }, maxPoolSize };
  if (uri) return { kind: 'mongodb', uri: { kind: 'fixed', uri }, maxPoolSize };
  return { kind: 'sqlite', file: join(resolve(values.DATA_DIR), 'duetide.db') };
}

/** The cure stands in the message of the schema; a value that may hold a password is not repeated. */
function describeFault(name: string, message: string, given: Record<string, unknown>): string {
  const value = given[name];
  return value === undefined || SECRET_VARIABLES.has(name)
    ? `${name} ${message}.`
    : `${name} ${message}, not ${JSON.stringify(value)}.`;
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  }
  return Object.freeze(value);
}
