import type { WithId } from 'mongodb';
import type {
  ReminderLinkRepository,
  ReminderLinkUse,
} from '#server/features/reminders/reminder-link-repository.ts';
import { AppError } from '#shared/app-error.ts';
import { assertOfHousehold } from './belonging.ts';
import type { ReminderLinkUseDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';

export function createMongodbReminderLinkRepository(
  context: MongodbContext,
): ReminderLinkRepository {
  const { on } = context;

  async function find(householdId: string, id: string): Promise<ReminderLinkUse | null> {
    const _id = keyOf(householdId, id);
    const found = await on('reminder_link_uses', (uses) => uses.findOne({ _id }));
    return found && toUse(found);
  }

  return {
    find,
    async begin(householdId, use) {
      const document = toDocument(householdId, use);
      try {
        await on('reminder_link_uses', (uses) => uses.insertOne(document));
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const first = await find(householdId, use.id);
        if (!first) throw new AppError('conflict', { detail: 'It was removed at the same moment' });
        return first;
      }
      await assertOfHousehold(context, 'reminder_link_uses', householdId);
      return use;
    },
    async finish(householdId, id, doneAt) {
      const _id = keyOf(householdId, id);
      const result = await on('reminder_link_uses', (uses) =>
        uses.updateOne({ _id, doneAt: null }, { $set: { doneAt: toDate(doneAt) } }),
      );
      return result.matchedCount === 1;
    },
    async purge(begunBefore) {
      const result = await on('reminder_link_uses', (uses) =>
        uses.deleteMany({ begunAt: { $lt: toDate(begunBefore) } }),
      );
      return result.deletedCount;
    },
  };
}

function toDocument(householdId: string, use: ReminderLinkUse): ReminderLinkUseDocument {
  return {
    _id: keyOf(householdId, use.id),
    householdId,
    id: use.id,
    snoozeUntil: toDate(use.snoozeUntil),
    begunAt: toDate(use.begunAt),
    doneAt: toDate(use.doneAt),
  };
}

function toUse({ id, snoozeUntil, begunAt, doneAt }: WithId<ReminderLinkUseDocument>) {
  return {
    id,
    snoozeUntil: toInstant(snoozeUntil),
    begunAt: toInstant(begunAt),
    doneAt: toInstant(doneAt),
  };
}
