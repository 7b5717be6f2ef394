import type { HouseholdRepository } from '#server/features/households/household-repository.ts';
import type { Household } from '#shared/households.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

const COLUMNS = [
  'id',
  'version',
  'name',
  'base_currency as baseCurrency',
  'time_zone as timeZone',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;

const MEMBERSHIP_COLUMNS = [
  'household_id as householdId',
  'user_id as userId',
  'role',
  'created_at as createdAt',
] as const;

export function createSqliteHouseholdRepository({
  db,
  prepareHotSelect,
}: SqliteContext): HouseholdRepository {
  const findById = prepareHotSelect(
    db.selectFrom('households').select(COLUMNS).where('id', '=', '').compile(),
  );
  const findByUser = prepareHotSelect(
    db
      .selectFrom('memberships')
      .select(MEMBERSHIP_COLUMNS)
      .where('user_id', '=', '')
      .orderBy('created_at')
      .orderBy('household_id')
      .compile(),
  );

  return {
    async insert(household) {
      const result = await db
        .insertInto('households')
        .values({ id: household.id, version: household.version, ...toFacts(household) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return wasChanged(result.numInsertedOrUpdatedRows) ? 'inserted' : 'exists';
    },
    async find(householdId) {
      return findById(householdId)[0] ?? null;
    },
    async replace(household, expectedVersion) {
      const result = await db
        .updateTable('households')
        .set({ ...toFacts(household), version: expectedVersion + 1 })
        .where('id', '=', household.id)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async delete(householdId) {
      await db.deleteFrom('households').where('id', '=', householdId).execute();
    },
    async addMember(membership) {
      const result = await db
        .insertInto('memberships')
        .values({
          household_id: membership.householdId,
          user_id: membership.userId,
          role: membership.role,
          created_at: membership.createdAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return wasChanged(result.numInsertedOrUpdatedRows) ? 'inserted' : 'exists';
    },
    async removeMember(householdId, userId) {
      await db
        .deleteFrom('memberships')
        .where('household_id', '=', householdId)
        .where('user_id', '=', userId)
        .execute();
    },
    async listMembers(householdId) {
      return db
        .selectFrom('memberships')
        .select(MEMBERSHIP_COLUMNS)
        .where('household_id', '=', householdId)
        .orderBy('created_at')
        .orderBy('user_id')
        .execute();
    },
    async listMemberships(userId) {
      return findByUser(userId);
    },
  };
}

function toFacts(household: Household) {
  return {
    name: household.name,
    base_currency: household.baseCurrency,
    time_zone: household.timeZone,
    created_at: household.createdAt,
    updated_at: household.updatedAt,
  };
}
