import { type Selectable, sql } from 'kysely';
import type {
  ReminderDelivery,
  ReminderDeliveryRepository,
} from '#server/features/reminders/reminder-delivery-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { DatabaseSchema } from './database-schema.ts';
import { chunksOf, ROWS_A_STATEMENT } from './row-chunks.ts';
import type { SqliteContext } from './sqlite-context.ts';

type Row = Selectable<DatabaseSchema['reminder_deliveries']>;

export function createSqliteReminderDeliveryRepository({
  db,
  prepareHotQuery,
  prepareHotSelect,
}: SqliteContext): ReminderDeliveryRepository {
  const ofHousehold = db.selectFrom('reminder_deliveries').where('household_id', '=', '');
  const idsSince = prepareHotQuery<[id: string]>(
    ofHousehold
      .select('id')
      .where('user_id', '=', '')
      .where('channel_id', '=', '')
      .where('send_at', '>=', '')
      .compile(),
  );
  const pendingRows = prepareHotSelect<Row>(
    ofHousehold
      .selectAll()
      // Written out: a partial index serves only what is known to be in it.
      .where(sql<boolean>`state = 'pending'`)
      .orderBy('send_at')
      .orderBy('id')
      .compile(),
  );

  return {
    async insertNew(householdId, deliveries) {
      const inserted: string[] = [];
      for (const chunk of chunksOf(deliveries, ROWS_A_STATEMENT)) {
        const rows = await db
          .insertInto('reminder_deliveries')
          .values(chunk.map((delivery) => toRow(householdId, delivery)))
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .execute();
        inserted.push(...rows.map(({ id }) => id));
      }
      return inserted;
    },
    async find(householdId, id) {
      const found = await db
        .selectFrom('reminder_deliveries')
        .selectAll()
        .where('household_id', '=', householdId)
        .where('id', '=', id)
        .executeTakeFirst();
      return found ? toDelivery(found) : null;
    },
    async listIds({ householdId, userId }, channelId, since) {
      return idsSince(householdId, userId, channelId, since).map(([id]) => id);
    },
    async listPending(householdId) {
      return pendingRows(householdId).map(toDelivery);
    },
    async listNewest({ householdId, userId }, { limit, after }) {
      let rows = db
        .selectFrom('reminder_deliveries')
        .selectAll()
        .where('household_id', '=', householdId)
        .where('user_id', '=', userId);
      if (after) {
        const { createdAt, id } = after;
        rows = rows.where(sql<boolean>`(created_at, id) < (${createdAt}, ${id})`);
      }
      const found = await rows
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return found.map(toDelivery);
    },
    async listFailed({ householdId, userId }, since) {
      const found = await db
        .selectFrom('reminder_deliveries')
        .selectAll()
        .where('household_id', '=', householdId)
        .where('user_id', '=', userId)
        .where('created_at', '>=', since)
        .where('state', '=', 'failed')
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return found.map(toDelivery);
    },
    async progress(householdId, id, { state, isLate, note, attempts, endedAt }) {
      const result = await db
        .updateTable('reminder_deliveries')
        .set({ state, is_late: isLate ? 1 : 0, note, attempts, ended_at: endedAt })
        .where('household_id', '=', householdId)
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async purge(createdBefore) {
      const result = await db
        .deleteFrom('reminder_deliveries')
        .where('created_at', '<', createdBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function toRow(householdId: string, delivery: ReminderDelivery): Row {
  return {
    household_id: householdId,
    id: delivery.id,
    user_id: delivery.userId,
    channel_id: delivery.channelId,
    kind: delivery.kind,
    subject_id: delivery.subjectId,
    occurrence: delivery.occurrence,
    days: delivery.days,
    send_at: delivery.sendAt,
    digest_id: delivery.digestId,
    state: delivery.state,
    is_late: delivery.isLate ? 1 : 0,
    note: delivery.note,
    attempts: delivery.attempts,
    created_at: delivery.createdAt,
    ended_at: delivery.endedAt,
  };
}

function toDelivery(row: Row): ReminderDelivery {
  return {
    id: row.id,
    userId: row.user_id,
    channelId: row.channel_id,
    kind: row.kind,
    subjectId: row.subject_id,
    occurrence: row.occurrence,
    days: row.days,
    sendAt: row.send_at,
    digestId: row.digest_id,
    state: row.state,
    isLate: row.is_late === 1,
    note: row.note,
    attempts: row.attempts,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}
