import type {
  ReminderSettingsRepository,
  StoredReminderSettings,
} from '#server/features/reminders/reminder-settings-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

const COLUMNS = [
  'scope',
  'owner_id as ownerId',
  'version',
  'settings',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;

export function createSqliteReminderSettingsRepository({
  db,
}: SqliteContext): ReminderSettingsRepository {
  return {
    async find(householdId, { scope, ownerId }) {
      const found = await db
        .selectFrom('reminder_settings')
        .select(COLUMNS)
        .where('household_id', '=', householdId)
        .where('scope', '=', scope)
        .where('owner_id', '=', ownerId)
        .executeTakeFirst();
      return found ?? null;
    },
    async list(householdId) {
      return db
        .selectFrom('reminder_settings')
        .select(COLUMNS)
        .where('household_id', '=', householdId)
        .orderBy('scope')
        .orderBy('owner_id')
        .execute();
    },
    async put(householdId, row, expectedVersion) {
      const { scope, ownerId } = row;
      if (expectedVersion === null) {
        const result = await db
          .insertInto('reminder_settings')
          .values({
            household_id: householdId,
            scope,
            owner_id: ownerId,
            version: 1,
            ...toFacts(row),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return wasChanged(result.numInsertedOrUpdatedRows);
      }
      const result = await db
        .updateTable('reminder_settings')
        .set({ ...toFacts(row), version: expectedVersion + 1 })
        .where('household_id', '=', householdId)
        .where('scope', '=', scope)
        .where('owner_id', '=', ownerId)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async delete(householdId, { scope, ownerId }, expectedVersion) {
      const row = db
        .deleteFrom('reminder_settings')
        .where('household_id', '=', householdId)
        .where('scope', '=', scope)
        .where('owner_id', '=', ownerId);
      const wanted =
        expectedVersion === undefined ? row : row.where('version', '=', expectedVersion);
      const result = await wanted.executeTakeFirst();
      return wasChanged(result.numDeletedRows);
    },
  };
}

function toFacts({ settings, createdAt, updatedAt }: StoredReminderSettings) {
  return { settings, created_at: createdAt, updated_at: updatedAt };
}
