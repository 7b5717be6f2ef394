import type { Filter } from 'mongodb';
import { AppError } from '#shared/app-error.ts';
import type { CollectionName, DatabaseSchema } from './database-schema.ts';
import type { MongodbContext } from './mongodb-context.ts';

type Owner = 'households' | 'users' | 'subscriptions' | 'memberships';

/*
 * There are no foreign keys. What is inserted is therefore inserted first, and then its owner is
 * looked for: deleting takes the owner away first, and then what it owns (deletions.ts). Whichever
 * way the two meet, either the insertion sees that its owner is gone and takes itself back, or the
 * deletion, which begins to sweep after that, finds it. Looking first would leave a gap.
 */

/**
 * To be called after an insertion.
 * @throws AppError `conflict` if the owner is gone; everything of `stray` is removed then.
 */
export async function assertOwned<Name extends CollectionName>(
  { on }: MongodbContext,
  [owner, ownerId]: [owner: Owner, ownerId: string],
  [name, stray]: [name: Name, stray: Filter<DatabaseSchema[Name]>],
): Promise<void> {
  const found = await on(owner, (owners) =>
    owners.findOne({ _id: ownerId }, { projection: { _id: 1 } }),
  );
  if (found) return;
  await on(name, (rows) => rows.deleteMany(stray));
  throw new AppError('conflict', { detail: 'What this belongs to was deleted meanwhile.' });
}

/** {@link assertOwned} for what belongs to a household. */
export async function assertOfHousehold(
  context: MongodbContext,
  name: OwnedByHousehold,
  householdId: string,
): Promise<void> {
  const stray = { householdId } as Filter<DatabaseSchema[OwnedByHousehold]>;
  await assertOwned(context, ['households', householdId], [name, stray]);
}

/** The collections whose rows name their household. */
export const OWNED_BY_HOUSEHOLD = [
  'memberships',
  'subscriptions',
  'payments',
  'categories',
  'payment_methods',
  'budgets',
  'rates',
  'imports',
  'idempotency_records',
  'channels',
  'reminder_settings',
  'reminder_deliveries',
  'reminder_link_uses',
  'attention_marks',
] as const satisfies readonly CollectionName[];

export type OwnedByHousehold = (typeof OWNED_BY_HOUSEHOLD)[number];
