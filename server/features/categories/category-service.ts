import type { Clock } from '#server/clock.ts';
import { createRowService, type RowService } from '#server/rows/row-service.ts';
import type { CategoryColor } from '#shared/subscriptions/category.ts';
import type { CategoryRepository } from './category-repository.ts';

export interface CategoryFields {
  name: string;
  color: CategoryColor;
}

export type CategoryService = RowService<CategoryFields>;

export function createCategoryService(deps: {
  categories: CategoryRepository;
  clock: Clock;
}): CategoryService {
  return createRowService<CategoryFields>({
    rows: deps.categories,
    clock: deps.clock,
    fieldsOf: ({ name, color }) => ({ name, color }),
    labelOf: ({ name }) => name,
  });
}
