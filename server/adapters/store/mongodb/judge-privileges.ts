import { type Finding, findingsAbout } from '#server/checks/finding.ts';

const { ok, warning, failure } = findingsAbout('database');

/** What `connectionStatus` with `showPrivileges` answers: https://www.mongodb.com/docs/manual/reference/command/connectionStatus/ */
export interface AuthInfo {
  authenticatedUsers: readonly { user: string; db: string }[];
  authenticatedUserRoles: readonly { role: string; db: string }[];
  authenticatedUserPrivileges?: readonly Privilege[];
}

interface Privilege {
  resource: { db?: string; collection?: string; cluster?: boolean; anyResource?: boolean };
  actions: readonly string[];
}

/** Built-in roles that reach beyond one database, or hand out roles themselves. */
const WIDE_ROLES = new Set([
  '__system',
  'atlasAdmin',
  'backup',
  'clusterAdmin',
  'clusterManager',
  'dbAdminAnyDatabase',
  'dbOwner',
  'enableSharding',
  'hostManager',
  'readAnyDatabase',
  'readWriteAnyDatabase',
  'restore',
  'root',
  'userAdmin',
  'userAdminAnyDatabase',
]);

/** Serving, migrations, and nothing else. */
const NEEDED = [
  'find',
  'insert',
  'update',
  'remove',
  'createCollection',
  'createIndex',
  'collMod',
  'listCollections',
  'listIndexes',
];
const CHANGES = new Set(['insert', 'update', 'remove', 'dropDatabase', 'grantRole', 'createUser']);

/** Whether the user of the connection may do what Duetide does, and no more. */
export function judgePrivileges(
  { authenticatedUsers, authenticatedUserRoles: roles, authenticatedUserPrivileges }: AuthInfo,
  { database, isOnThisMachine }: { database: string; isOnThisMachine: boolean },
): Finding[] {
  const [user] = authenticatedUsers;
  if (!user) return [judgeOpenDoor(isOnThisMachine)];
  const enough = `Let ${user.user} have only the roles readWrite and dbAdmin on ${database}`;
  return [
    judgeWidth(roles, authenticatedUserPrivileges ?? [], { database, enough, user: user.user }),
    ...(authenticatedUserPrivileges
      ? judgeLack(authenticatedUserPrivileges, { database, enough, user: user.user })
      : []),
  ];
}

interface About {
  database: string;
  user: string;
  enough: string;
}

function judgeOpenDoor(isOnThisMachine: boolean): Finding {
  const message = 'nobody signs in: whoever reaches the server may read and change everything';
  const cure =
    'Turn on authorization in MongoDB, and make a user with readWrite and dbAdmin on this database.';
  return (isOnThisMachine ? warning : failure)('privileges', message, cure);
}

function judgeWidth(
  roles: AuthInfo['authenticatedUserRoles'],
  privileges: readonly Privilege[],
  { database, user, enough }: About,
): Finding {
  const wide = roles.filter(
    ({ role, db }) => WIDE_ROLES.has(role) || isOfOther(db, role, database),
  );
  const names = wide.map(({ role, db }) => `${role}@${db}`);
  if (names.length > 0) {
    const cure = `${enough}, and take ${names.join(', ')} away (in Atlas: Database Access, Edit, Specific Privileges).`;
    return warning('privileges', `${user} may do more than is needed: ${names.join(', ')}`, cure);
  }
  const broad = privileges.find(
    ({ resource, actions }) =>
      isEverywhere(resource) && actions.some((action) => CHANGES.has(action)),
  );
  if (broad) {
    const message = `a role of ${user} changes data of every database`;
    return warning('privileges', message, `${enough}, and take the other away.`);
  }
  return ok('privileges', `${user} may do no more than is needed`);
}

/** Roles that somebody made themselves usually belong to `admin`: their privileges tell. */
function isOfOther(db: string, role: string, database: string): boolean {
  return db !== database && /^(read|readWrite|dbAdmin)$/.test(role);
}

function isEverywhere({ db, collection, anyResource }: Privilege['resource']): boolean {
  return anyResource === true || (db === '' && collection === '');
}

function judgeLack(privileges: readonly Privilege[], { database, user, enough }: About): Finding[] {
  const allowed = new Set(
    privileges
      .filter(
        ({ resource }) =>
          isEverywhere(resource) || (resource.db === database && resource.collection === ''),
      )
      .flatMap(({ actions }) => actions),
  );
  const lacking = NEEDED.filter((action) => !allowed.has(action));
  return lacking.length === 0
    ? []
    : [failure('privileges', `${user} lacks ${lacking.join(', ')} on ${database}`, `${enough}.`)];
}
