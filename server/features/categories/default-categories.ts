import { v5 } from 'uuid';
import { type Clock, instantOf } from '#server/clock.ts';
import { DEFAULT_CATEGORIES } from '#shared/subscriptions/category.ts';
import type { CategoryRepository } from './category-repository.ts';

/**
 * Gives a household the categories that every one starts with. Their ids are derived from the
 * household's, so that repeating it after a crash doubles nothing.
 */
export async function addDefaultCategories(
  { categories, clock }: { categories: CategoryRepository; clock: Clock },
  householdId: string,
): Promise<void> {
  const now = instantOf(clock.now());
  for (const { name, color } of DEFAULT_CATEGORIES) {
    await categories.insert(householdId, {
      id: v5(name, householdId),
      version: 1,
      name,
      color,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    });
  }
}
