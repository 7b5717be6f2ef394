import { OWNED_BY_HOUSEHOLD } from './belonging.ts';
import type { DeletionDocument } from './database-schema.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { keyOf } from './own-key.ts';

/** How long a deletion is remembered: far longer than any insertion is under way. */
const REMEMBERED_MS = 24 * 60 * 60 * 1_000;

type Target =
  | { kind: 'user' | 'household'; id: string }
  | { kind: 'subscription'; householdId: string; id: string };

/*
 * Deleting with all that belongs to it takes several steps, each of which can be repeated: note
 * the intent, delete the owner, sweep what it owned. A crash after the first step has deleted
 * nothing. One after the second leaves rows whose owner is gone: nobody can reach those of a user
 * or a household any more, and `finishDeletions`, at every start and every hour, sweeps them. So
 * it does with what an insertion left behind that crashed before it looked for its owner.
 */

export async function noteDeletions(
  { on, clock }: MongodbContext,
  targets: readonly Target[],
): Promise<void> {
  const begunAt = new Date(clock.now());
  await on('deletions', (deletions) =>
    deletions.bulkWrite(
      targets.map((target) => {
        const householdId = target.kind === 'subscription' ? target.householdId : null;
        const _id = keyOf(target.kind, householdId ?? '', target.id);
        const facts = { kind: target.kind, householdId, id: target.id, begunAt };
        return { replaceOne: { filter: { _id }, replacement: facts, upsert: true } };
      }),
      { ordered: false },
    ),
  );
}

/** The public way in first, then what gives people access, then the rest. */
export async function sweepHousehold({ on }: MongodbContext, householdId: string): Promise<void> {
  await on('calendar_feeds', (feeds) => feeds.deleteOne({ _id: householdId }));
  for (const name of OWNED_BY_HOUSEHOLD) {
    await on(name, (rows) => rows.deleteMany({ householdId }));
  }
  await on('jobs', (jobs) => jobs.deleteMany({ householdId }));
}

export async function sweepUser({ on }: MongodbContext, userId: string): Promise<void> {
  await on('sessions', (sessions) => sessions.deleteMany({ userId }));
  await on('memberships', (memberships) => memberships.deleteMany({ userId }));
  await on('channels', (channels) => channels.deleteMany({ userId }));
  await on('reminder_settings', (settings) => settings.deleteMany({ ownerId: userId }));
  await on('reminder_deliveries', (deliveries) => deliveries.deleteMany({ userId }));
  await on('attention_marks', (marks) => marks.deleteMany({ userId }));
}

export async function sweepSubscription(
  { on }: MongodbContext,
  householdId: string,
  subscriptionId: string,
): Promise<void> {
  await on('payments', (payments) => payments.deleteMany({ householdId, subscriptionId }));
  const _id = keyOf(householdId, 'subscription', subscriptionId);
  await on('reminder_settings', (settings) => settings.deleteOne({ _id }));
}

/** Sweeps again what was deleted of late; a deletion that never came to its owner is left alone. */
export async function finishDeletions(context: MongodbContext): Promise<void> {
  const { on, clock } = context;
  const noted = await on('deletions', (deletions) => deletions.find({}).toArray());
  const forgetBefore = clock.now() - REMEMBERED_MS;
  for (const deletion of noted) {
    if (!(await isOwnerThere(context, deletion))) await sweep(context, deletion);
    if (deletion.begunAt.getTime() < forgetBefore) {
      const { _id, begunAt } = deletion;
      await on('deletions', (deletions) => deletions.deleteOne({ _id, begunAt }));
    }
  }
}

async function isOwnerThere({ on }: MongodbContext, deletion: DeletionDocument): Promise<boolean> {
  const { kind, householdId, id } = deletion;
  const name = `${kind}s` as const;
  const _id = householdId === null ? id : keyOf(householdId, id);
  return (await on(name, (owners) => owners.findOne({ _id }, { projection: { _id: 1 } }))) !== null;
}

async function sweep(context: MongodbContext, deletion: DeletionDocument): Promise<void> {
  const { kind, householdId, id } = deletion;
  if (kind === 'user') await sweepUser(context, id);
  else if (kind === 'household') await sweepHousehold(context, id);
  else await sweepSubscription(context, householdId ?? '', id);
}
