import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import { type HostReach, reachOf } from '#server/checks/host-reach.ts';

const { ok, note, warning, failure } = findingsAbout('Redis');
const OLDEST = { text: '6.2', major: 6, minor: 2 };

/** What `INFO` answers, line by line. */
export type RedisInfo = ReadonlyMap<string, string>;

export function readInfo(text: string): RedisInfo {
  const lines = text.split('\r\n').filter((line) => /^\w+:/.test(line));
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
}

/** Whether the server is one on which instances can share what they know. */
export function judgeRedis(info: RedisInfo): Finding[] {
  return [judgeVersion(info), ...judgeRole(info), judgeEviction(info)];
}

function judgeVersion(info: RedisInfo): Finding {
  const version = info.get('redis_version') ?? 'unknown';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor);
  return isOld
    ? warning(
        'server',
        `${version}, while ${OLDEST.text} is the oldest that is still maintained`,
        'Upgrade Redis; nothing in it has to be kept.',
      )
    : ok('server', `Redis ${version}`);
}

function judgeRole(info: RedisInfo): Finding[] {
  if (info.get('cluster_enabled') === '1') {
    return [
      failure(
        'role',
        'is a node of a Redis Cluster, where keys of one command lie on several servers',
        'Set REDIS_URL to a server without cluster mode: what is shared is small.',
      ),
    ];
  }
  if (info.get('role') === 'slave') {
    return [
      failure('role', 'is a replica, which takes no writes', 'Set REDIS_URL to the primary.'),
    ];
  }
  return [];
}

/**
 * Whatever is evicted is computed again, and a name that was evicted is replaced by a new one. Where
 * nothing may be evicted a full server takes no names, and nothing more is shared.
 */
function judgeEviction(info: RedisInfo): Finding {
  const name = 'eviction';
  const policy = info.get('maxmemory_policy');
  const limit = Number(info.get('maxmemory') ?? 0);
  if (policy === undefined)
    return note(name, 'the server does not say what it does when it is full');
  if (policy !== 'noeviction') {
    return ok(name, `${policy}: when it is full it forgets what can be computed again`);
  }
  const cure =
    'Run CONFIG SET maxmemory-policy allkeys-lru, and write it into redis.conf (in Upstash: Eviction).';
  if (limit === 0) {
    return note(
      name,
      'nothing limits its memory, although each key of Duetide ends by itself',
      'Set maxmemory 256mb and maxmemory-policy allkeys-lru in redis.conf.',
    );
  }
  const full = Math.round((100 * Number(info.get('used_memory') ?? 0)) / limit);
  return warning(
    name,
    `noeviction, at ${full} % of its memory: once it is full instances share nothing more`,
    cure,
  );
}

const BY_REACH = {
  'this machine': ok,
  'private network': warning,
  internet: failure,
} as const satisfies Record<HostReach, unknown>;

/** Whether somebody could read along, or come in without a password. */
export function judgeAccess(url: string, isOpenToAll: boolean): Finding[] {
  const { protocol, hostname } = new URL(url);
  const reach = reachOf(hostname);
  const isTls = protocol === 'rediss:';
  return [
    isTls
      ? ok('TLS', 'is on, and the certificate is checked')
      : BY_REACH[reach](
          'TLS',
          reach === 'this machine'
            ? 'is not needed: the server is on this machine'
            : 'is off: passwords and answers can be read on their way',
          'Turn on TLS in Redis (tls-port), and write rediss:// in REDIS_URL.',
        ),
    isOpenToAll
      ? (reach === 'internet' ? failure : warning)(
          'password',
          'none is needed: whoever reaches the server may read and change what is shared',
          'Set requirepass in redis.conf, and write the password into REDIS_URL.',
        )
      : ok('password', 'is needed to come in'),
  ];
}

const FAULTS: readonly [RegExp, string][] = [
  [/WRONGPASS|invalid (username|password)/i, 'Correct user and password in REDIS_URL.'],
  [/NOAUTH/, 'Write the password into REDIS_URL: redis://:PASSWORD@HOST.'],
  [
    /NOPERM/,
    'Let the user of REDIS_URL ping, set, get and ask: ACL SETUSER NAME ~duetide:* +@all -@dangerous +info.',
  ],
  [/ENOTFOUND|EAI_AGAIN/, 'Correct the host in REDIS_URL, or the DNS of this machine.'],
  [/ECONNREFUSED/, 'Start Redis, or correct host and port in REDIS_URL.'],
  [
    /cert|self-signed|altname|tls|ssl/i,
    'Give Redis a certificate for that name, or name its authority with NODE_EXTRA_CA_CERTS.',
  ],
  [/LOADING/, 'Wait until Redis has loaded its data, and check again.'],
  [
    /ETIMEDOUT|timed out|EHOSTUNREACH|ENETUNREACH|closed/,
    'Let this machine through the firewall of Redis, and write rediss:// where it wants TLS.',
  ],
];

/** Why there is no connection. */
export function judgeFault(reason: string): Finding {
  const [line = ''] = reason.split('\n');
  const [, cure] = FAULTS.find(([pattern]) => pattern.test(line)) ?? [];
  return failure(
    'server',
    `cannot be used: ${line}`,
    cure ?? 'Correct REDIS_URL, and look into the log of Redis.',
  );
}
