import type { CalendarFeedRepository } from '#server/features/calendar-feed/calendar-feed-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteCalendarFeedRepository({ db }: SqliteContext): CalendarFeedRepository {
  return {
    async find(householdId) {
      const found = await db
        .selectFrom('calendar_feeds')
        .select(['token_hash as tokenHash', 'created_at as createdAt'])
        .where('household_id', '=', householdId)
        .executeTakeFirst();
      return found ?? null;
    },
    async findHouseholdByTokenHash(tokenHash) {
      const found = await db
        .selectFrom('calendar_feeds')
        .select('household_id')
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return found?.household_id ?? null;
    },
    async put(householdId, { tokenHash, createdAt }) {
      const facts = { token_hash: tokenHash, created_at: createdAt };
      await db
        .insertInto('calendar_feeds')
        .values({ household_id: householdId, ...facts })
        .onConflict((conflict) => conflict.column('household_id').doUpdateSet(facts))
        .execute();
    },
    async delete(householdId) {
      const result = await db
        .deleteFrom('calendar_feeds')
        .where('household_id', '=', householdId)
        .executeTakeFirst();
      return wasChanged(result.numDeletedRows);
    },
  };
}
