import type { WithId } from 'mongodb';
import type {
  IdempotencyRecord,
  IdempotencyRepository,
} from '#server/http/idempotency-repository.ts';
import { AppError } from '#shared/app-error.ts';
import { assertOfHousehold } from './belonging.ts';
import type { IdempotencyDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';

const ATTEMPTS = 5;

export function createMongodbIdempotencyRepository(context: MongodbContext): IdempotencyRepository {
  const { on } = context;

  /** @returns what stands in its way, or null if it was inserted. */
  async function insertUnlessThere(document: IdempotencyDocument) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      try {
        await on('idempotency_records', (records) => records.insertOne(document));
        return null;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      const { _id } = document;
      const found = await on('idempotency_records', (records) => records.findOne({ _id }));
      // Absent: it was abandoned between the two steps.
      if (found) return found;
    }
    throw new AppError('conflict', { detail: 'Others use this key at the same moment' });
  }

  return {
    async begin(householdId, record) {
      const found = await insertUnlessThere(toDocument(householdId, record));
      if (found) return toRecord(found);
      await assertOfHousehold(context, 'idempotency_records', householdId);
      return record;
    },
    async resume(householdId, key, leftAt, now) {
      const _id = keyOf(householdId, key);
      const result = await on('idempotency_records', (records) =>
        records.updateOne(
          { _id, createdAt: toDate(leftAt), response: null },
          { $set: { createdAt: toDate(now) } },
        ),
      );
      return result.matchedCount === 1;
    },
    async finish(householdId, key, response) {
      const _id = keyOf(householdId, key);
      await on('idempotency_records', (records) =>
        records.updateOne(
          { _id, response: null },
          { $set: { response: JSON.stringify(response) } },
        ),
      );
    },
    async abandon(householdId, key) {
      const _id = keyOf(householdId, key);
      await on('idempotency_records', (records) => records.deleteOne({ _id, response: null }));
    },
    async purge(createdBefore) {
      const result = await on('idempotency_records', (records) =>
        records.deleteMany({ createdAt: { $lt: toDate(createdBefore) } }),
      );
      return result.deletedCount;
    },
  };
}

function toDocument(householdId: string, record: IdempotencyRecord): IdempotencyDocument {
  return {
    _id: keyOf(householdId, record.key),
    householdId,
    key: record.key,
    fingerprint: record.fingerprint,
    resourceId: record.resourceId,
    createdAt: toDate(record.createdAt),
    response: record.response && JSON.stringify(record.response),
  };
}

function toRecord(document: WithId<IdempotencyDocument>): IdempotencyRecord {
  return {
    key: document.key,
    fingerprint: document.fingerprint,
    resourceId: document.resourceId,
    createdAt: toInstant(document.createdAt),
    response: document.response === null ? null : JSON.parse(document.response),
  };
}
