import type {
  ErrorGroup,
  ErrorGroupRepository,
  StoredErrorGroup,
} from '#server/features/error-tracking/error-group-repository.ts';
import type { ErrorGroupDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate } from './mongodb-fault.ts';

const NEWEST_FIRST = { lastSeenAt: -1, _id: -1 } as const;

export function createMongodbErrorGroupRepository({ on }: MongodbContext): ErrorGroupRepository {
  return {
    async find(_id) {
      const found = await on('error_groups', (groups) => groups.findOne({ _id }));
      return found && { ...toGroup(found), details: found.details };
    },
    async put(group, expectedVersion) {
      const _id = group.id;
      if (expectedVersion !== null) {
        const result = await on('error_groups', (groups) =>
          groups.replaceOne(
            { _id, version: expectedVersion },
            { ...toFacts(group), version: expectedVersion + 1 },
          ),
        );
        return result.matchedCount === 1;
      }
      try {
        await on('error_groups', (groups) =>
          groups.insertOne({ _id, ...toFacts(group), version: 1 }),
        );
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async list({ state, after: place, limit }) {
      const rest = place && after({ lastSeenAt: toDate(place.lastSeenAt), _id: place.id });
      const filter = { state, ...rest };
      const found = await on('error_groups', (groups) =>
        groups
          .find(filter, { projection: { details: 0 } })
          .sort(NEWEST_FIRST)
          .limit(limit)
          .toArray(),
      );
      return found.map(toGroup);
    },
    async purge(seenBefore) {
      const lastSeenAt = { $lt: toDate(seenBefore) };
      const result = await on('error_groups', (groups) => groups.deleteMany({ lastSeenAt }));
      return result.deletedCount;
    },
    async keepNewest(most) {
      const kept = await on('error_groups', (groups) =>
        groups
          .find({}, { projection: { lastSeenAt: 1 } })
          .sort(NEWEST_FIRST)
          .limit(most)
          .toArray(),
      );
      const last = kept.at(-1);
      if (!last || kept.length < most) return 0;
      const result = await on('error_groups', (groups) => groups.deleteMany(after(last)));
      return result.deletedCount;
    },
  };
}

/** What comes later in the list of the newest. */
function after({ lastSeenAt, _id }: Pick<ErrorGroupDocument, 'lastSeenAt' | '_id'>) {
  return {
    lastSeenAt: { $lte: lastSeenAt },
    $or: [{ lastSeenAt: { $lt: lastSeenAt } }, { lastSeenAt, _id: { $lt: _id } }],
  };
}

function toFacts(group: StoredErrorGroup): Omit<ErrorGroupDocument, '_id' | 'version'> {
  return {
    state: group.state,
    source: group.source,
    type: group.type,
    code: group.code,
    message: group.message,
    place: group.place,
    count: group.count,
    householdCount: group.householdCount,
    firstSeenAt: toDate(group.firstSeenAt),
    lastSeenAt: toDate(group.lastSeenAt),
    resolvedAt: toDate(group.resolvedAt),
    reopenedAt: toDate(group.reopenedAt),
    release: group.release,
    details: group.details,
  };
}

function toGroup({ _id: id, ...document }: ErrorGroupDocument): ErrorGroup {
  const { details: _, ...facts } = document;
  return {
    id,
    ...facts,
    firstSeenAt: toInstant(document.firstSeenAt),
    lastSeenAt: toInstant(document.lastSeenAt),
    resolvedAt: toInstant(document.resolvedAt),
    reopenedAt: toInstant(document.reopenedAt),
  };
}
