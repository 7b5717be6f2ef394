import type { BudgetRepository } from '#server/features/budgets/budget-repository.ts';
import type { Budget } from '#shared/budgets/budget.ts';
import type { SqliteContext } from './sqlite-context.ts';
import { createTrashableRows } from './trashable-rows.ts';

export function createSqliteBudgetRepository(context: SqliteContext): BudgetRepository {
  const { insert, find, list, replace, purgeTrash } = createTrashableRows<Budget>(
    context,
    'budgets',
    {
      name: 'name',
      limitMinor: 'limit_minor',
      currency: 'currency',
      period: 'period',
      categoryId: 'category_id',
    },
  );
  return { insert, find, list, replace, purgeTrash };
}
