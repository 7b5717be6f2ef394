import type { Budget } from '#shared/budgets/budget.ts';

/** 50 euro a month for everything; `changes` make it special. */
export function exampleBudget(changes: Partial<Budget> = {}): Budget {
  return {
    id: '01980000-0000-7000-8000-0000000000b1',
    version: 1,
    name: 'Everything',
    limitMinor: 5_000,
    currency: 'EUR',
    period: 'month',
    categoryId: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    deletedAt: null,
    ...changes,
  };
}
