import type { SubscriptionRepository } from '#server/features/subscriptions/subscription-repository.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { noteDeletions, sweepSubscription } from './deletions.ts';
import { toDate } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import {
  readSubscription,
  type SubscriptionFacts,
  toSubscriptionFacts,
} from './subscription-document.ts';
import { createTrashableRows } from './trashable-rows.ts';

const PURGED_AT_ONCE = 500;

export function createMongodbSubscriptionRepository(
  context: MongodbContext,
): SubscriptionRepository {
  const { on, insert, insertMany, find, list, replace } = createTrashableRows<
    Subscription,
    SubscriptionFacts
  >(context, 'subscriptions', { toFacts: toSubscriptionFacts, read: readSubscription });

  return {
    insert,
    insertMany,
    find,
    list,
    replace,
    /** One by one, with its ledger, and only what nobody has restored in the meantime. */
    async purgeTrash(deletedBefore) {
      const isPurged = { deletedAt: { $lt: toDate(deletedBefore) } };
      let purged = 0;
      for (;;) {
        const found = await on((rows) => rows.find(isPurged).limit(PURGED_AT_ONCE).toArray());
        if (found.length === 0) return purged;
        await noteDeletions(
          context,
          found.map(({ householdId, id }) => ({ kind: 'subscription', householdId, id })),
        );
        for (const { _id, householdId, id } of found) {
          const { deletedCount } = await on((rows) => rows.deleteOne({ _id, ...isPurged }));
          if (deletedCount === 0) continue;
          await sweepSubscription(context, householdId, id);
          purged += 1;
        }
      }
    },
  };
}
