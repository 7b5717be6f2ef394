import { BlockList, isIPv6 } from 'node:net';
import type { Config } from '#server/config/config.ts';
import { type Finding, findingsAbout } from './finding.ts';
import { reachOf } from './host-reach.ts';

const { ok, note, warning } = findingsAbout('configuration');

interface Doubt {
  name: string;
  level: 'note' | 'warning';
  isDoubtful(config: Config): boolean;
  message: string;
  cure: string;
}

/** What is legal, and hardly ever meant. */
const DOUBTS: readonly Doubt[] = [
  {
    name: 'REDIS_URL',
    level: 'warning',
    isDoubtful: ({ redis, store }) => redis !== null && store.kind === 'sqlite',
    message: 'is set as for many instances, while the data is in one SQLite file of this machine',
    cure: 'Set MONGODB_URI_FILE to run several instances, or leave out REDIS_URL.',
  },
  {
    name: 'REDIS_URL',
    level: 'note',
    isDoubtful: ({ redis, store }) => redis === null && store.kind === 'mongodb',
    message: 'is not set: right for one instance, while a second one would show old answers',
    cure: 'Set REDIS_URL before a second instance is started.',
  },
  {
    name: 'SECRET_KEY',
    level: 'note',
    isDoubtful: ({ secrets }) => secrets.key === null && !secrets.mayMakeFile,
    message: 'is not set: members can add no channel that has a password or a token',
    cure: 'Set SECRET_KEY to what openssl rand -base64 32 prints, the same on every instance.',
  },
  {
    name: 'PUBLIC_URL',
    level: 'warning',
    isDoubtful: ({ publicUrl, listen }) => publicUrl === null && !isOfThisMachine(listen.host),
    message: 'is not set: links in mails lead to HOST:PORT, and cookies may travel in the clear',
    cure: 'Set PUBLIC_URL to the address that people type, such as https://duetide.example.',
  },
  {
    name: 'TRUST_PROXY',
    level: 'warning',
    isDoubtful: ({ publicUrl, trustProxy }) => publicUrl === null && trustProxy !== false,
    message: 'is set without PUBLIC_URL: what is behind a proxy has an address of its own',
    cure: 'Set PUBLIC_URL to the address at which the proxy serves, or take TRUST_PROXY out.',
  },
  {
    name: 'TRUST_PROXY',
    level: 'warning',
    // Duetide itself speaks no TLS.
    isDoubtful: ({ publicUrl, trustProxy }) => isHttps(publicUrl) && trustProxy === false,
    message: 'is off behind the proxy that serves https: all people count as one for rate limits',
    cure: 'Set TRUST_PROXY to the address of the proxy, such as loopback or 10.0.0.0/8.',
  },
  {
    name: 'SIGN_UP',
    level: 'note',
    isDoubtful: ({ signUp, publicUrl }) => signUp === 'open' && isPublic(publicUrl),
    message: 'is open: whoever finds the address may make an account',
    cure: 'If that is not meant, set SIGN_UP=first-user or SIGN_UP=closed.',
  },
  {
    name: 'RATE_LIMIT_AUTH',
    level: 'warning',
    isDoubtful: ({ rateLimits, publicUrl }) => rateLimits.auth === 0 && isPublic(publicUrl),
    message: 'is 0: passwords may be tried without end',
    cure: 'Take RATE_LIMIT_AUTH out, which sets it to 30 a minute.',
  },
  {
    name: 'EGRESS_ALLOW',
    level: 'warning',
    isDoubtful: ({ egress }) => METADATA.some((address) => isOpened(egress.allow, address)),
    message: 'opens the metadata service of clouds: members could have its credentials sent',
    cure: 'Name in EGRESS_ALLOW only the hosts that are meant, with their ports.',
  },
  {
    name: 'EGRESS_ALLOW',
    level: 'warning',
    isDoubtful: ({ egress }) =>
      isOpened(
        egress.allow.filter(({ port }) => port === null),
        '127.0.0.1',
      ),
    message: 'opens this machine at all EGRESS_PORTS: members could ask its other services',
    cure: 'Write the port of the one that is meant: EGRESS_ALLOW=127.0.0.1:8080.',
  },
  {
    name: 'METRICS_PORT',
    level: 'warning',
    isDoubtful: ({ metrics, listen }) =>
      metrics?.kind === 'own-port' && metrics.token === null && !isOfThisMachine(listen.host),
    message:
      'tells whoever reaches it how this server is used: it is open on every network of HOST',
    cure: 'Set METRICS_TOKEN, or let nobody but the one who watches through to METRICS_PORT.',
  },
  {
    name: 'LOG_LEVEL',
    level: 'note',
    isDoubtful: ({ log }) => log.levels.server === 'silent',
    message: 'is silent: nothing will tell what went wrong',
    cure: 'Set LOG_LEVEL=warn, which says little while all is well.',
  },
];

/** What of a complete configuration is in doubt, or that nothing is. */
export function doubtfulSettings(config: Config): Finding[] {
  const say = { note, warning };
  const found = DOUBTS.filter((doubt) => doubt.isDoubtful(config)).map(
    ({ name, level, message, cure }) => say[level](name, message, cure),
  );
  return [ok('variables', 'all are understood'), ...found];
}

/** Where clouds tell a machine its own secrets. */
const METADATA = ['169.254.169.254', 'fd00:ec2::254'];

/** Networks only: what a name leads to may change. */
function isOpened(allow: Config['egress']['allow'], address: string): boolean {
  const opened = new BlockList();
  for (const allowance of allow) {
    if (allowance.kind !== 'network') continue;
    opened.addSubnet(allowance.address, allowance.prefix, familyOf(allowance.address));
  }
  return opened.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

function isHttps(url: string | null): boolean {
  return url?.startsWith('https:') ?? false;
}

function isPublic(url: string | null): boolean {
  return url !== null && reachOf(new URL(url).hostname) === 'internet';
}

function isOfThisMachine(host: string): boolean {
  return reachOf(host) === 'this machine';
}
