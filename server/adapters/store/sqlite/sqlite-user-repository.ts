import {
  emailKey,
  type User,
  type UserRepository,
} from '#server/features/accounts/user-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';
import { isDuplicateOf } from './sqlite-fault.ts';

const COLUMNS = [
  'id',
  'version',
  'name',
  'email',
  'password_hash as passwordHash',
  'role',
  'household_id as householdId',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;

export function createSqliteUserRepository({
  db,
  prepareHotSelect,
}: SqliteContext): UserRepository {
  const findById = prepareHotSelect(
    db.selectFrom('users').select(COLUMNS).where('id', '=', '').compile(),
  );
  const findByEmailKey = prepareHotSelect(
    db.selectFrom('users').select(COLUMNS).where('email_key', '=', '').compile(),
  );

  return {
    async insert(user) {
      const result = await db
        .insertInto('users')
        .values({ id: user.id, version: user.version, ...toFacts(user) })
        .onConflict((conflict) => conflict.column('email_key').doNothing())
        .executeTakeFirst();
      return wasChanged(result.numInsertedOrUpdatedRows) ? 'inserted' : 'email-taken';
    },
    async find(userId) {
      return findById(userId)[0] ?? null;
    },
    async findByEmail(email) {
      return findByEmailKey(emailKey(email))[0] ?? null;
    },
    async replace(user, expectedVersion) {
      try {
        const result = await db
          .updateTable('users')
          .set({ ...toFacts(user), version: expectedVersion + 1 })
          .where('id', '=', user.id)
          .where('version', '=', expectedVersion)
          .executeTakeFirst();
        return wasChanged(result.numUpdatedRows);
      } catch (error) {
        if (isDuplicateOf('users.email_key', error)) return 'email-taken';
        throw error;
      }
    },
    async delete(userId) {
      await db.deleteFrom('users').where('id', '=', userId).execute();
    },
    async isEmpty() {
      const any = await db.selectFrom('users').select('id').limit(1).executeTakeFirst();
      return any === undefined;
    },
    async claimFirst(userId, claimedAt) {
      await db
        .insertInto('first_user')
        .values({ slot: 1, user_id: userId, claimed_at: claimedAt })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return db
        .selectFrom('first_user')
        .select(['user_id as userId', 'claimed_at as claimedAt'])
        .executeTakeFirstOrThrow();
    },
    async findFirst() {
      const slot = await db
        .selectFrom('first_user')
        .select(['user_id as userId', 'claimed_at as claimedAt'])
        .executeTakeFirst();
      return slot?.userId ?? null;
    },
    async reassignFirst(from, to, claimedAt) {
      const result = await db
        .updateTable('first_user')
        .set({ user_id: to, claimed_at: claimedAt })
        .where('user_id', '=', from)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
  };
}

function toFacts(user: User) {
  return {
    name: user.name,
    email: user.email,
    email_key: emailKey(user.email),
    password_hash: user.passwordHash,
    role: user.role,
    household_id: user.householdId,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  };
}
