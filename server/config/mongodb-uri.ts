/** What of a MongoDB connection string can be judged without connecting. */
export interface MongodbUri {
  /** Host names without ports. */
  hosts: readonly string[];
  /** Null where the string names none. */
  database: string | null;
  isTls: boolean;
}

const DEFAULT_DATABASE = 'duetide';
const FORM = /^mongodb(\+srv)?:\/\/(?:[^/?#@]*@)?([^/?#@]+)(?:\/([^/?#]*))?(?:\?([^#]*))?$/;

/**
 * Several hosts stand in one string, so that it is no URL to `URL`.
 * https://www.mongodb.com/docs/manual/reference/connection-string/
 * @returns null for what is no connection string.
 */
export function readMongodbUri(uri: string): MongodbUri | null {
  const [, srv, hosts = '', database = '', options = ''] = FORM.exec(uri.trim()) ?? [];
  if (hosts === '') return null;
  const parameters = new Map(
    [...new URLSearchParams(options)].map(([name, value]) => [name.toLowerCase(), value]),
  );
  // `ssl` is the older name; the driver refuses a string that says both, and not the same.
  const tls = parameters.get('tls') ?? parameters.get('ssl') ?? String(srv !== undefined);
  return {
    hosts: hosts.split(',').map(hostOf),
    database: database === '' ? null : decode(database),
    isTls: tls === 'true',
  };
}

/** Why a connection string is not used, as the end of a sentence about it; null if it is. */
export function mongodbUriFault(uri: string): string | null {
  const read = readMongodbUri(uri);
  if (!read) return 'must be mongodb://user:password@host/database or mongodb+srv://…';
  if (!read.isTls && !isLoopbackOnly(read)) {
    return `must use TLS, because ${read.hosts.join(', ')} is not this machine: add tls=true to its options`;
  }
  return null;
}

/** The driver would take `test` where the string names no database. */
export function databaseNameOf(uri: string): string {
  return readMongodbUri(uri)?.database ?? DEFAULT_DATABASE;
}

/** Whether nothing that is sent there leaves this machine. */
export function isOnThisMachine(uri: string): boolean {
  const read = readMongodbUri(uri);
  return read !== null && isLoopbackOnly(read);
}

function isLoopbackOnly({ hosts }: MongodbUri): boolean {
  return hosts.every((host) => /^(localhost|127(\.\d+){3}|\[::1\]|%2f.*)$/i.test(host));
}

/** Database and hosts, for people: user and password stay out of logs and messages. */
export function placeOf(uri: string): string {
  return `${databaseNameOf(uri)} on ${readMongodbUri(uri)?.hosts.join(', ') ?? 'no host'}`;
}

/** `text` without the user and the password of `uri`, however they are encoded there. */
export function hideSecrets(text: string, uri: string): string {
  const [, userInfo = ''] = /^[^/]*\/\/([^/?#]*)@/.exec(uri.trim()) ?? [];
  const parts = userInfo.split(':').filter((part) => part !== '');
  return [userInfo, ...parts, ...parts.map(decode)]
    .filter((secret) => secret !== '')
    .reduce((safe, secret) => safe.replaceAll(secret, '…'), text);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function hostOf(hostAndPort: string): string {
  return hostAndPort.replace(/:\d+$/, '');
}
