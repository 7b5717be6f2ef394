import { describe, expect, it } from 'vitest';
import { type AuthInfo, judgePrivileges } from './judge-privileges.ts';

const READ_WRITE = [
  'changeStream',
  'collStats',
  'convertToCapped',
  'createCollection',
  'createIndex',
  'dbHash',
  'dbStats',
  'dropCollection',
  'dropIndex',
  'find',
  'insert',
  'killCursors',
  'listCollections',
  'listIndexes',
  'planCacheRead',
  'remove',
  'renameCollectionSameDB',
  'update',
];
const OWN = { db: 'duetide', collection: '' };

/** As the manual shows it; roles are written `role@db`. */
function judge(
  roles: readonly string[],
  privileges: AuthInfo['authenticatedUserPrivileges'] = [
    { resource: OWN, actions: [...READ_WRITE, 'collMod'] },
  ],
  user: string | null = 'app',
) {
  const authInfo: AuthInfo = {
    authenticatedUsers: user === null ? [] : [{ user, db: 'admin' }],
    authenticatedUserRoles: roles.map((name) => {
      const [role = '', db = ''] = name.split('@');
      return { role, db };
    }),
    ...(privileges && { authenticatedUserPrivileges: privileges }),
  };
  return judgePrivileges(authInfo, { database: 'duetide', isOnThisMachine: false });
}

describe('the roles of the user', () => {
  it('may be those that are enough', () => {
    expect(judge(['readWrite@duetide', 'dbAdmin@duetide'])).toMatchObject([{ level: 'ok' }]);
  });

  it.each([
    'atlasAdmin@admin',
    'root@admin',
    'dbAdminAnyDatabase@admin',
    'readWriteAnyDatabase@admin',
    'userAdminAnyDatabase@admin',
    'clusterAdmin@admin',
    'dbOwner@duetide',
    'readWrite@admin',
    'readWrite@shop',
  ])('are warned of: %s', (role) => {
    const [found, ...more] = judge(['readWrite@duetide', 'dbAdmin@duetide', role]);
    expect(found).toMatchObject({
      level: 'warning',
      message: expect.stringContaining(role),
      cure: expect.stringMatching(/only the roles readWrite and dbAdmin on duetide, and take /),
    });
    expect(found?.message).not.toContain('dbAdmin@duetide');
    expect(more).toEqual([]);
  });

  it('may be of their own making, and are judged by what they allow', () => {
    const own = { resource: OWN, actions: [...READ_WRITE, 'collMod'] };
    const others = (resource: object, ...actions: string[]) => [own, { resource, actions }];
    expect(judge(['duetide@admin'])).toMatchObject([{ level: 'ok' }]);
    expect(judge(['x@admin'], others({ cluster: true }, 'serverStatus'))).toMatchObject([
      { level: 'ok' },
    ]);
    expect(judge(['x@admin'], others({ db: '', collection: '' }, 'find'))).toMatchObject([
      { level: 'ok' },
    ]);
    expect(judge(['x@admin'], others({ db: '', collection: '' }, 'insert'))).toMatchObject([
      { level: 'warning' },
    ]);
    expect(judge(['x@admin'], others({ anyResource: true }, 'update'))).toMatchObject([
      { level: 'warning' },
    ]);
  });

  it.each([
    [[{ resource: OWN, actions: READ_WRITE }], 'lacks collMod on duetide'],
    [[{ resource: OWN, actions: ['find', 'listCollections', 'listIndexes'] }], 'insert, update'],
    [[{ resource: { db: 'shop', collection: '' }, actions: [...READ_WRITE, 'collMod'] }], 'find'],
    [[{ resource: { db: 'duetide', collection: 'users' }, actions: READ_WRITE }], 'find'],
  ])('fail where they are too few: %j', (privileges, message) => {
    expect(judge(['readWrite@duetide'], privileges)).toContainEqual(
      expect.objectContaining({ level: 'failure', message: expect.stringContaining(message) }),
    );
  });

  it('are not guessed where the server does not tell what they allow', () => {
    const authInfo = {
      authenticatedUsers: [{ user: 'app', db: 'admin' }],
      authenticatedUserRoles: [{ role: 'readWrite', db: 'duetide' }],
    };
    const about = { database: 'duetide', isOnThisMachine: false };
    expect(judgePrivileges(authInfo, about)).toMatchObject([{ level: 'ok' }]);
  });

  it('matter only where somebody signs in', () => {
    expect(judge([], [], null)).toMatchObject([{ level: 'failure' }]);
    const nobody = { authenticatedUsers: [], authenticatedUserRoles: [] };
    const about = { database: 'duetide', isOnThisMachine: true };
    expect(judgePrivileges(nobody, about)).toMatchObject([{ level: 'warning' }]);
  });
});
