import { sql } from 'kysely';
import type {
  ErrorGroupRepository,
  StoredErrorGroup,
} from '#server/features/error-tracking/error-group-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { ErrorGroupTable } from './database-schema.ts';
import type { SqliteContext } from './sqlite-context.ts';

const SUMMARY = [
  'id',
  'version',
  'state',
  'source',
  'type',
  'code',
  'message',
  'place',
  'count',
  'household_count as householdCount',
  'first_seen_at as firstSeenAt',
  'last_seen_at as lastSeenAt',
  'resolved_at as resolvedAt',
  'reopened_at as reopenedAt',
  'release',
] as const;

export function createSqliteErrorGroupRepository({ db }: SqliteContext): ErrorGroupRepository {
  return {
    async find(id) {
      const found = await db
        .selectFrom('error_groups')
        .select([...SUMMARY, 'details'])
        .where('id', '=', id)
        .executeTakeFirst();
      return found ?? null;
    },
    async put(group, expectedVersion) {
      const { id, ...facts } = toRow(group, (expectedVersion ?? 0) + 1);
      if (expectedVersion === null) {
        const result = await db
          .insertInto('error_groups')
          .values({ id, ...facts })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return wasChanged(result.numInsertedOrUpdatedRows);
      }
      const result = await db
        .updateTable('error_groups')
        .set(facts)
        .where('id', '=', id)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async list({ state, after, limit }) {
      let rows = db.selectFrom('error_groups').select(SUMMARY).where('state', '=', state);
      if (after) {
        const { lastSeenAt, id } = after;
        rows = rows.where(sql<boolean>`(last_seen_at, id) < (${lastSeenAt}, ${id})`);
      }
      return rows.orderBy('last_seen_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
    },
    async purge(seenBefore) {
      const result = await db
        .deleteFrom('error_groups')
        .where('last_seen_at', '<', seenBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
    async keepNewest(most) {
      const oldest = db
        .selectFrom('error_groups')
        .select('id')
        .orderBy('last_seen_at', 'desc')
        .orderBy('id', 'desc')
        .limit(-1)
        .offset(most);
      const result = await db
        .deleteFrom('error_groups')
        .where('id', 'in', oldest)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function toRow(group: StoredErrorGroup, version: number): ErrorGroupTable {
  return {
    id: group.id,
    version,
    state: group.state,
    source: group.source,
    type: group.type,
    code: group.code,
    message: group.message,
    place: group.place,
    count: group.count,
    household_count: group.householdCount,
    first_seen_at: group.firstSeenAt,
    last_seen_at: group.lastSeenAt,
    resolved_at: group.resolvedAt,
    reopened_at: group.reopenedAt,
    release: group.release,
    details: group.details,
  };
}
