import type { CategoryRepository } from '#server/features/categories/category-repository.ts';
import type { Category } from '#shared/subscriptions/category.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { createTrashableRows } from './trashable-rows.ts';

type Facts = Pick<Category, 'name' | 'color'>;

export function createMongodbCategoryRepository(context: MongodbContext): CategoryRepository {
  const pick = ({ name, color }: Facts): Facts => ({ name, color });
  const { insert, find, list, listIds, replace, purgeTrash } = createTrashableRows<Category, Facts>(
    context,
    'categories',
    { toFacts: pick, fromFacts: pick },
  );
  return { insert, find, list, listIds, replace, purgeTrash };
}
