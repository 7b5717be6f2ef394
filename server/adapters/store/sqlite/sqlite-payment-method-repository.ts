import type { PaymentMethodRepository } from '#server/features/payment-methods/payment-method-repository.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

const COLUMNS = [
  'id',
  'version',
  'label',
  'kind',
  'last_four as lastFour',
  'expires_in as expiresIn',
  'created_at as createdAt',
  'updated_at as updatedAt',
  'deleted_at as deletedAt',
] as const;

export function createSqlitePaymentMethodRepository({
  db,
  prepareHotQuery,
  prepareHotSelect,
}: SqliteContext): PaymentMethodRepository {
  const ordered = db
    .selectFrom('payment_methods')
    .select(COLUMNS)
    .where('household_id', '=', '')
    .orderBy('created_at')
    .orderBy('id');
  const listLive = prepareHotSelect(ordered.where('deleted_at', 'is', null).compile());
  const liveIds = prepareHotQuery<[id: string]>(
    db
      .selectFrom('payment_methods')
      .select('id')
      .where('household_id', '=', '')
      .where('deleted_at', 'is', null)
      .compile(),
  );
  const listTrashed = prepareHotSelect(ordered.where('deleted_at', 'is not', null).compile());

  return {
    async insert(householdId, entry) {
      const result = await db
        .insertInto('payment_methods')
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
        .selectFrom('payment_methods')
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
        .updateTable('payment_methods')
        .set({ ...toFacts(entry), version: expectedVersion + 1 })
        .where('household_id', '=', householdId)
        .where('id', '=', entry.id)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async purgeTrash(deletedBefore) {
      const result = await db
        .deleteFrom('payment_methods')
        .where('deleted_at', '<', deletedBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function toFacts(entry: PaymentMethod) {
  return {
    label: entry.label,
    kind: entry.kind,
    last_four: entry.lastFour,
    expires_in: entry.expiresIn,
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
    deleted_at: entry.deletedAt,
  };
}
