import type {
  ReminderLinkRepository,
  ReminderLinkUse,
} from '#server/features/reminders/reminder-link-repository.ts';
import { AppError } from '#shared/app-error.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteReminderLinkRepository({ db }: SqliteContext): ReminderLinkRepository {
  async function find(householdId: string, id: string): Promise<ReminderLinkUse | null> {
    const found = await db
      .selectFrom('reminder_link_uses')
      .select(['id', 'snooze_until as snoozeUntil', 'begun_at as begunAt', 'done_at as doneAt'])
      .where('household_id', '=', householdId)
      .where('id', '=', id)
      .executeTakeFirst();
    return found ?? null;
  }

  return {
    find,
    async begin(householdId, use) {
      await db
        .insertInto('reminder_link_uses')
        .values({
          household_id: householdId,
          id: use.id,
          snooze_until: use.snoozeUntil,
          begun_at: use.begunAt,
          done_at: use.doneAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const first = await find(householdId, use.id);
      if (!first) throw new AppError('conflict', { detail: 'It was removed at the same moment' });
      return first;
    },
    async finish(householdId, id, doneAt) {
      const result = await db
        .updateTable('reminder_link_uses')
        .set({ done_at: doneAt })
        .where('household_id', '=', householdId)
        .where('id', '=', id)
        .where('done_at', 'is', null)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async purge(begunBefore) {
      const result = await db
        .deleteFrom('reminder_link_uses')
        .where('begun_at', '<', begunBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
