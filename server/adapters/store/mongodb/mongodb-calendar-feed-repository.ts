import type { CalendarFeedRepository } from '#server/features/calendar-feed/calendar-feed-repository.ts';
import { assertOwned } from './belonging.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { upsertTwice } from './upsert.ts';

export function createMongodbCalendarFeedRepository(
  context: MongodbContext,
): CalendarFeedRepository {
  const { on } = context;
  return {
    async find(householdId) {
      const found = await on('calendar_feeds', (feeds) => feeds.findOne({ _id: householdId }));
      return found && { tokenHash: found.tokenHash, createdAt: toInstant(found.createdAt) };
    },
    async findHouseholdByTokenHash(tokenHash) {
      const found = await on('calendar_feeds', (feeds) => feeds.findOne({ tokenHash }));
      return found?._id ?? null;
    },
    async put(householdId, { tokenHash, createdAt }) {
      const facts = { tokenHash, createdAt: toDate(createdAt) };
      await upsertTwice(() =>
        on('calendar_feeds', (feeds) =>
          feeds.replaceOne({ _id: householdId }, facts, { upsert: true }),
        ),
      );
      await assertOwned(
        context,
        ['households', householdId],
        ['calendar_feeds', { _id: householdId }],
      );
    },
    async delete(householdId) {
      const result = await on('calendar_feeds', (feeds) => feeds.deleteOne({ _id: householdId }));
      return result.deletedCount === 1;
    },
  };
}
