import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import { assertServerVersion, type ServerKind } from './capabilities.ts';

const { ok, note, warning, failure } = findingsAbout('database');
const FEWEST_MEMBERS = 3;

/** What `hello` answers, as far as it matters here. */
export interface Hello {
  localTime: Date;
  /** Of a replica set. */
  setName?: string;
  hosts?: readonly string[];
  passives?: readonly string[];
  arbiters?: readonly string[];
  /** `isdbgrid`, of the router of a sharded cluster. */
  msg?: string;
}

/** Whether the server is new enough, and keeps what it has acknowledged. */
export function judgeServer(server: ServerKind, hello: Hello): Finding[] {
  const name = `${server.name} ${server.version}`;
  if (server.name === 'FerretDB') {
    return [
      warning(
        'server',
        `${name}: its conditional updates are not atomic, and it checks no validators`,
        'Use MongoDB 6 or newer for data that people rely on.',
      ),
    ];
  }
  try {
    assertServerVersion(server);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [failure('server', message, 'Upgrade MongoDB, one major version after the other.')];
  }
  return [ok('server', name), judgeTopology(hello)];
}

function judgeTopology({ setName, hosts = [], passives = [], arbiters = [], msg }: Hello): Finding {
  const name = 'replica set';
  if (msg === 'isdbgrid') return ok(name, 'a sharded cluster, whose shards are replica sets');
  if (setName === undefined) {
    return warning(
      name,
      'a single server: what it has acknowledged is on one disk only, and goes with it',
      'Run MongoDB as a replica set of three, as Atlas does.',
    );
  }
  const members = hosts.length + passives.length;
  const message = `${setName} of ${members} with data${arbiters.length > 0 ? ' and an arbiter' : ''}`;
  if (members === 1) {
    return warning(name, `${message}: its majority is one disk`, 'Add two members to the set.');
  }
  // With an arbiter a majority of those that vote may be one that has the data.
  if (arbiters.length > 0) {
    const cure =
      'Replace the arbiter by a member with data: one that is away stops no writes then.';
    return warning(name, `${message}: while one is away no write is acknowledged`, cure);
  }
  return members < FEWEST_MEMBERS
    ? note(name, `${message}: while one is away no write is acknowledged`, 'Add a third member.')
    : ok(name, message);
}
