import type { Filter, WithId } from 'mongodb';
import type {
  ReminderDelivery,
  ReminderDeliveryRepository,
} from '#server/features/reminders/reminder-delivery-repository.ts';
import { assertOwned } from './belonging.ts';
import type { ReminderDeliveryDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { duplicatePlacesIn } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';

export function createMongodbReminderDeliveryRepository(
  context: MongodbContext,
): ReminderDeliveryRepository {
  const { on } = context;

  /** Of which of the documents there was one already. */
  async function insert(documents: ReminderDeliveryDocument[]): Promise<ReadonlySet<number>> {
    try {
      await on('reminder_deliveries', (rows) => rows.insertMany(documents, { ordered: false }));
      return new Set();
    } catch (error) {
      const places = duplicatePlacesIn(error);
      if (places === null) throw error;
      return places;
    }
  }

  return {
    async insertNew(householdId, deliveries) {
      if (deliveries.length === 0) return [];
      const there = await insert(deliveries.map((each) => toDocument(householdId, each)));
      for (const userId of new Set(deliveries.map((delivery) => delivery.userId))) {
        await assertOwned(
          context,
          ['memberships', keyOf(householdId, userId)],
          ['reminder_deliveries', { householdId, userId }],
        );
      }
      return deliveries.filter((_, at) => !there.has(at)).map(({ id }) => id);
    },
    async find(householdId, id) {
      const _id = keyOf(householdId, id);
      const found = await on('reminder_deliveries', (rows) => rows.findOne({ _id }));
      return found && toDelivery(found);
    },
    async listIds({ householdId, userId }, channelId, since) {
      const found = await on('reminder_deliveries', (rows) =>
        rows
          .find({ householdId, userId, channelId, sendAt: { $gte: toDate(since) } })
          .project<{ id: string }>({ _id: 0, id: 1 })
          .toArray(),
      );
      return found.map(({ id }) => id);
    },
    async listPending(householdId) {
      const found = await on('reminder_deliveries', (rows) =>
        rows.find({ householdId, state: 'pending' }).sort({ sendAt: 1, id: 1 }).toArray(),
      );
      return found.map(toDelivery);
    },
    async listNewest({ householdId, userId }, { limit, after }) {
      const filter: Filter<ReminderDeliveryDocument> = { householdId, userId };
      if (after) {
        const createdAt = toDate(after.createdAt);
        filter.createdAt = { $lte: createdAt };
        filter.$or = [{ createdAt: { $lt: createdAt } }, { createdAt, id: { $lt: after.id } }];
      }
      const found = await on('reminder_deliveries', (rows) =>
        rows.find(filter).sort({ createdAt: -1, id: -1 }).limit(limit).toArray(),
      );
      return found.map(toDelivery);
    },
    async listFailed({ householdId, userId }, since) {
      const createdAt = { $gte: toDate(since) };
      const found = await on('reminder_deliveries', (rows) =>
        rows
          .find({ householdId, userId, createdAt, state: 'failed' })
          .sort({ createdAt: -1, id: -1 })
          .toArray(),
      );
      return found.map(toDelivery);
    },
    async progress(householdId, id, { state, isLate, note, attempts, endedAt }) {
      const facts = { state, isLate, note, attempts, endedAt: toDate(endedAt) };
      const result = await on('reminder_deliveries', (rows) =>
        rows.updateOne({ _id: keyOf(householdId, id), state: 'pending' }, { $set: facts }),
      );
      return result.matchedCount === 1;
    },
    async purge(createdBefore) {
      const result = await on('reminder_deliveries', (rows) =>
        rows.deleteMany({ createdAt: { $lt: toDate(createdBefore) } }),
      );
      return result.deletedCount;
    },
  };
}

function toDocument(householdId: string, delivery: ReminderDelivery): ReminderDeliveryDocument {
  const { id, userId, channelId, kind, subjectId, occurrence, days, digestId } = delivery;
  const { state, isLate, note, attempts } = delivery;
  return {
    _id: keyOf(householdId, id),
    householdId,
    id,
    userId,
    channelId,
    kind,
    subjectId,
    occurrence,
    days,
    sendAt: toDate(delivery.sendAt),
    digestId,
    state,
    isLate,
    note,
    attempts,
    createdAt: toDate(delivery.createdAt),
    endedAt: toDate(delivery.endedAt),
  };
}

function toDelivery(document: WithId<ReminderDeliveryDocument>): ReminderDelivery {
  const { _id, householdId: _, sendAt, createdAt, endedAt, ...facts } = document;
  return {
    ...facts,
    sendAt: toInstant(sendAt),
    createdAt: toInstant(createdAt),
    endedAt: toInstant(endedAt),
  };
}
