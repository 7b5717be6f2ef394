import type { BudgetRepository } from '#server/features/budgets/budget-repository.ts';
import type { Budget } from '#shared/budgets/budget.ts';
import { toAmount } from './amounts.ts';
import type { Amount } from './database-schema.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { createRowReader } from './row-reader.ts';
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
      read: readBudget,
    },
  );
  return { insert, find, list, replace, purgeTrash };
}

const readBudget = createRowReader(
  'budgets',
  [
    'id',
    'version',
    'name',
    'limitMinor',
    'currency',
    'period',
    'categoryId',
    'createdAt',
    'updatedAt',
    'deletedAt',
  ],
  (values): Budget => ({
    id: values[0],
    version: values[1],
    name: values[2],
    limitMinor: values[3],
    currency: values[4],
    period: values[5],
    categoryId: values[6],
    createdAt: values[7],
    updatedAt: values[8],
    deletedAt: values[9],
  }),
);
