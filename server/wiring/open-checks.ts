import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeLogMail } from '#server/adapters/mail/judge-mail.ts';
import { createSmtpProbe } from '#server/adapters/mail/smtp-probe.ts';
import { createSqliteProbe } from '#server/adapters/store/sqlite/sqlite-probe.ts';
import { createBackupsProbe } from '#server/checks/backups-probe.ts';
import { type CheckReport, reportFindings } from '#server/checks/check-report.ts';
import { configuredSecrets, spellingsOf } from '#server/checks/configured-secrets.ts';
import { createDataFolderProbe } from '#server/checks/data-folder-probe.ts';
import { doubtfulSettings } from '#server/checks/doubtful-settings.ts';
import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import { type Probe, probeOf } from '#server/checks/probe.ts';
import { createPublicAddressProbe } from '#server/checks/public-address-probe.ts';
import { refusedSettings } from '#server/checks/refused-settings.ts';
import { runProbes } from '#server/checks/run-probes.ts';
import { availableMemory, createRuntimeProbe } from '#server/checks/runtime-probe.ts';
import { createSecretFilesProbe } from '#server/checks/secret-files-probe.ts';
import { unreadVariables } from '#server/checks/unread-variables.ts';
import { weakSecrets } from '#server/checks/weak-secrets.ts';
import { type Clock, instantOf } from '#server/clock.ts';
import { type Config, ConfigError, type UriSource } from '#server/config/config.ts';
import { nameOfSource, readUri } from '#server/config/database-uri.ts';
import { environmentSchema, SECRET_VARIABLES } from '#server/config/environment-schema.ts';

export type { CheckReport } from '#server/checks/check-report.ts';
export type { Finding, Level } from '#server/checks/finding.ts';

export interface CheckRequest {
  /** @throws ConfigError */
  readConfig(): Config;
  /** Folder of the project. */
  root: string;
  /** Names of variables that were given, and of those that stand in `.env`. */
  given: { environment: readonly string[]; envFile: readonly string[] };
  /** Whether a server is meant to be up with this configuration. */
  isServing: boolean;
  clock: Clock;
}

/** Looks at everything that an installation needs, all at once, and changes nothing. */
export async function checkInstallation(request: CheckRequest): Promise<CheckReport> {
  const { root, given, isServing, clock } = request;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { node, sqlite = 'none' } = process.versions;
  const settings = settingsOf(request);
  const found = [
    ...settings.findings,
    ...unreadVariables(Object.keys(environmentSchema.shape), given),
    ...(await runProbes([
      createRuntimeProbe({ root, node, memory: availableMemory(), isServing }),
      ...(settings.config ? await probesOf(settings.config, { ...request, version }) : []),
    ])),
  ];
  return reportFindings(found, {
    checkedAt: instantOf(clock.now()),
    versions: { duetide: version, node, sqlite },
    secrets: settings.config ? secretTexts(settings.config) : [],
  });
}

function settingsOf({ readConfig }: CheckRequest): { config: Config | null; findings: Finding[] } {
  try {
    const config = readConfig();
    const secrets = configuredSecrets(config, uriOf(config));
    return { config, findings: [...doubtfulSettings(config), ...weakSecrets(secrets)] };
  } catch (error) {
    if (error instanceof ConfigError) return { config: null, findings: refusedSettings(error) };
    throw error;
  }
}

async function probesOf(
  config: Config,
  { root, given, isServing, clock, version }: CheckRequest & { version: string },
): Promise<Probe[]> {
  const { listen, publicUrl, store, backups, secrets } = config;
  const url = publicUrl ?? ownAddress(listen);
  return [
    createSecretFilesProbe([
      ...(store.kind === 'mongodb' && store.uri.kind === 'file'
        ? [{ name: nameOfSource(store.uri), path: store.uri.file }]
        : []),
      ...(given.envFile.some((name) => SECRET_VARIABLES.has(name))
        ? [{ name: '.env', path: join(root, '.env') }]
        : []),
      // Made when the first secret comes.
      ...(existsSync(secrets.file) ? [{ name: 'secret-key', path: secrets.file }] : []),
    ]),
    ...(url === null
      ? []
      : [
          createPublicAddressProbe({
            url,
            isConfigured: publicUrl !== null,
            isServing,
            version,
            clock,
          }),
        ]),
    ...(await databaseProbes(config, { isServing, clock })),
    ...(await redisProbes(config.redis, clock)),
    mailProbe(config),
    createBackupsProbe({
      backups,
      dataDir: store.kind === 'sqlite' ? config.dataDir : null,
      clock,
    }),
  ];
}

async function databaseProbes(
  { dataDir, store }: Config,
  { isServing, clock }: Pick<CheckRequest, 'isServing' | 'clock'>,
): Promise<Probe[]> {
  if (store.kind === 'sqlite') {
    const { file } = store;
    return [
      createDataFolderProbe({ folder: dataDir, file, user: process.getuid?.() }),
      createSqliteProbe({ file, isServing }),
    ];
  }
  let uri: string;
  try {
    uri = readUri(store.uri);
  } catch (error) {
    return [createUnreadableUriProbe(store.uri, error)];
  }
  const { createMongodbProbe } = await import('#server/adapters/store/mongodb/mongodb-probe.ts');
  return [createMongodbProbe({ uri, clock, isServing })];
}

function createUnreadableUriProbe(source: UriSource, error: unknown): Probe {
  const name = nameOfSource(source);
  const cure = `Write the connection string into the file that ${name} names, readable for Duetide.`;
  const message = error instanceof Error ? error.message : String(error);
  const { failure } = findingsAbout('database');
  return probeOf({ area: 'database', name, cure }, () => [failure(name, message, cure)]);
}

/** A driver that was not chosen is not loaded. */
async function redisProbes(redis: Config['redis'], clock: Clock): Promise<Probe[]> {
  if (!redis) return [];
  const { createRedisProbe } = await import('#server/adapters/redis/redis-probe.ts');
  return [createRedisProbe({ url: redis.url, clock })];
}

function mailProbe({ mail, publicUrl }: Config): Probe {
  if (mail.kind === 'smtp') return createSmtpProbe(mail);
  const cure = 'Set SMTP_URL.';
  return probeOf({ area: 'mail', name: 'SMTP', cure }, () => [judgeLogMail(publicUrl)]);
}

/** Null where nobody can tell: the connection string stands in a file that says none. */
function uriOf({ store }: Config): string | null {
  if (store.kind !== 'mongodb') return null;
  try {
    return readUri(store.uri);
  } catch {
    return null;
  }
}

function secretTexts(config: Config): string[] {
  const { backups, secrets, metrics } = config;
  const chosen = [backups.passphrase, secrets.key, secrets.previous, metrics?.token ?? null];
  return spellingsOf([
    ...configuredSecrets(config, uriOf(config)).map(({ password }) => password),
    ...chosen.filter((secret) => secret !== null),
  ]);
}

/** Where the server listens, asked from this machine; null where it takes a free port. */
function ownAddress({ host, port }: Config['listen']): string | null {
  if (port === 0) return null;
  const own = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`;
}
