import type { CategoryRepository } from '#server/features/categories/category-repository.ts';
import type { Category } from '#shared/subscriptions/category.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

const COLUMNS = [
  'id',
  'version',
  'name',
  'color',
  'created_at as createdAt',
  'updated_at as updatedAt',
  'deleted_at as deletedAt',
] as const;

export function createSqliteCategoryRepository({
  db,
  prepareHotQuery,
  prepareHotSelect,
}: SqliteContext): CategoryRepository {
  const ordered = db
    .selectFrom('categories')
    .select(COLUMNS)
    .where('household_id', '=', '')
    .orderBy('created_at')
    .orderBy('id');
  const listLive = prepareHotSelect(ordered.where('deleted_at', 'is', null).compile());
  const liveIds = prepareHotQuery<[id: string]>(
    db
      .selectFrom('categories')
      .select('id')
      .where('household_id', '=', '')
      .where('deleted_at', 'is', null)
      .compile(),
  );
  const listTrashed = prepareHotSelect(ordered.where('deleted_at', 'is not', null).compile());

  return {
    async insert(householdId, entry) {
      const result = await db
        .insertInto('categories')
        .values({
          household_id: householdId,
          id: entry.id,
          version: entry.version,
          ...toFacts(entry),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return wasChanged(result.numInsertedOrUpdatedRows) ? 'inserted' : 'exists';
    },
    async find(householdId, id) {
      const row = await db
        .selectFrom('categories')
        .select(COLUMNS)
        .where('household_id', '=', householdId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ?? null;
    },
    async list(householdId, { trash = false } = {}) {
      return trash ? listTrashed(householdId) : listLive(householdId);
    },
    async listIds(householdId) {
      return liveIds(householdId).map(([id]) => id);
    },
    async replace(householdId, entry, expectedVersion) {
      const result = await db
        .updateTable('categories')
        .set({ ...toFacts(entry), version: expectedVersion + 1 })
        .where('household_id', '=', householdId)
        .where('id', '=', entry.id)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async purgeTrash(deletedBefore) {
      const result = await db
        .deleteFrom('categories')
        .where('deleted_at', '<', deletedBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function toFacts(entry: Category) {
  return {
    name: entry.name,
    color: entry.color,
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
    deleted_at: entry.deletedAt,
  };
}
