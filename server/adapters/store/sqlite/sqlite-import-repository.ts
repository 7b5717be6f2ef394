import type { ImportRepository } from '#server/features/imports/import-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteImportRepository({ db }: SqliteContext): ImportRepository {
  return {
    async insert(householdId, entry) {
      await db
        .insertInto('imports')
        .values({
          household_id: householdId,
          id: entry.id,
          version: entry.version,
          format: entry.format,
          content: entry.content,
          created_at: entry.createdAt,
          expires_at: entry.expiresAt,
        })
        .execute();
    },
    async find(householdId, id) {
      const found = await db
        .selectFrom('imports')
        .select([
          'id',
          'version',
          'format',
          'content',
          'created_at as createdAt',
          'expires_at as expiresAt',
        ])
        .where('household_id', '=', householdId)
        .where('id', '=', id)
        .executeTakeFirst();
      return found ?? null;
    },
    async replace(householdId, entry, expectedVersion) {
      const result = await db
        .updateTable('imports')
        .set({
          version: expectedVersion + 1,
          format: entry.format,
          content: entry.content,
          created_at: entry.createdAt,
          expires_at: entry.expiresAt,
        })
        .where('household_id', '=', householdId)
        .where('id', '=', entry.id)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async purge(expiredBefore) {
      const result = await db
        .deleteFrom('imports')
        .where('expires_at', '<', expiredBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
