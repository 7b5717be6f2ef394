import { z } from 'zod';
import { readDuration, readRetention } from '#server/backup/backup-settings.ts';
import { LOG_LEVELS, LOG_MODULES, readLogLevels } from '#server/observability/log-levels.ts';
import {
  isCollector,
  isHeartbeat,
  isMailServer,
  isOrigin,
  isProxy,
  isRedis,
  readProxies,
} from './configured-addresses.ts';
import { readEgressAllow, readPorts } from './egress-allow.ts';
import { mongodbUriFault } from './mongodb-uri.ts';
import { readRateProviders } from './rate-provider-list.ts';
import { readSentryDsn } from './sentry-dsn.ts';
import { readTelemetryHeaders } from './telemetry-headers.ts';

const wholeNumber = (maximum: number, byDefault: number, message: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, message)
    .default(String(byDefault))
    .transform(Number)
    .refine((value) => value <= maximum, message);
const perMinute = (byDefault: number) =>
  wholeNumber(999_999_999, byDefault, 'must be a whole number, 0 for no limit');
const onOff = z
  .enum(['on', 'off'], 'must be on or off')
  .default('on')
  .transform((value) => value === 'on');
const secretKey = () =>
  z
    .string()
    .min(32, 'must have 32 characters or more: openssl rand -base64 32 makes some')
    .optional();

/**
 * Every variable that Duetide reads. A `description` is a sentence for the operator, and
 * `.env.example` is made from them.
 */
export const environmentSchema = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an address')
    .default('127.0.0.1')
    .describe('Address to listen on: 0.0.0.0 for every network.'),
  PORT: wholeNumber(65_535, 3000, 'must be a whole number from 0 to 65535').describe(
    'Port to listen on: 0 takes a free one.',
  ),
  DATA_DIR: z.string().default('./data').describe('Folder of the database. Made if it is missing.'),
  MONGODB_URI: z
    .string()
    .superRefine((uri, context) => {
      const message = mongodbUriFault(uri);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .optional()
    .describe('Keep data in MongoDB instead: its connection string. TLS unless on this machine.'),
  MONGODB_URI_FILE: z
    .string()
    .optional()
    .describe('File that holds the connection string instead; a changed one is used at once.'),
  MONGODB_MAX_POOL: wholeNumber(1_000, 20, 'must be a whole number from 1 to 1000')
    .refine((size) => size > 0, 'must be a whole number from 1 to 1000')
    .describe('Connections to MongoDB that one process may have.'),
  REDIS_URL: z
    .string()
    .refine(isRedis, 'must be redis://user:password@host:port or rediss://…')
    .optional()
    .describe('Redis that several instances share: cached answers, sessions and rate limits.'),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'must be an address without a path, such as https://duetide.example')
    .transform((value) => new URL(value).origin)
    .optional()
    .describe(
      'Address that people type, if it is not http://HOST:PORT. With https cookies are Secure.',
    ),
  SIGN_UP: z
    .enum(['open', 'closed', 'first-user'], 'must be open, closed or first-user')
    .default('first-user')
    .describe(
      'Who may make an account: open, closed, or first-user (only the first, the operator).',
    ),
  SMTP_URL: z
    .string()
    .refine(isMailServer, 'must be smtp://user:password@host:port or smtps://…')
    .optional()
    .describe('Mail server. Without one, mails are written to the log.'),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, 'must be an address such as Duetide <mail@duetide.example>')
    .optional()
    .describe('Sender of mails; needed with SMTP_URL.'),
  LOG_LEVEL: z
    .string()
    .default('info')
    .transform(
      readBy(
        readLogLevels,
        `must be ${LOG_LEVELS.join(', ')}, or one of them and others for modules (${LOG_MODULES.join(', ')}), such as info,jobs=debug`,
      ),
    )
    .describe(
      'What is logged: debug, info, warn, error or silent, and where a module is to say more or less, such as info,jobs=debug,http=warn.',
    ),
  LOG_REQUESTS_PER_SECOND: wholeNumber(
    1_000_000,
    100,
    'must be a whole number, 0 for no limit',
  ).describe('Lines a second for requests that went well; what fails always has one. 0: no limit.'),
  LOG_DIR: z
    .string()
    .optional()
    .describe('Folder for the log as files, besides what is printed. Made if it is missing.'),
  LOG_KEEP_DAYS: wholeNumber(36_500, 14, 'must be a whole number from 1 to 36500')
    .refine((days) => days > 0, 'must be a whole number from 1 to 36500')
    .describe('Days for which files in LOG_DIR are kept.'),
  LOG_KEEP_MB: wholeNumber(1_000_000, 200, 'must be a whole number from 1 to 1000000')
    .refine((size) => size > 0, 'must be a whole number from 1 to 1000000')
    .describe('Megabytes that files in LOG_DIR may take together: the oldest go first.'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'must be 16 characters or more, without spaces')
    .optional()
    .describe('Lets whoever sends it as bearer token read GET /metrics, for Prometheus.'),
  METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535')
    .optional()
    .describe(
      'Port of HOST for GET /metrics, which is then not at PORT. Without METRICS_TOKEN whoever reaches it may read.',
    ),
  SENTRY_DSN: z
    .string()
    .refine(
      (text) => readSentryDsn(text) !== undefined,
      'must be the DSN of a project, such as https://key@sentry.example/1',
    )
    .optional()
    .describe(
      'Sentry, or what speaks its protocol, that is told of errors besides: the DSN of a project. Those of browsers go there through this server.',
    ),
  SENTRY_ENVIRONMENT: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be a name such as production')
    .default('production')
    .describe('What errors are filed under in Sentry.'),
  WEB_VITALS_PERCENT: wholeNumber(100, 100, 'must be a whole number from 0 to 100').describe(
    'Of so many in a hundred visits browsers tell how fast pages were, for GET /metrics. 0: of none.',
  ),
  HISTORY: onOff.describe(
    'Record what is measured every ten seconds, in the database, for the pages at /console: on or off.',
  ),
  HEARTBEAT_URL: z
    .string()
    .refine(isHeartbeat, 'must be an address that begins with https:// or http://')
    .optional()
    .describe(
      'Address that is asked once a minute while alerts are watched, such as of healthchecks.io: whoever is behind it raises the alarm when that ends.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine(isCollector, 'must be an http:// or https:// address without user and query')
    .optional()
    .describe(
      'Where traces, metrics and logs are handed on to, over OTLP/HTTP: a collector of OpenTelemetry, such as http://localhost:4318.',
    ),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(['http/json'], 'must be http/json, which every collector of OpenTelemetry takes')
    .default('http/json')
    .describe('How they are written: http/json.'),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .transform(
      readBy(readTelemetryHeaders, 'must be names and values such as api-key=abc,x-tenant=1'),
    )
    .optional()
    .describe('Headers that are sent along, such as api-key=abc,x-tenant=1.'),
  OTEL_SERVICE_NAME: z
    .string()
    .max(100, 'must have 100 characters or fewer')
    .default('duetide')
    .describe('What this installation is called in traces, metrics and logs that are handed on.'),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'must be a number from 0 to 1')
    .default('1')
    .transform(Number)
    .describe('Share of traces that are handed on: 1 is all, 0.1 one of ten.'),
  TRUST_PROXY: z
    .string()
    .default('off')
    .transform(readProxies)
    .refine(
      (proxies) => proxies === false || proxies.every(isProxy),
      'must be off, or addresses with commas between them, such as 10.0.0.0/8,loopback',
    )
    .describe(
      'Proxies whose X-Forwarded-* headers are believed: off, or addresses with commas between them.',
    ),
  RATE_LIMIT_API: perMinute(300).describe('Requests a minute from one client; 0: no limit.'),
  RATE_LIMIT_AUTH: perMinute(30).describe(
    'Sign-ins and the like a minute from one client; 0: no limit.',
  ),
  RATE_LIMIT_HEALTH: perMinute(120).describe(
    'Health requests a minute from one client; 0: no limit.',
  ),
  REPLY_CACHE: onOff.describe('Keep answers in memory until the next write: on or off.'),
  SESSION_CACHE: onOff.describe('Keep session checks in memory: on or off.'),
  JOBS_AT_ONCE: wholeNumber(100, 10, 'must be a whole number from 0 to 100').describe(
    'Jobs that one process runs at a time; 0: it leaves them to the other processes.',
  ),
  SECRET_KEY: secretKey().describe(
    'Encrypts the passwords and tokens that members enter; the same on every instance. Needed with MongoDB; otherwise the file secret-key in DATA_DIR is made. Keep it with your backups.',
  ),
  SECRET_KEY_PREVIOUS: secretKey().describe(
    'What SECRET_KEY was before, for what is still encrypted with it.',
  ),
  EGRESS_ALLOW: z
    .string()
    .transform(
      readBy(
        readEgressAllow,
        'must be hosts, addresses or networks with commas between them, such as ntfy.lan:8080,192.168.1.0/24',
      ),
    )
    .optional()
    .describe(
      'Private hosts that members may have messages sent to: names, addresses or networks, with or without a port, such as ntfy.lan:8080,192.168.1.0/24.',
    ),
  EGRESS_PORTS: z
    .string()
    .default('80,443')
    .transform(
      readBy(readPorts, 'must be ports from 1 to 65535 with commas between them, such as 80,443'),
    )
    .describe('Ports at which other hosts may be reached by what members enter.'),
  RATE_PROVIDERS: z
    .string()
    .default('ecb,frankfurter,open-er-api')
    .transform(
      readBy(
        readRateProviders,
        'must be off, or some of ecb, frankfurter and open-er-api with commas between them',
      ),
    )
    .describe(
      'Who is asked for exchange rates, once a day, the first first: ecb, frankfurter and open-er-api; off: nobody. A mirror is written as frankfurter=https://rates.example.',
    ),
  BACKUP_EVERY: z
    .string()
    .default('off')
    .transform(
      readBy(
        (text) => (text === 'off' ? null : readDuration(text)),
        'must be off, or a time such as 30m, 6h or 1d',
      ),
    )
    .describe('How often the server backs up by itself: off, or a time such as 30m, 6h or 1d.'),
  BACKUP_DIR: z
    .string()
    .optional()
    .describe('Folder of backups, if it is not backups in DATA_DIR. Best on another disk.'),
  BACKUP_KEEP: z
    .string()
    .default('hourly=24,daily=7,weekly=5,monthly=12')
    .transform(
      readBy(
        readRetention,
        'must be such as hourly=24,daily=7,weekly=5,monthly=12, with at least one above 0',
      ),
    )
    .describe('How many backups are kept of those that are the last of their hour, day and so on.'),
  BACKUP_PASSPHRASE: z
    .string()
    .min(12, 'must have 12 characters or more')
    .optional()
    .describe('Encrypts backups. Keep it elsewhere too: without it nobody can read them.'),
});

export type EnvironmentValues = z.output<typeof environmentSchema>;

/** Their values are never repeated. */
export const SECRET_VARIABLES: ReadonlySet<string> = new Set([
  'SMTP_URL',
  'REDIS_URL',
  'MONGODB_URI',
  'BACKUP_PASSPHRASE',
  'METRICS_TOKEN',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'SECRET_KEY',
  'SENTRY_DSN',
  'SECRET_KEY_PREVIOUS',
  // Often the address itself is the password.
  'HEARTBEAT_URL',
]);

/** For `transform`: what cannot be read is a fault with this message. */
function readBy<Value>(read: (text: string) => Value | undefined, message: string) {
  return (text: string, context: z.RefinementCtx): Value => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
}
