import type { BudgetRepository } from '#server/features/budgets/budget-repository.ts';
import type { Budget } from '#shared/budgets/budget.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

const COLUMNS = [
  'id',
  'version',
  'name',
  'limit_minor as limitMinor',
  'currency',
  'period',
  'category_id as categoryId',
  'created_at as createdAt',
  'updated_at as updatedAt',
  'deleted_at as deletedAt',
] as const;

export function createSqliteBudgetRepository({
  db,
  prepareHotSelect,
}: SqliteContext): BudgetRepository {
  const ordered = db
    .selectFrom('budgets')
    .select(COLUMNS)
    .where('household_id', '=', '')
    .orderBy('created_at')
    .orderBy('id');
  const listLive = prepareHotSelect(ordered.where('deleted_at', 'is', null).compile());
  const listTrashed = prepareHotSelect(ordered.where('deleted_at', 'is not', null).compile());

  return {
    async insert(householdId, entry) {
      const result = await db
        .insertInto('budgets')
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
        .selectFrom('budgets')
        .select(COLUMNS)
        .where('household_id', '=', householdId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ?? null;
    },
    async list(householdId, { trash = false } = {}) {
      return trash ? listTrashed(householdId) : listLive(householdId);
    },
    async replace(householdId, entry, expectedVersion) {
      const result = await db
        .updateTable('budgets')
        .set({ ...toFacts(entry), version: expectedVersion + 1 })
        .where('household_id', '=', householdId)
        .where('id', '=', entry.id)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async purgeTrash(deletedBefore) {
      const result = await db
        .deleteFrom('budgets')
        .where('deleted_at', '<', deletedBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function toFacts(entry: Budget) {
  return {
    name: entry.name,
    limit_minor: entry.limitMinor,
    currency: entry.currency,
    period: entry.period,
    category_id: entry.categoryId,
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
    deleted_at: entry.deletedAt,
  };
}
