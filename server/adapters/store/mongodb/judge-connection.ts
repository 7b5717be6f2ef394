import type { Db, MongoOptions } from 'mongodb';
import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import {
  hideSecrets,
  isOnThisMachine,
  placeOf,
  readMongodbUri,
} from '#server/config/mongodb-uri.ts';

const { ok, failure } = findingsAbout('database');

type Secrecy = Pick<MongoOptions, 'rejectUnauthorized' | 'checkServerIdentity'>;
type Durability = Pick<Db, 'writeConcern' | 'readConcern'>;

/**
 * Whether nobody reads along, and what was written stays: as the driver understood our options and
 * those of the connection string.
 */
export function judgeConnection(uri: string, client: Secrecy, database: Durability): Finding[] {
  return [judgeSecrecy(uri, client), judgeDurability(database)];
}

function judgeSecrecy(uri: string, { rejectUnauthorized, checkServerIdentity }: Secrecy): Finding {
  if (!readMongodbUri(uri)?.isTls) {
    return isOnThisMachine(uri)
      ? ok('TLS', 'is not needed: the server is on this machine')
      : failure(
          'TLS',
          'is off: all data can be read on its way',
          'Add tls=true to the options of the connection string.',
        );
  }
  if (rejectUnauthorized === false || checkServerIdentity !== undefined) {
    return failure(
      'TLS',
      'any certificate is accepted: whoever stands in between can read along',
      'Take tlsInsecure and tlsAllowInvalidCertificates or -Hostnames out of the connection string; tlsCAFile names an authority of your own.',
    );
  }
  return ok('TLS', 'is on, and the certificate is checked');
}

function judgeDurability({ writeConcern, readConcern }: Durability): Finding {
  const { w, j } = writeConcern ?? {};
  if (w === 'majority' && j === true && readConcern?.level === 'majority') {
    return ok('durability', 'a write counts once a majority has it in its journal');
  }
  return failure(
    'durability',
    'the connection string takes back what acknowledged writes rely on (majority, with journal)',
    'Take w, journal and readConcernLevel out of the options of the connection string.',
  );
}

/** What the driver says → what it means, and what to do. In this order. */
const FAULTS: readonly [RegExp, string][] = [
  [
    /auth|credential|password|bad auth|code 18|8000/i,
    'Correct user and password in the connection string, or add authSource=admin to it.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|querySrv|queryTxt/,
    'Correct the host in the connection string, or the DNS of this machine.',
  ],
  [/ECONNREFUSED/, 'Start the database, or correct host and port in the connection string.'],
  [
    /certificate|self-signed|altname|tls|ssl/i,
    'Give the server a certificate for that name, or name its authority with tlsCAFile.',
  ],
  [
    /timed out|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/,
    'Let this machine through the firewall of the database (in Atlas: Network Access).',
  ],
];

/** Why there is no connection. */
export function judgeFault(error: unknown, uri: string): Finding {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  const [, cure] = FAULTS.find(([pattern]) => pattern.test(line)) ?? [];
  return failure(
    'server',
    `${placeOf(uri)} cannot be used: ${hideSecrets(line, uri)}`,
    cure ?? 'Correct the connection string, and look into the log of the database.',
  );
}
