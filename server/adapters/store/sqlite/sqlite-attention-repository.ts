import type {
  AttentionMarks,
  AttentionRepository,
} from '#server/features/attention/attention-repository.ts';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteAttentionRepository({ db }: SqliteContext): AttentionRepository {
  return {
    async find({ householdId, userId }) {
      const row = await db
        .selectFrom('attention_marks')
        .selectAll()
        .where('household_id', '=', householdId)
        .where('user_id', '=', userId)
        .executeTakeFirst();
      if (!row) return null;
      return {
        version: row.version,
        seen: JSON.parse(row.seen),
        dismissed: JSON.parse(row.dismissed),
        createdAt: row.created_at,
        updatedAt: row.updated_at,
      };
    },
    async put({ householdId, userId }, marks, expectedVersion) {
      if (expectedVersion === null) {
        const result = await db
          .insertInto('attention_marks')
          .values({ household_id: householdId, user_id: userId, version: 1, ...toFacts(marks) })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return wasChanged(result.numInsertedOrUpdatedRows);
      }
      const result = await db
        .updateTable('attention_marks')
        .set({ ...toFacts(marks), version: expectedVersion + 1 })
        .where('household_id', '=', householdId)
        .where('user_id', '=', userId)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
  };
}

function toFacts({ seen, dismissed, createdAt, updatedAt }: AttentionMarks) {
  return {
    seen: JSON.stringify(seen),
    dismissed: JSON.stringify(dismissed),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
