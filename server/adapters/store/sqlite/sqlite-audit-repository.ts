import { sql } from 'kysely';
import type { AuditRepository, OperatorAct } from '#server/features/audit/audit-repository.ts';
import type { OperatorActTable } from './database-schema.ts';
import { chunksOf, ROWS_A_STATEMENT } from './row-chunks.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteAuditRepository({ db }: SqliteContext): AuditRepository {
  return {
    async insertNew(acts) {
      for (const chunk of chunksOf(acts.map(toRow), ROWS_A_STATEMENT)) {
        await db
          .insertInto('operator_acts')
          .values(chunk)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    async list({ after, limit }) {
      let rows = db.selectFrom('operator_acts').selectAll();
      // From the beginning of time on: the index is walked from its end, and only as far as asked.
      rows = after
        ? rows.where(sql<boolean>`(at, id) < (${after.at}, ${after.id})`)
        : rows.where('at', '>', '');
      const found = await rows.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return found.map(toAct);
    },
    async purge(before) {
      const result = await db
        .deleteFrom('operator_acts')
        .where('at', '<', before)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function toRow(act: OperatorAct): OperatorActTable {
  const { instanceId, userId, params, requestId, ...rest } = act;
  return {
    ...rest,
    instance_id: instanceId,
    user_id: userId,
    params: JSON.stringify(params),
    request_id: requestId,
  };
}

function toAct(row: OperatorActTable): OperatorAct {
  return {
    id: row.id,
    at: row.at,
    instanceId: row.instance_id,
    userId: row.user_id,
    method: row.method,
    route: row.route,
    params: JSON.parse(row.params),
    status: row.status,
    requestId: row.request_id,
  };
}
