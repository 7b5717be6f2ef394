import type { Instance, InstanceRepository } from '#server/features/history/instance-repository.ts';
import type { InstanceDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { upsertTwice } from './upsert.ts';

export function createMongodbInstanceRepository({ on }: MongodbContext): InstanceRepository {
  return {
    async put({ id: _id, startedAt, lastSeenAt, stoppedAt, ...given }) {
      const facts = {
        ...given,
        startedAt: toDate(startedAt),
        lastSeenAt: toDate(lastSeenAt),
        stoppedAt: toDate(stoppedAt),
      };
      await upsertTwice(() =>
        on('instances', (instances) => instances.replaceOne({ _id }, facts, { upsert: true })),
      );
    },
    async list(seenSince, limit) {
      const found = await on('instances', (instances) =>
        instances
          .find({ lastSeenAt: { $gte: toDate(seenSince) } })
          .sort({ startedAt: -1, _id: -1 })
          .limit(limit)
          .toArray(),
      );
      return found.map(toInstance);
    },
    async purge(seenBefore) {
      await on('instances', (instances) =>
        instances.deleteMany({ lastSeenAt: { $lt: toDate(seenBefore) } }),
      );
    },
  };
}

function toInstance({
  _id: id,
  startedAt,
  lastSeenAt,
  stoppedAt,
  ...facts
}: InstanceDocument): Instance {
  return {
    id,
    ...facts,
    startedAt: toInstant(startedAt),
    lastSeenAt: toInstant(lastSeenAt),
    stoppedAt: toInstant(stoppedAt),
  };
}
