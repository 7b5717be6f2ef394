import type {
  AttentionMarks,
  AttentionOwner,
  AttentionRepository,
} from '#server/features/attention/attention-repository.ts';
import { assertOwned } from './belonging.ts';
import type { AttentionMarksDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';

export function createMongodbAttentionRepository(context: MongodbContext): AttentionRepository {
  const { on } = context;
  return {
    async find({ householdId, userId }) {
      const _id = keyOf(householdId, userId);
      const found = await on('attention_marks', (rows) => rows.findOne({ _id }));
      if (!found) return null;
      const { version, seen, dismissed, createdAt, updatedAt } = found;
      return {
        version,
        seen,
        dismissed,
        createdAt: toInstant(createdAt),
        updatedAt: toInstant(updatedAt),
      };
    },
    async put(owner, marks, expectedVersion) {
      const _id = keyOf(owner.householdId, owner.userId);
      if (expectedVersion !== null) {
        const result = await on('attention_marks', (rows) =>
          rows.replaceOne(
            { _id, version: expectedVersion },
            toFacts(owner, marks, expectedVersion + 1),
          ),
        );
        return result.matchedCount === 1;
      }
      try {
        await on('attention_marks', (rows) => rows.insertOne({ _id, ...toFacts(owner, marks, 1) }));
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
      await assertOwned(context, ['memberships', _id], ['attention_marks', { _id }]);
      return true;
    },
  };
}

function toFacts(
  { householdId, userId }: AttentionOwner,
  { seen, dismissed, createdAt, updatedAt }: AttentionMarks,
  version: number,
): Omit<AttentionMarksDocument, '_id'> {
  return {
    householdId,
    userId,
    version,
    seen: [...seen],
    dismissed: [...dismissed],
    createdAt: toDate(createdAt),
    updatedAt: toDate(updatedAt),
  };
}
