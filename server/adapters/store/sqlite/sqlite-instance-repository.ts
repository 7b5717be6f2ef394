import type { Instance, InstanceRepository } from '#server/features/history/instance-repository.ts';
import type { InstanceTable } from './database-schema.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteInstanceRepository({ db }: SqliteContext): InstanceRepository {
  return {
    async put(instance) {
      const { id, ...facts } = toRow(instance);
      await db
        .insertInto('instances')
        .values({ id, ...facts })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(facts))
        .execute();
    },
    async list(seenSince, limit) {
      const rows = await db
        .selectFrom('instances')
        .selectAll()
        .where('last_seen_at', '>=', seenSince)
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toInstance);
    },
    async purge(seenBefore) {
      await db.deleteFrom('instances').where('last_seen_at', '<', seenBefore).execute();
    },
  };
}

function toRow({ startedAt, lastSeenAt, stoppedAt, ...facts }: Instance): InstanceTable {
  return { ...facts, started_at: startedAt, last_seen_at: lastSeenAt, stopped_at: stoppedAt };
}

function toInstance({
  started_at: startedAt,
  last_seen_at: lastSeenAt,
  stopped_at: stoppedAt,
  ...facts
}: InstanceTable): Instance {
  return { ...facts, startedAt, lastSeenAt, stoppedAt };
}
