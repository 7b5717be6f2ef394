import type { BudgetRepository } from '#server/features/budgets/budget-repository.ts';
import type { Budget } from '#shared/budgets/budget.ts';
import { fromAmount, toAmount } from './amounts.ts';
import type { Amount } from './database-schema.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { createTrashableRows } from './trashable-rows.ts';

type Facts = Pick<Budget, 'name' | 'currency' | 'period' | 'categoryId'> & { limitMinor: Amount };

export function createMongodbBudgetRepository(context: MongodbContext): BudgetRepository {
  const { insert, find, list, replace, purgeTrash } = createTrashableRows<Budget, Facts>(
    context,
    'budgets',
    {
      toFacts: ({ name, limitMinor, currency, period, categoryId }) => ({
        name,
        limitMinor: toAmount(limitMinor),
        currency,
        period,
        categoryId,
      }),
      fromFacts: ({ name, limitMinor, currency, period, categoryId }) => ({
        name,
        limitMinor: fromAmount(limitMinor),
        currency,
        period,
        categoryId,
      }),
    },
  );
  return { insert, find, list, replace, purgeTrash };
}
