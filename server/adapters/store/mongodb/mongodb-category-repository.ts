import type { CategoryRepository } from '#server/features/categories/category-repository.ts';
import type { Category } from '#shared/subscriptions/category.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { createRowReader } from './row-reader.ts';
import { createTrashableRows } from './trashable-rows.ts';

type Facts = Pick<Category, 'name' | 'color'>;

export function createMongodbCategoryRepository(context: MongodbContext): CategoryRepository {
  const { insert, find, list, listIds, replace, purgeTrash } = createTrashableRows<Category, Facts>(
    context,
    'categories',
    { toFacts: ({ name, color }) => ({ name, color }), read: readCategory },
  );
  return { insert, find, list, listIds, replace, purgeTrash };
}

const readCategory = createRowReader(
  'categories',
  ['id', 'version', 'name', 'color', 'createdAt', 'updatedAt', 'deletedAt'],
  ([id, version, name, color, createdAt, updatedAt, deletedAt]): Category => ({
    id,
    version,
    name,
    color,
    createdAt,
    updatedAt,
    deletedAt,
  }),
);
