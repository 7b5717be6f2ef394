import type { App } from '#server/http/app-instance.ts';
import { registerRowRoutes } from '#server/rows/row-routes.ts';
import {
  categoryPageSchema,
  categorySchema,
  createCategorySchema,
  patchCategorySchema,
} from '#shared/schemas/household-schemas.ts';
import type { CategoryFields, CategoryService } from './category-service.ts';

export function registerCategoryRoutes(
  app: App,
  { categories }: { categories: CategoryService },
): void {
  registerRowRoutes<CategoryFields>(app, {
    address: '/api/v1/categories',
    one: 'category',
    many: 'categories',
    rows: categories,
    schemas: {
      create: createCategorySchema,
      patch: patchCategorySchema,
      row: categorySchema,
      page: categoryPageSchema,
    },
  });
}
