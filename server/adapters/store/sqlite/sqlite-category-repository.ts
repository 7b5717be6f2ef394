import type { CategoryRepository } from '#server/features/categories/category-repository.ts';
import type { Category } from '#shared/subscriptions/category.ts';
import type { SqliteContext } from './sqlite-context.ts';
import { createTrashableRows } from './trashable-rows.ts';

export function createSqliteCategoryRepository(context: SqliteContext): CategoryRepository {
  return createTrashableRows<Category>(context, 'categories', { name: 'name', color: 'color' });
}
