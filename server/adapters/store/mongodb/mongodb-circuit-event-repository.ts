import type { Filter, WithId } from 'mongodb';
import type {
  CircuitEvent,
  CircuitEventRepository,
} from '#server/features/circuit-history/circuit-event-repository.ts';
import type { CircuitEventDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicatesOnly } from './mongodb-fault.ts';
import { upsertTwice } from './upsert.ts';

export function createMongodbCircuitEventRepository({
  on,
}: MongodbContext): CircuitEventRepository {
  return {
    async insertNew(given) {
      if (given.length === 0) return;
      await on('circuit_events', async (events) => {
        try {
          await events.insertMany(given.map(toDocument), { ordered: false });
        } catch (error) {
          if (!isDuplicatesOnly(error)) throw error;
        }
      });
    },
    async list({ from, to, circuit, turnsOnly, after, limit }) {
      const filter: Filter<CircuitEventDocument> = {
        ...(circuit === undefined ? {} : { circuit }),
        ...(turnsOnly ? { isTurn: true } : {}),
        at: { $gte: toDate(from), $lt: toDate(to) },
      };
      if (after) {
        const at = toDate(after.at);
        filter.$or = [{ at: { $lt: at } }, { at, _id: { $lt: after.id } }];
      }
      const found = await on('circuit_events', (events) =>
        events.find(filter).sort({ at: -1, _id: -1 }).limit(limit).toArray(),
      );
      return found.map(toEvent);
    },
    async purge(before, most) {
      return on('circuit_events', async (events) => {
        const old = await events.deleteMany({ at: { $lt: toDate(before) } });
        const [first] = await events
          .aggregate<Pick<CircuitEventDocument, 'at' | '_id'>>([
            { $sort: { at: -1, _id: -1 } },
            { $skip: most },
            { $limit: 1 },
            { $project: { at: 1 } },
          ])
          .toArray();
        if (!first) return old.deletedCount;
        const { at, _id } = first;
        const earlier = await events.deleteMany({ at: { $lt: at } });
        const sameMoment = await events.deleteMany({ at, _id: { $lte: _id } });
        return old.deletedCount + earlier.deletedCount + sameMoment.deletedCount;
      });
    },
    async listOrders() {
      const found = await on('circuit_orders', (orders) =>
        orders.find().sort({ _id: 1 }).toArray(),
      );
      return found.map(({ _id: circuit, act, at, until }) => ({
        circuit,
        act,
        at: toInstant(at),
        until: toInstant(until),
      }));
    },
    async putOrder({ circuit: _id, act, at, until }) {
      const facts = { act, at: toDate(at), until: toDate(until) };
      await upsertTwice(() =>
        on('circuit_orders', (orders) => orders.replaceOne({ _id }, facts, { upsert: true })),
      );
    },
  };
}

function toDocument({ id: _id, at, ...rest }: CircuitEvent): CircuitEventDocument {
  return { _id, at: toDate(at), ...rest };
}

function toEvent(document: WithId<CircuitEventDocument>): CircuitEvent {
  const { _id: id, at, ...rest } = document;
  return { id, at: toInstant(at), ...rest };
}
