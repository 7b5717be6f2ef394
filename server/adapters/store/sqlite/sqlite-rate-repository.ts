import type { RateRepository } from '#server/features/rates/rate-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteRateRepository({
  db,
  prepareHotSelect,
}: SqliteContext): RateRepository {
  const listRows = prepareHotSelect(
    db
      .selectFrom('rates')
      .select([
        'from_currency as from',
        'to_currency as to',
        'rate',
        'effective_on as on',
        'source',
      ])
      .where('household_id', '=', '')
      .orderBy('from_currency')
      .orderBy('to_currency')
      .orderBy('effective_on')
      .compile(),
  );

  return {
    async list(householdId) {
      return listRows(householdId);
    },
    async put(householdId, { from, to, rate, on, source }) {
      await db
        .insertInto('rates')
        .values({
          household_id: householdId,
          from_currency: from,
          to_currency: to,
          effective_on: on,
          rate,
          source,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['household_id', 'from_currency', 'to_currency', 'effective_on'])
            .doUpdateSet({ rate, source }),
        )
        .execute();
    },
    async delete(householdId, from, to, on) {
      const result = await db
        .deleteFrom('rates')
        .where('household_id', '=', householdId)
        .where('from_currency', '=', from)
        .where('to_currency', '=', to)
        .where('effective_on', '=', on)
        .executeTakeFirst();
      return wasChanged(result.numDeletedRows);
    },
  };
}
