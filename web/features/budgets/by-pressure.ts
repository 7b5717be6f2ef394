import type { BudgetView } from '#shared/schemas/budget-schemas.ts';

/** How much of it is taken; 1 is all. */
export function pressureOf({ limit, current }: Pick<BudgetView, 'limit' | 'current'>): number {
  return Number(current.total.amount) / Number(limit.amount);
}

/** What is exceeded most first; of equal ones as they came. */
export function byPressure(budgets: readonly BudgetView[]): BudgetView[] {
  return budgets.toSorted((a, b) => pressureOf(b) - pressureOf(a));
}
