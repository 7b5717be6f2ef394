/** Calendar months or years, by the household's local dates. */
export const BUDGET_PERIODS = ['month', 'year'] as const;
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number];

/** How many a household may have. */
export const MOST_BUDGETS = 50;

/** What a household wants to spend at most in every period. Instants are ISO 8601 in UTC with `Z`. */
export interface Budget {
  id: string;
  version: number;
  name: string;
  /** Minor units of `currency`. */
  limitMinor: number;
  /** Of the limit and of what is counted: it stays when the household's base currency changes. */
  currency: string;
  period: BudgetPeriod;
  /** Only what lies in this category counts; null: everything does. */
  categoryId: string | null;
  createdAt: string;
  updatedAt: string;
  /** Set while in the trash. */
  deletedAt: string | null;
}
