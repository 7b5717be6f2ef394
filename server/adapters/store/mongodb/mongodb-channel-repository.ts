import type { WithId } from 'mongodb';
import type {
  ChannelOwner,
  ChannelRepository,
  StoredChannel,
} from '#server/features/channels/channel-repository.ts';
import { assertOwned } from './belonging.ts';
import type { ChannelDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';

export function createMongodbChannelRepository(context: MongodbContext): ChannelRepository {
  const { on } = context;
  return {
    async insert({ householdId, userId }, channel) {
      try {
        await on('channels', (channels) =>
          channels.insertOne(toDocument({ householdId, userId }, channel, channel.version)),
        );
      } catch (error) {
        if (isDuplicate(error)) return 'exists';
        throw error;
      }
      await assertOwned(
        context,
        ['memberships', keyOf(householdId, userId)],
        ['channels', { householdId, userId }],
      );
      return 'inserted';
    },
    async find({ householdId, userId }, id) {
      const _id = keyOf(householdId, userId, id);
      const found = await on('channels', (channels) => channels.findOne({ _id }));
      return found && toChannel(found);
    },
    async list({ householdId, userId }, { trash = false } = {}) {
      const found = await on('channels', (channels) =>
        channels
          .find({ householdId, userId, deletedAt: trash ? { $ne: null } : null })
          .sort({ createdAt: 1, id: 1 })
          .toArray(),
      );
      return found.map(toChannel);
    },
    async replace(owner, channel, expectedVersion) {
      const { _id, ...facts } = toDocument(owner, channel, expectedVersion + 1);
      const result = await on('channels', (channels) =>
        channels.replaceOne({ _id, version: expectedVersion }, facts),
      );
      return result.matchedCount === 1;
    },
    async purgeTrash(deletedBefore) {
      const result = await on('channels', (channels) =>
        channels.deleteMany({ deletedAt: { $lt: toDate(deletedBefore) } }),
      );
      return result.deletedCount;
    },
  };
}

function toDocument(
  { householdId, userId }: ChannelOwner,
  channel: StoredChannel,
  version: number,
): ChannelDocument {
  return {
    _id: keyOf(householdId, userId, channel.id),
    householdId,
    userId,
    id: channel.id,
    version,
    name: channel.name,
    kind: channel.kind,
    settings: channel.settings,
    secrets: channel.secrets,
    faultAt: toDate(channel.faultAt),
    faultWords: channel.faultWords,
    createdAt: toDate(channel.createdAt),
    updatedAt: toDate(channel.updatedAt),
    deletedAt: toDate(channel.deletedAt),
  };
}

function toChannel(document: WithId<ChannelDocument>): StoredChannel {
  return {
    id: document.id,
    version: document.version,
    name: document.name,
    kind: document.kind,
    settings: document.settings,
    secrets: document.secrets,
    faultAt: toInstant(document.faultAt),
    faultWords: document.faultWords,
    createdAt: toInstant(document.createdAt),
    updatedAt: toInstant(document.updatedAt),
    deletedAt: toInstant(document.deletedAt),
  };
}
