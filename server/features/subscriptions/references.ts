import { invalidInput } from '#server/invalid-input.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';

/** Categories or payment methods, as far as subscriptions point to them. */
export interface ReferenceSource {
  find(householdId: string, id: string): Promise<{ deletedAt: string | null } | null>;
  /** Of all outside the trash. */
  listIds(householdId: string): Promise<readonly string[]>;
}

export interface ReferenceSources {
  categories: ReferenceSource;
  paymentMethods: ReferenceSource;
}

type Referring = Pick<Subscription, 'categoryId' | 'paymentMethodId'>;

/** @throws AppError `invalid-input` for what the household does not have, or has in the trash. */
export async function assertReferences(
  { categories, paymentMethods }: ReferenceSources,
  householdId: string,
  { categoryId, paymentMethodId }: { [Key in keyof Referring]?: Referring[Key] | undefined },
): Promise<void> {
  if (categoryId && !(await isLive(categories, householdId, categoryId))) {
    throw invalidInput('/categoryId', 'must be a category of this household');
  }
  if (paymentMethodId && !(await isLive(paymentMethods, householdId, paymentMethodId))) {
    throw invalidInput('/paymentMethodId', 'must be a payment method of this household');
  }
}

/**
 * What is shown instead of the rows: a category or payment method in the trash reads as none, and
 * as itself again once it is restored.
 */
export async function withLiveReferences(
  { categories, paymentMethods }: ReferenceSources,
  householdId: string,
  rows: readonly Subscription[],
): Promise<readonly Subscription[]> {
  const [liveCategories, liveMethods] = await Promise.all([
    rows.some((row) => row.categoryId !== null) ? idsOf(categories, householdId) : NONE,
    rows.some((row) => row.paymentMethodId !== null) ? idsOf(paymentMethods, householdId) : NONE,
  ]);
  return rows.map((row) => {
    const categoryId = liveOrNull(row.categoryId, liveCategories);
    const paymentMethodId = liveOrNull(row.paymentMethodId, liveMethods);
    return categoryId === row.categoryId && paymentMethodId === row.paymentMethodId
      ? row
      : { ...row, categoryId, paymentMethodId };
  });
}

const NONE: ReadonlySet<string> = new Set();

async function isLive(source: ReferenceSource, householdId: string, id: string): Promise<boolean> {
  const entry = await source.find(householdId, id);
  return entry !== null && entry.deletedAt === null;
}

async function idsOf(source: ReferenceSource, householdId: string): Promise<ReadonlySet<string>> {
  return new Set(await source.listIds(householdId));
}

function liveOrNull(id: string | null, live: ReadonlySet<string>): string | null {
  return id !== null && live.has(id) ? id : null;
}
