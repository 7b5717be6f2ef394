import { instantOf } from '#server/clock.ts';
import type { AlertIncident, AlertRepository } from '#server/features/alerts/alert-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { AlertIncidentTable } from './database-schema.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteAlertRepository({ db }: SqliteContext): AlertRepository {
  return {
    async findDocument(name) {
      const row = await db
        .selectFrom('alert_documents')
        .select(['version', 'content'])
        .where('name', '=', name)
        .executeTakeFirst();
      return row ?? null;
    },
    async putDocument(name, content, expectedVersion) {
      if (expectedVersion === null) {
        const result = await db
          .insertInto('alert_documents')
          .values({ name, version: 1, content })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return wasChanged(result.numInsertedOrUpdatedRows);
      }
      const result = await db
        .updateTable('alert_documents')
        .set({ content, version: expectedVersion + 1 })
        .where('name', '=', name)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async putIncident(incident) {
      const { id, ...facts } = toRow(incident);
      await db
        .insertInto('alert_incidents')
        .values({ id, ...facts })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(facts))
        .execute();
    },
    async listIncidents({ from, to, limit }) {
      const rows = await db
        .selectFrom('alert_incidents')
        .selectAll()
        .where('fired_at', '<', instantOf(to))
        .where(({ eb, or }) =>
          or([eb('resolved_at', '>=', instantOf(from)), eb('resolved_at', 'is', null)]),
        )
        .orderBy('fired_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toIncident);
    },
    async purgeIncidents(resolvedBefore) {
      const result = await db
        .deleteFrom('alert_incidents')
        .where('resolved_at', '<', instantOf(resolvedBefore))
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function toRow({ since, firedAt, resolvedAt, value, ...rest }: AlertIncident): AlertIncidentTable {
  return {
    ...rest,
    since: instantOf(since),
    fired_at: instantOf(firedAt),
    resolved_at: resolvedAt === null ? null : instantOf(resolvedAt),
    value: value === null ? null : String(value),
  };
}

function toIncident(row: AlertIncidentTable): AlertIncident {
  const { fired_at, resolved_at, since, value, ...rest } = row;
  return {
    ...rest,
    since: Date.parse(since),
    firedAt: Date.parse(fired_at),
    resolvedAt: resolved_at === null ? null : Date.parse(resolved_at),
    value: value === null ? null : Number(value),
  };
}
