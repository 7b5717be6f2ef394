import type { IdempotencyRepository } from '#server/http/idempotency-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteIdempotencyRepository({ db }: SqliteContext): IdempotencyRepository {
  return {
    async begin(householdId, record) {
      // Setting the key to itself makes `returning` answer with the row that is there already.
      const { response, ...present } = await db
        .insertInto('idempotency_records')
        .values({
          household_id: householdId,
          key: record.key,
          fingerprint: record.fingerprint,
          resource_id: record.resourceId,
          created_at: record.createdAt,
          response: record.response && JSON.stringify(record.response),
        })
        .onConflict((conflict) =>
          conflict.columns(['household_id', 'key']).doUpdateSet({ key: record.key }),
        )
        .returning([
          'key',
          'fingerprint',
          'resource_id as resourceId',
          'created_at as createdAt',
          'response',
        ])
        .executeTakeFirstOrThrow();
      return { ...present, response: response === null ? null : JSON.parse(response) };
    },
    async resume(householdId, key, leftAt, now) {
      const result = await db
        .updateTable('idempotency_records')
        .set({ created_at: now })
        .where('household_id', '=', householdId)
        .where('key', '=', key)
        .where('created_at', '=', leftAt)
        .where('response', 'is', null)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async finish(householdId, key, response) {
      await db
        .updateTable('idempotency_records')
        .set({ response: JSON.stringify(response) })
        .where('household_id', '=', householdId)
        .where('key', '=', key)
        .where('response', 'is', null)
        .execute();
    },
    async abandon(householdId, key) {
      await db
        .deleteFrom('idempotency_records')
        .where('household_id', '=', householdId)
        .where('key', '=', key)
        .where('response', 'is', null)
        .execute();
    },
    async purge(createdBefore) {
      const result = await db
        .deleteFrom('idempotency_records')
        .where('created_at', '<', createdBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
