import type { SubscriptionRepository } from '#server/features/subscriptions/subscription-repository.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { wasChanged } from './changed-rows.ts';
import { chunksOf, ROWS_A_STATEMENT } from './row-chunks.ts';
import type { SqliteContext } from './sqlite-context.ts';
import {
  SUBSCRIPTION_COLUMNS,
  type SubscriptionRow,
  toSubscription,
  toSubscriptionFacts,
} from './subscription-row.ts';

export function createSqliteSubscriptionRepository({
  db,
  prepareHotQuery,
}: SqliteContext): SubscriptionRepository {
  const ofHousehold = db
    .selectFrom('subscriptions')
    .select(SUBSCRIPTION_COLUMNS)
    .where('household_id', '=', '');
  const findRow = prepareHotQuery<SubscriptionRow>(ofHousehold.where('id', '=', '').compile());
  const listRows = prepareHotQuery<SubscriptionRow>(
    ofHousehold.where('deleted_at', 'is', null).compile(),
  );
  const listTrashedRows = prepareHotQuery<SubscriptionRow>(
    ofHousehold.where('deleted_at', 'is not', null).compile(),
  );

  return {
    async insert(householdId, subscription) {
      const { id, version } = subscription;
      const result = await db
        .insertInto('subscriptions')
        .values({ household_id: householdId, id, version, ...toSubscriptionFacts(subscription) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return wasChanged(result.numInsertedOrUpdatedRows) ? 'inserted' : 'exists';
    },
    async insertMany(householdId, subscriptions) {
      for (const chunk of chunksOf(subscriptions, ROWS_A_STATEMENT)) {
        const rows = chunk.map((subscription) => ({
          household_id: householdId,
          id: subscription.id,
          version: subscription.version,
          ...toSubscriptionFacts(subscription),
        }));
        await db
          .insertInto('subscriptions')
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    async find(householdId, id) {
      const [row] = findRow(householdId, id);
      return row ? toSubscription(row) : null;
    },
    async list(householdId, { trash = false } = {}) {
      const rows = trash ? listTrashedRows(householdId) : listRows(householdId);
      // Ids ascend with time: the rows come almost sorted by the key, which costs SQLite a sorter.
      return rows.map(toSubscription).sort(byCreation);
    },
    async replace(householdId, subscription, expectedVersion) {
      const result = await db
        .updateTable('subscriptions')
        .set({ ...toSubscriptionFacts(subscription), version: expectedVersion + 1 })
        .where('household_id', '=', householdId)
        .where('id', '=', subscription.id)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async purgeTrash(deletedBefore) {
      const result = await db
        .deleteFrom('subscriptions')
        .where('deleted_at', '<', deletedBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function byCreation(left: Subscription, right: Subscription): number {
  if (left.createdAt !== right.createdAt) return left.createdAt < right.createdAt ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}
