import { Binary } from 'mongodb';
import { readRollupKey, rollupKey, stepKey, viewKeys } from '#server/adapters/store/rollup-key.ts';
import type {
  HistoryLevel,
  HistoryRepository,
  StoredRollup,
} from '#server/features/history/history-repository.ts';
import type { RollupDocument } from './database-schema.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { duplicatePlacesIn } from './mongodb-fault.ts';

export function createMongodbHistoryRepository({ on }: MongodbContext): HistoryRepository {
  async function findEdge(level: HistoryLevel, view: string, order: 1 | -1) {
    const { first, end } = viewKeys(level, view);
    const [found] = await on('history_rollups', (rollups) =>
      rollups
        .find({ _id: { $gte: first, $lt: end } }, { projection: { _id: 1 } })
        .sort({ _id: order })
        .limit(1)
        .toArray(),
    );
    return found ? readRollupKey(found._id).at : null;
  }

  /** @returns those whose keys are there already. */
  async function insertNew(documents: readonly RollupDocument[]): Promise<RollupDocument[]> {
    try {
      await on('history_rollups', (rollups) => rollups.insertMany(documents, { ordered: false }));
      return [];
    } catch (error) {
      const places = duplicatePlacesIn(error);
      if (!places) throw error;
      return documents.filter((_document, place) => places.has(place));
    }
  }

  return {
    async put(given) {
      if (given.length === 0) return;
      const present = await insertNew(given.map(toDocument));
      if (present.length === 0) return;
      const updates = present.map(({ _id, weight, content }) => ({
        updateOne: {
          filter: { _id, weight: { $lte: weight } },
          update: { $set: { weight, content } },
        },
      }));
      await on('history_rollups', (rollups) => rollups.bulkWrite(updates, { ordered: false }));
    },
    async list(level, view, from, to) {
      const time = { $gte: stepKey(level, view, from), $lt: stepKey(level, view, to) };
      const found = await on('history_rollups', (rollups) =>
        rollups.find({ _id: time }).sort({ _id: 1 }).toArray(),
      );
      return found.map(({ _id, weight, content }) => ({
        ...readRollupKey(_id),
        weight,
        content: content.buffer,
      }));
    },
    findOldest: (level, view) => findEdge(level, view, 1),
    findNewest: (level, view) => findEdge(level, view, -1),
    async purge(level, view, before) {
      const past = { $gte: viewKeys(level, view).first, $lt: stepKey(level, view, before) };
      await on('history_rollups', (rollups) => rollups.deleteMany({ _id: past }));
    },
  };
}

function toDocument(rollup: StoredRollup): RollupDocument {
  const { weight, content } = rollup;
  return { _id: rollupKey(rollup), weight, content: new Binary(content) };
}
