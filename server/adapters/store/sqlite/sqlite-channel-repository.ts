import type {
  ChannelRepository,
  StoredChannel,
} from '#server/features/channels/channel-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

const COLUMNS = [
  'id',
  'version',
  'name',
  'kind',
  'settings',
  'secrets',
  'fault_at as faultAt',
  'fault_words as faultWords',
  'created_at as createdAt',
  'updated_at as updatedAt',
  'deleted_at as deletedAt',
] as const;

export function createSqliteChannelRepository({ db }: SqliteContext): ChannelRepository {
  return {
    async insert({ householdId, userId }, channel) {
      const { id, version } = channel;
      const result = await db
        .insertInto('channels')
        .values({ household_id: householdId, user_id: userId, id, version, ...toFacts(channel) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return wasChanged(result.numInsertedOrUpdatedRows) ? 'inserted' : 'exists';
    },
    async find({ householdId, userId }, id) {
      const row = await db
        .selectFrom('channels')
        .select(COLUMNS)
        .where('household_id', '=', householdId)
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ?? null;
    },
    async list({ householdId, userId }, { trash = false } = {}) {
      return db
        .selectFrom('channels')
        .select(COLUMNS)
        .where('household_id', '=', householdId)
        .where('user_id', '=', userId)
        .where('deleted_at', trash ? 'is not' : 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
    },
    async replace({ householdId, userId }, channel, expectedVersion) {
      const result = await db
        .updateTable('channels')
        .set({ ...toFacts(channel), version: expectedVersion + 1 })
        .where('household_id', '=', householdId)
        .where('user_id', '=', userId)
        .where('id', '=', channel.id)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async purgeTrash(deletedBefore) {
      const result = await db
        .deleteFrom('channels')
        .where('deleted_at', '<', deletedBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function toFacts(channel: StoredChannel) {
  return {
    name: channel.name,
    kind: channel.kind,
    settings: channel.settings,
    secrets: channel.secrets,
    fault_at: channel.faultAt,
    fault_words: channel.faultWords,
    created_at: channel.createdAt,
    updated_at: channel.updatedAt,
    deleted_at: channel.deletedAt,
  };
}
